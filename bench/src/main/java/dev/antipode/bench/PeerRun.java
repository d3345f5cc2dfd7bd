package dev.antipode.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the measuring JVM of one peer printed.
 *
 * @param rows what was measured, up to a failure
 * @param failure one sentence on why the rest was not, or empty
 */
record PeerRun(List<PeerRow> rows, Optional<String> failure) {
    /** How a peer is measured. */
    @FunctionalInterface
    interface Measuring {
        PeerRun of(Peer peer) throws InterruptedException;
    }

    /**
     * Measures in a JVM of its own.
     *
     * @param folder where {@code bench/compare fetch} puts things
     */
    static PeerRun of(Peer peer, Path folder, int rounds, List<String> jvmOptions) throws InterruptedException {
        try {
            return of(MeasuringJvm.start(
                    PeerFork.class, jvmOptions, peer.name(), folder.toString(), Integer.toString(rounds)));
        } catch (IOException e) {
            return new PeerRun(List.of(), Optional.of(PeerFork.sentence(e)));
        }
    }

    /** Lines of libraries are left out. */
    static PeerRun of(MeasuringJvm.End end) {
        List<PeerRow> rows = new ArrayList<>();
        Optional<String> failure = Optional.empty();
        for (String line : end.lines()) {
            if (line.startsWith(PeerFork.FAILED)) {
                failure = Optional.of(line.substring(PeerFork.FAILED.length()));
            } else if (line.contains("\t")) {
                rows.add(PeerRow.parse(line));
            }
        }
        if (end.code() != 0) {
            failure = failure.map(why -> end.log().isEmpty() ? why : why + " (more is in " + end.log() + ")")
                    .or(() -> Optional.of(end.words()));
        }
        return new PeerRun(rows, failure);
    }
}
