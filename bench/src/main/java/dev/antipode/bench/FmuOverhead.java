package dev.antipode.bench;

import dev.antipode.profiles.HostDetection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What it costs to drive an FMU from Java: one step of a mass on a spring (set a force, step, get position and speed), beside the same
 * calls in C on the same library, by turns, in CPU time. Needs gcc.
 */
public final class FmuOverhead {
    private static final int FORKS = 5;
    private static final int ROUNDS = 25;

    private FmuOverhead() {}

    /**
     * Runs the comparison.
     *
     * @param arguments JVMs (default 5) and rounds a JVM (default 25)
     */
    public static void main(String[] arguments) {
        Measuring.orExit("fmu", () -> {
            int forks = Measuring.count(arguments, 0, "JVMs", FORKS);
            int rounds = Measuring.count(arguments, 1, "rounds", ROUNDS);
            Compiler.require();
            measure(forks, rounds);
        });
    }

    private static void measure(int forks, int rounds) throws IOException, InterruptedException {
        List<double[]> found = new ArrayList<>();
        for (int i = 0; i < forks; i++) {
            for (String line : MeasuringJvm.run(
                    FmuOverheadFork.class, HostDetection.detect().jvmOptions(), Integer.toString(rounds))) {
                found.add(FmuOverheadFork.parse(line));
            }
        }
        System.out.println(MeasuringJvm.machine() + "; " + Compiler.version());
        System.out.println(forks + " JVMs of " + rounds + " rounds; medians of the JVMs, and the range of the medians");
        String[] names = {"C", "FmuInstance: set, step, get", "link: send and receive"};
        for (int work = 0; work < names.length; work++) {
            int which = work;
            double[] nanos = found.stream().mapToDouble(f -> f[which]).toArray();
            double[] over = found.stream().mapToDouble(f -> f[which] - f[0]).toArray();
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-30s %7.1f ns a step (%.1f to %.1f), %.1f ns over C",
                    names[work],
                    Rounds.median(nanos),
                    Arrays.stream(nanos).min().orElse(0),
                    Arrays.stream(nanos).max().orElse(0),
                    Rounds.median(over)));
        }
    }
}
