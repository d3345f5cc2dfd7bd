package dev.antipode.bench;

import dev.antipode.profiles.HostDetection;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every peer that is here beside us, in one table; of the others, what is missing and how to get it. */
public final class PeerTable {
    private static final int ROUNDS = 25;
    private static final int SEEDS = 5;

    private PeerTable() {}

    /**
     * Measures and prints.
     *
     * @param arguments the folder of what {@code bench/compare fetch} got, then the peers; all where none is named; with
     *     {@code --check} first it is only said which are here
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
        boolean check = words.contains("--check");
        List<Peer> peers;
        try {
            peers = words.stream()
                    .filter(word -> !word.equals("--check"))
                    .map(Peer::of)
                    .toList();
        } catch (IllegalArgumentException e) {
            System.err.println("bench/compare: " + e.getMessage());
            System.exit(2);
            return;
        }
        boolean named = !peers.isEmpty();
        peers = named ? peers : List.of(Peer.values());
        boolean done = check ? check(folder, peers, System.out) : compare(folder, peers, named);
        System.exit(done ? 0 : 1);
    }

    /** Says of each peer whether it is here; true if all are. */
    static boolean check(Path folder, List<Peer> peers, PrintStream out) {
        boolean all = true;
        for (Peer peer : peers) {
            Optional<String> missing = peer.missing(folder);
            all &= missing.isEmpty();
            out.println(
                    name(peer) + ": " + missing.map(why -> "missing: " + why).orElse("here"));
        }
        return all;
    }

    private static boolean compare(Path folder, List<Peer> peers, boolean named) throws InterruptedException {
        List<String> options = HostDetection.detect().jvmOptions();
        PrintStream out = System.out;
        out.println(MeasuringJvm.machine());
        if (Compiler.missing().isEmpty()) {
            out.println(Compiler.version() + "; " + String.join(" ", CTwins.command(512)) + "; strict: without"
                    + " -ffast-math");
        }
        out.println("JVM options: " + String.join(" ", options));
        out.println(ROUNDS + " rounds; load average "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        out.println();
        return measure(folder, peers, named, out, System.err, peer -> {
            int rounds = peer == Peer.HIPPARCHUS ? SEEDS : ROUNDS;
            return PeerRun.of(peer, folder, rounds, options);
        });
    }

    /**
     * Measures one peer after the other and prints a row as soon as its peer is done; no peer keeps the next from its turn.
     *
     * @param named whether the peers were asked for by name, so that none may be missing
     * @return whether none failed, none that was named is missing, and one at least was measured
     */
    static boolean measure(
            Path folder, List<Peer> peers, boolean named, PrintStream out, PrintStream err, PeerRun.Measuring measuring)
            throws InterruptedException {
        out.println("| work | peer | ours | the peer's | ours / the peer's | answers differ by |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        boolean measured = false;
        boolean good = true;
        for (Peer peer : peers) {
            Optional<String> missing = peer.missing(folder);
            if (missing.isPresent()) {
                err.println("bench/compare: " + name(peer) + " is not compared with: " + missing.get());
                good &= !named;
                continue;
            }
            PeerRun run = measuring.of(peer);
            run.rows().forEach(row -> out.println(row.cells()));
            out.flush();
            run.failure().ifPresent(why -> err.println("bench/compare: " + name(peer) + " failed: " + why));
            measured |= !run.rows().isEmpty();
            good &= run.failure().isEmpty();
        }
        return measured && good;
    }

    private static String name(Peer peer) {
        return peer.name().toLowerCase(Locale.ROOT) + " (" + peer.label() + ": " + peer.work() + ")";
    }
}
