package dev.antipode.bench;

import dev.antipode.profiles.HostDetection;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares our simulator step with the same step in C, compiled by {@code gcc -O3 -march=native -ffast-math} with its
 * vector math library, and prints one table: with the launcher's JVM options, and without any.
 *
 * <p>Each row sums up several JVMs, because the speed of generated code differs from JVM to JVM more than from round to
 * round. Within a JVM, ours and C's rounds alternate on the same memory, time is the thread's CPU time, and a ratio is
 * the median of the rounds' ratios. Nothing is timed before the answers agree.
 */
public final class CompareWithC {
    private static final int FORKS = 5;
    private static final int ROUNDS = 25;

    private CompareWithC() {}

    /**
     * Runs the comparison.
     *
     * @param arguments JVMs a row (default 5) and rounds a JVM (default 25)
     */
    public static void main(String[] arguments) {
        Measuring.orExit("compare", () -> {
            int forks = Measuring.count(arguments, 0, "JVMs", FORKS);
            int rounds = Measuring.count(arguments, 1, "rounds", ROUNDS);
            Compiler.require();
            compare(forks, rounds, System.out);
        });
    }

    static void compare(int forks, int rounds, PrintStream out) throws IOException, InterruptedException {
        out.println(MeasuringJvm.machine() + "; " + Compiler.version());
        out.println("C: " + String.join(" ", CTwins.command(512)) + "; " + forks + " JVMs of " + rounds + " rounds");
        List<String> launcher = HostDetection.detect().jvmOptions();
        compare("With the launcher's JVM options: " + String.join(" ", launcher), launcher, forks, rounds, out);
        String own = MeasuringJvm.ownOptions().isEmpty() ? "" : " and " + MeasuringJvm.OPTIONS;
        compare("Without JVM options, but for " + MeasuringJvm.NEEDED.getFirst() + own, List.of(), forks, rounds, out);
    }

    private static void compare(String title, List<String> jvmOptions, int forks, int rounds, PrintStream out)
            throws IOException, InterruptedException {
        List<StepTiming> timings = new ArrayList<>();
        for (int i = 0; i < forks; i++) {
            MeasuringJvm.run(StepTimingFork.class, jvmOptions, Integer.toString(rounds))
                    .forEach(line -> timings.add(StepTiming.parse(line)));
        }
        out.println();
        out.println(title);
        out.println(
                "load average " + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        out.print(ComparisonTable.of(timings));
    }
}
