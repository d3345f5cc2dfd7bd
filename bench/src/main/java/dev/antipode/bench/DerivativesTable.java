package dev.antipode.bench;

import dev.antipode.profiles.HostDetection;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What derivatives of a simulator step cost, in plain steps: one JVP, one VJP, and the whole state Jacobian of a point. All
 * four are measured in turn in each of several JVMs, with the launcher's options; a ratio is the median over the JVMs of
 * the median over the rounds.
 */
public final class DerivativesTable {
    static final List<StepPlant> PLANTS = List.of(StepPlant.ACROBOT, StepPlant.QUADROTOR);

    private static final int FORKS = 5;
    private static final int ROUNDS = 25;

    private DerivativesTable() {}

    /**
     * Measures and prints.
     *
     * @param arguments JVMs (default 5) and rounds a JVM (default 25)
     */
    public static void main(String[] arguments) {
        Measuring.orExit("derivatives", () -> {
            int forks = Measuring.count(arguments, 0, "JVMs", FORKS);
            measure(forks, Measuring.count(arguments, 1, "rounds", ROUNDS));
        });
    }

    private static void measure(int forks, int rounds) throws IOException, InterruptedException {
        List<String> options = HostDetection.detect().jvmOptions();
        PrintStream out = System.out;
        out.println(MeasuringJvm.machine() + "; " + forks + " JVMs of " + rounds + " rounds; F32; " + options);
        List<DerivativeTiming> timings = new ArrayList<>();
        for (int i = 0; i < forks; i++) {
            MeasuringJvm.run(DerivativeTimingFork.class, options, Integer.toString(rounds))
                    .forEach(line -> timings.add(DerivativeTiming.parse(line)));
        }
        out.println(
                "load average " + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        out.print(of(timings));
    }

    static String of(List<DerivativeTiming> timings) {
        Map<String, List<DerivativeTiming>> rows = new LinkedHashMap<>();
        timings.forEach(timing -> rows.computeIfAbsent(timing.plant() + " " + timing.what(), _ -> new ArrayList<>())
                .add(timing));
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-10s %-9s %5s %6s | %9s | %9s %17s %7s | %10s%n",
                "plant",
                "what",
                "ops",
                "chunks",
                "ns",
                "steps",
                "(JVMs)",
                "goal",
                "bytes/call"));
        for (List<DerivativeTiming> row : rows.values()) {
            DerivativeTiming first = row.getFirst();
            double[] ratios = row.stream().mapToDouble(DerivativeTiming::ratio).toArray();
            text.append(String.format(
                    Locale.ROOT,
                    "%-10s %-9s %5d %6d | %9.3f | %9.3f %8.3f..%7.3f %7.1f | %10.1f%n",
                    first.plant(),
                    first.what(),
                    first.operations(),
                    first.chunks(),
                    Rounds.median(
                            row.stream().mapToDouble(DerivativeTiming::nanos).toArray()),
                    Rounds.median(ratios),
                    Arrays.stream(ratios).min().orElseThrow(),
                    Arrays.stream(ratios).max().orElseThrow(),
                    first.goal(),
                    row.stream().mapToDouble(DerivativeTiming::allocated).max().orElseThrow()));
        }
        text.append(
                "ns: CPU time of one environment's step, for Jacobian of one point; steps: the same in plain steps of"
                        + " one environment.\n");
        return text.toString();
    }
}
