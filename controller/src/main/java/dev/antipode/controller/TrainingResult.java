package dev.antipode.controller;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.Evaluator;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.TrainingOutcome;
import dev.antipode.controller.train.TrainingState;

/**
 * What came out of a training run.
 *
 * @param options what was asked for
 * @param policy what was trained
 * @param controller the best parameters by validation, with everything that is needed to run them
 * @param outcome why the run ended
 * @param state where it ended, to go on from
 */
public record TrainingResult(
        TrainingOptions options,
        TrainablePolicy policy,
        TrainedController controller,
        TrainingOutcome outcome,
        TrainingState state) {
    /**
     * Runs the controller on test episodes, which it was neither trained nor chosen on.
     *
     * @param episodes how many, at least 1
     * @return how it does
     */
    public Evaluation evaluate(int episodes) {
        return Evaluator.evaluate(
                options.task(), policy, controller, options.learning().seed(), episodes, options.execution());
    }
}
