package dev.antipode.bench;

import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.GuardDecision;
import dev.antipode.controller.train.GuardReport;
import dev.antipode.controller.train.GuardedChoice;
import dev.antipode.controller.train.TbpttChoice;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.program.CotangentLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The JVM that measures: prints seconds an update, unguarded, guarded, guarded with a probe. Started by {@link GuardOverhead}. */
final class GuardOverheadFork {
    static final String TASK = "pendulum";
    static final int WINDOW = 30;

    /** Nothing is refused for its growth, and whatever has passed a test is soon tested again. */
    private static final GuardedChoice GUARDED = new GuardedChoice(WINDOW, 1e9, 1, false);

    /** Lanes of a tile: the guard may run the two halves of an update's episodes at two points, so its tiles are no wider, and the others' neither. */
    private static final int LANES = 16;

    /** Guarded updates to look at for one of each kind, at most. */
    private static final int PATIENCE = 50;

    private GuardOverheadFork() {}

    /** @param arguments the number of updates of each kind, and of worker threads */
    public static void main(String[] arguments) throws InterruptedException {
        double[] found = measure(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), KernelMode.SIMD);
        System.out.println(found[0] + " " + found[1] + " " + found[2] + " " + found[3]);
    }

    static double[] parse(String line) {
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** Median seconds of an update of each kind, and its episodes. */
    static double[] measure(int rounds, int workers, KernelMode mode) throws InterruptedException {
        List<Double> unguarded = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        List<Double> probed = new ArrayList<>();
        UnaryOperator<ExecutionSettings> alike = e -> e.withThreads(workers).withLanes(LANES);
        try (RunningTraining backprop =
                        new RunningTraining(TASK, new TbpttChoice(WINDOW, CotangentLimit.NONE), mode, l -> l, alike);
                // What is refused is no part of this: let one pair make it.
                RunningTraining guarded = new RunningTraining(TASK, GUARDED, mode, l -> l.withPopulation(2), alike)) {
            long steps = backprop.next().simulatorSteps();
            // The first update also asks for the first window.
            long begun = guarded.next().gradientSteps();
            GenerationReport before = guarded.next();
            if (before.gradientSteps() - begun != steps) {
                throw new IllegalStateException("an update backpropagates through " + steps + " steps, guarded through "
                        + (before.gradientSteps() - begun) + "; no time is taken of unequal work");
            }
            for (int i = 0; plain.size() < rounds || probed.size() < rounds; i++) {
                if (i == PATIENCE * rounds) {
                    throw new IllegalStateException(
                            "of " + i + " guarded updates, " + plain.size() + " by gradients had no probe and "
                                    + probed.size() + " had one; that is too few to tell the time of");
                }
                unguarded.add(seconds(backprop.next(), steps));
                GenerationReport report = guarded.next();
                long gradients = report.gradientSteps() - before.gradientSteps();
                long all = report.simulatorSteps() - before.simulatorSteps();
                before = report;
                // Updates by evolution strategies are another matter; a gradient that is thrown away or of a shorter
                // window, too.
                GuardReport guard = report.guard().orElseThrow();
                if (gradients == steps && guard.decision() == GuardDecision.GRADIENT && guard.window() == WINDOW) {
                    boolean tested = tested(guard);
                    (tested ? probed : plain).add(seconds(report, all));
                }
            }
            return new double[] {median(unguarded), median(plain), median(probed), backprop.episodes()};
        }
    }

    private static boolean tested(GuardReport report) {
        return report.varianceRatio().isPresent() || report.projection().isPresent();
    }

    private static double seconds(GenerationReport report, long steps) {
        return steps / report.stepsPerSecond();
    }

    private static double median(List<Double> values) {
        return Rounds.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
