package dev.antipode.controller.compare;

import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.train.EsChoice;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.SnesChoice;
import dev.antipode.controller.train.TrainingDefaults;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to compare.
 *
 * @param task the task
 * @param policy what is trained
 * @param learning the settings that tuning starts from; its seed is that of the comparison: the results' seeds go on from it, those of
 *     tuning come before it
 * @param estimators at least one, each once
 * @param seeds runs of each estimator, at least 1
 * @param budgetSteps what a run may cost, in plain control steps
 * @param trials settings that are tried for each estimator; 0 for the defaults untried
 * @param target success rate in validation that cost and time to the target are measured to, above 0 and at most 1
 * @param execution how the device is used
 */
public record ComparisonOptions(
        TaskModel task,
        PolicyDesign policy,
        LearningSettings learning,
        List<EstimatorChoice> estimators,
        int seeds,
        long budgetSteps,
        int trials,
        double target,
        ExecutionSettings execution) {
    /** Runs of each trial, with seeds of their own. */
    public static final int TUNING_SEEDS = 2;

    /** A trial gets this share of the budget: its reciprocal. */
    public static final int TUNING_DIVISOR = 4;

    private static final int DIRECTIONS = 8;
    private static final int WINDOW = 30;

    /** Checks the values. */
    public ComparisonOptions {
        estimators = List.copyOf(estimators);
        if (estimators.isEmpty()) {
            throw new IllegalArgumentException("no estimator was named; give at least one, such as es,tbptt:10");
        }
        Set<EstimatorChoice> seen = new HashSet<>();
        for (EstimatorChoice estimator : estimators) {
            estimator.requireFor(task);
            if (!seen.add(estimator)) {
                throw new IllegalArgumentException(
                        "estimator '" + estimator + "' was named twice; name each estimator once");
            }
        }
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds " + seeds + " must be at least 1; intervals need 3 or more");
        }
        if (budgetSteps < 1) {
            throw new IllegalArgumentException(
                    "a budget of " + budgetSteps + " steps must be at least 1; leave it out for the task's default");
        }
        if (trials < 0) {
            throw new IllegalArgumentException(
                    "trials " + trials + " must be at least 1, or 0 for the default settings untried");
        }
        if (!(target > 0 && target <= 1)) {
            throw new IllegalArgumentException(
                    "a target of " + target + " is no success rate; give a number above 0 and at most 1, such as 0.95");
        }
    }

    /**
     * What a task is compared with where nothing else is said: evolution strategies, guarded backpropagation, and exact gradients in
     * reverse and forward mode that nothing guards; where inputs move in steps, three kinds of evolution strategies.
     *
     * @param task the task
     * @return the estimators
     */
    public static List<EstimatorChoice> estimatorsFor(TaskModel task) {
        if (task.plant().inputs().stream().anyMatch(Signal::stepped)) {
            return List.of(new EsChoice(), new SnesChoice(), EstimatorChoice.parse("ars"));
        }
        int window = Math.min(WINDOW, task.timing().horizonSteps());
        return List.of(
                new EsChoice(),
                EstimatorChoice.parse("guarded"),
                EstimatorChoice.parse("tbptt:" + window),
                EstimatorChoice.parse("forward:" + DIRECTIONS));
    }

    /**
     * What the task's default training by evolution strategies costs, if no episode ends early.
     *
     * @param task the task
     * @return control steps
     */
    public static long defaultBudgetSteps(TaskModel task) {
        LearningSettings settings = TrainingDefaults.of(task.name()).learning();
        long generation = (settings.population() + 1L)
                * settings.episodes()
                * task.timing().horizonSteps();
        return generation * settings.generations();
    }

    /**
     * What a trial may cost.
     *
     * @return plain control steps
     */
    public long tuningBudgetSteps() {
        return budgetSteps / TUNING_DIVISOR;
    }

    /**
     * How many runs the comparison takes.
     *
     * @return tuning included
     */
    public int runs() {
        int pilots = (int) estimators.stream().filter(this::pilot).count();
        return estimators.size() * (trials * TUNING_SEEDS + seeds) + pilots;
    }

    /**
     * Whether an estimator that is not tuned needs one run with a tuning seed all the same: what its generations cost is known from runs
     * alone, and schedules must know how many there will be.
     */
    boolean pilot(EstimatorChoice estimator) {
        return trials == 0 && GenerationCost.varies(estimator, task.timing().horizonSteps());
    }

    /**
     * The estimators as they are written on the command line.
     *
     * @return separated by commas
     */
    public String estimatorsText() {
        return estimators.stream().map(EstimatorChoice::toString).collect(Collectors.joining(","));
    }
}
