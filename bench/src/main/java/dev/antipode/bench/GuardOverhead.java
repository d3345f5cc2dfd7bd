package dev.antipode.bench;

import dev.antipode.profiles.HostDetection;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the guard costs: an update that truncated backpropagation makes, guarded, with and without a probe, beside the same update
 * unguarded, by turns, in tiles of the same width. Growth is measured in every guarded one. With one worker it is the work that is compared;
 * with more, those that have no growth to measure wait for the one that has.
 */
public final class GuardOverhead {
    private static final int FORKS = 3;
    private static final int ROUNDS = 150;
    private static final List<String> KINDS = List.of("unguarded", "guarded", "guarded, with a probe");

    private GuardOverhead() {}

    /**
     * Measures and prints.
     *
     * @param arguments JVMs (default 3), updates of each kind a JVM (default 150) and worker threads (default 1)
     */
    public static void main(String[] arguments) {
        Measuring.orExit("guard", () -> {
            int forks = Measuring.count(arguments, 0, "JVMs", FORKS);
            int rounds = Measuring.count(arguments, 1, "updates", ROUNDS);
            measure(forks, rounds, Measuring.count(arguments, 2, "workers", 1));
        });
    }

    private static void measure(int forks, int rounds, int workers) throws IOException, InterruptedException {
        List<double[]> found = new ArrayList<>();
        for (int i = 0; i < forks; i++) {
            for (String line : MeasuringJvm.run(
                    GuardOverheadFork.class,
                    HostDetection.detect().jvmOptions(),
                    Integer.toString(rounds),
                    Integer.toString(workers))) {
                found.add(GuardOverheadFork.parse(line));
            }
        }
        PrintStream out = System.out;
        out.println(MeasuringJvm.machine() + "; " + forks + " JVMs of " + rounds + " rounds, " + workers
                + " worker(s); load average "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        out.println(GuardOverheadFork.TASK + ", a window of " + GuardOverheadFork.WINDOW + " steps, "
                + (int) found.getFirst()[KINDS.size()] + " episodes an update; medians of the JVMs, and their range");
        for (int kind = 0; kind < KINDS.size(); kind++) {
            int which = kind;
            double[] seconds = found.stream().mapToDouble(f -> f[which]).toArray();
            double[] ratios = found.stream().mapToDouble(f -> f[which] / f[0]).toArray();
            out.println(String.format(
                    Locale.ROOT,
                    "%-22s %8.3f ms an update (%.3f to %.3f), %.2f times the unguarded one (%.2f to %.2f)",
                    KINDS.get(kind),
                    1e3 * Rounds.median(seconds),
                    1e3 * Arrays.stream(seconds).min().orElse(0),
                    1e3 * Arrays.stream(seconds).max().orElse(0),
                    Rounds.median(ratios),
                    Arrays.stream(ratios).min().orElse(0),
                    Arrays.stream(ratios).max().orElse(0)));
        }
    }
}
