package dev.antipode.controller.baseline;

import dev.antipode.controller.law.LawPolicy;
import dev.antipode.controller.law.Laws;
import dev.antipode.controller.law.TunedLaw;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.Evaluator;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Policy;
import dev.antipode.sim.TaskModel;

/**
 * A controller that is not trained.
 *
 * @param kind of which kind
 * @param policy what commands
 * @param parameters of the policy, often none; belong to the record, not to be modified
 * @param description what it is, one clause for reports
 */
public record Baseline(BaselineKind kind, Policy policy, double[] parameters, String description) {
    private static final double[] NONE = {};

    /**
     * Makes a task's baseline.
     *
     * @param kind which
     * @param task for which
     * @return the baseline
     * @throws NoBaselineException where the task has none of the kind, saying why in one sentence
     */
    public static Baseline of(BaselineKind kind, TaskModel task) {
        return switch (kind) {
            case LQR -> linear(kind, LinearQuadratic.regulator(task));
            case LQI -> linear(kind, LinearQuadratic.integrating(task));
            case PID, LAW -> law(kind, task);
            case ZERO -> new Baseline(kind, new ZeroPolicy(task.plant().inputs()), NONE, "zero commands");
            case RANDOM ->
                new Baseline(kind, new RandomPolicy(task.plant().inputs()), NONE, "commands uniform in their ranges");
        };
    }

    private static Baseline linear(BaselineKind kind, LinearQuadratic design) {
        String integrals = kind == BaselineKind.LQI ? ", integral of the reference error" : "";
        return new Baseline(
                kind, design.policy(), NONE, "sees the true state" + integrals + "; weights: " + design.weights());
    }

    private static Baseline law(BaselineKind kind, TaskModel task) {
        TunedLaw law = Laws.handTuned(task.name())
                .orElseThrow(() -> new NoBaselineException(
                        "task '" + task.name() + "' has no hand-tuned law; those with one are " + Laws.tunedTasks()));
        if (kind == BaselineKind.PID && !law.pid()) {
            throw new NoBaselineException("the hand-tuned law of task '" + task.name() + "' is " + law.name()
                    + ", no PID; use the baseline 'law'");
        }
        LawPolicy policy = LawPolicy.of(law.law(), task);
        return new Baseline(kind, policy, policy.parameters(law.gains()), "hand-tuned law " + law.name());
    }

    /**
     * Runs the baseline on test episodes: those that a trained controller is judged on with the same seed.
     *
     * @param task that it was made for
     * @param precision of every number
     * @param seed of the episodes
     * @param episodes how many, at least 1
     * @param execution how the device is used; changes no result but by its arithmetic mode
     * @return how it does
     */
    public Evaluation evaluate(
            TaskModel task, Precision precision, long seed, int episodes, ExecutionSettings execution) {
        return Evaluator.evaluate(task, policy, parameters, precision, seed, episodes, execution);
    }
}
