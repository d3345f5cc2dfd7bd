package dev.antipode.bench;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.GuardReport;
import dev.antipode.controller.train.Schedule;
import dev.antipode.controller.train.Trainer;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.core.kernel.WarmKernels;
import dev.antipode.sim.Registry;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * After how many updates the guard shortens its window when a policy jumps from a hundredth of its initial parameters to a
 * multiple of them. Between, parameters stand still.
 */
public final class GuardDelay {
    private static final String TASK = "double-pendulum";
    private static final int SEEDS = 8;
    private static final double SMALL = 0.01;
    private static final int BEFORE = 20;
    private static final int AFTER = 20;
    /** So small a step changes no parameter. */
    private static final double STILL = 1e-12;

    /** What the guard saw from update to update, the first {@value #BEFORE} of them before the jump. */
    record Watch(List<GuardReport> updates) {
        /** Updates from the jump to the first with a shorter window, which counts; empty if there is none. */
        OptionalInt delay() {
            int before = updates.get(BEFORE - 1).window();
            for (int i = BEFORE; i < updates.size(); i++) {
                if (updates.get(i).window() < before) {
                    return OptionalInt.of(i - BEFORE + 1);
                }
            }
            return OptionalInt.empty();
        }

        String row(int seed) {
            GuardReport before = updates.get(BEFORE - 1);
            GuardReport after = updates.get(BEFORE);
            return String.format(
                    Locale.ROOT,
                    "| %d | %d | %.3g | %.3g | %s | %s |",
                    seed,
                    before.window(),
                    before.amplification(),
                    after.amplification(),
                    updates.subList(BEFORE, updates.size()).stream()
                            .map(update -> Integer.toString(update.window()))
                            .collect(Collectors.joining(" ")),
                    delay().isPresent() ? Integer.toString(delay().getAsInt()) : "not shortened");
        }
    }

    private GuardDelay() {}

    /**
     * Measures and prints.
     *
     * @param arguments the task (default double-pendulum), the number of seeds (default 8) and what the initial parameters are multiplied
     *     by after the jump (default 1)
     */
    public static void main(String[] arguments) {
        String task = arguments.length > 0 ? arguments[0] : TASK;
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : SEEDS;
        double scale = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 1;
        PrintStream out = System.out;
        out.println(task + ": " + BEFORE + " updates with the initial parameters x " + SMALL + ", " + AFTER + " with x "
                + scale);
        out.println(
                "| seed | window before | growth over it before | after | windows after | updates to a shorter one |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        WarmKernels.shared(() -> {
            for (int seed = 1; seed <= seeds; seed++) {
                out.println(watch(task, seed, scale).row(seed));
            }
            return null;
        });
    }

    static Watch watch(String task, int seed, double scale) {
        TrainingOptions options = TrainingOptions.of(
                        Registry.load(GuardDelay.class.getClassLoader()).task(task))
                .withEstimator(EstimatorChoice.parse("guarded"))
                .withLearning(learning -> learning.withSeed(seed)
                        .withGenerations(BEFORE + AFTER)
                        .withValidation(1, BEFORE + AFTER)
                        .withLearningRate(new Schedule.Constant(STILL)));
        TrainablePolicy policy = options.policy().forTask(options.task());
        List<GuardReport> updates = new ArrayList<>();
        TrainingState state;
        double[] initial;
        try (Trainer trainer = Antipode.trainer(options, policy)) {
            state = trainer.state();
            initial = state.theta().clone();
            Arrays.setAll(state.theta(), i -> SMALL * initial[i]);
            trainer.restore(state);
            int[] done = {0};
            trainer.run(report -> updates.add(guard(report)), (_, _, _) -> ++done[0] > BEFORE);
            state = trainer.state();
        }
        Arrays.setAll(state.theta(), i -> scale * initial[i]);
        try (Trainer trainer = Antipode.trainer(options, policy)) {
            trainer.restore(state);
            trainer.run(report -> updates.add(guard(report)));
        }
        return new Watch(updates);
    }

    private static GuardReport guard(GenerationReport report) {
        return report.guard().orElseThrow();
    }
}
