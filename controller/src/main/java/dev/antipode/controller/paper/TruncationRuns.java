package dev.antipode.controller.paper;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.compare.ComparedRun;
import dev.antipode.controller.compare.ComparisonListener;
import dev.antipode.controller.compare.ComparisonOptions;
import dev.antipode.controller.compare.ComparisonResult;
import dev.antipode.controller.compare.EstimatorComparison;
import dev.antipode.controller.compare.RunRequest;
import dev.antipode.controller.compare.StepWeights;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.Trainer;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trainings with several estimators for the same cost.
 *
 * @param cost of each estimator, the mean a step on test episodes, median over seeds
 * @param untrained cost before any training
 */
record TruncationRuns(Map<EstimatorChoice, Double> cost, double untrained) {
    /** A step that is recorded and reversed, in plain steps: fixed, so that a figure does not depend on the device. */
    static final double BACKWARD = 4;

    private static final int TESTED = 1000;
    private static final int VALIDATED = 64;

    static TruncationRuns measure(
            FigureContext context,
            TruncationTask task,
            List<EstimatorChoice> estimators,
            int seeds,
            long budget,
            int trials,
            TruncationFigure.Sample sample) {
        TaskModel model = task.model();
        // Vector kernels of so small a plant would take longer to compile than they save; the bits are the same.
        ExecutionSettings execution = task == TruncationTask.PENDULUM
                ? context.execution().withKernels(KernelMode.SCALAR)
                : context.execution();
        int horizon = model.timing().horizonSteps();
        TrainingOptions training = TrainingOptions.of(model)
                .withSeed(context.seed())
                .withLearning(learning -> learning.withPopulation(sample.population())
                        .withEpisodes(sample.episodes())
                        .withValidation(VALIDATED, learning.validationInterval()))
                .withExecution(_ -> execution);
        ComparisonOptions options = new ComparisonOptions(
                model, training.policy(), training.learning(), estimators, seeds, budget, trials, 1, execution);
        Map<EstimatorChoice, StepWeights> weights = new HashMap<>();
        estimators.forEach(estimator -> weights.put(estimator, new StepWeights(BACKWARD, 1)));
        EstimatorComparison comparison = new EstimatorComparison(options, weights, List.of());
        try {
            // Empty only where the comparison was cancelled, which nobody does: a figure stops by the exception of its
            // context.
            ComparisonResult result =
                    comparison.run(new Progress(context, options.runs())).orElseThrow();
            Map<EstimatorChoice, Double> cost = new HashMap<>();
            for (EstimatorChoice estimator : estimators) {
                double[] each = result.results(estimator).stream()
                        .mapToDouble(run -> run.test().meanCost() / horizon)
                        .toArray();
                cost.put(estimator, Numbers.median(each));
            }
            return new TruncationRuns(cost, untrained(training) / horizon);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With other estimators on the same task. */
    TruncationRuns and(TruncationRuns others) {
        Map<EstimatorChoice, Double> all = new HashMap<>(cost);
        all.putAll(others.cost());
        return new TruncationRuns(all, untrained);
    }

    private static double untrained(TrainingOptions options) {
        try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
            return trainer.evaluate(TESTED).meanCost();
        }
    }

    /** By the share of all runs' budgets. */
    private record Progress(FigureContext context, int runs) implements ComparisonListener {
        @Override
        public void started(RunRequest run) {
            context.done((run.number() - 1.0) / runs);
        }

        @Override
        public void generation(RunRequest run, GenerationReport report, double cost) {
            context.done((run.number() - 1 + Math.min(1, cost / run.budgetSteps())) / runs);
        }

        @Override
        public void finished(ComparedRun run) {
            // Only the figure as a whole is kept.
        }
    }
}
