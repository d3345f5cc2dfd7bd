package dev.antipode.controller;

import dev.antipode.controller.imitate.Imitated;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.train.TrainedController;

/**
 * What a policy has learnt from a control law, before any training.
 *
 * @param options what was asked for
 * @param law that it has learnt from
 * @param controller the policy, with everything that is needed to run it
 * @param learnt how far it has got
 */
public record ImitationResult(TrainingOptions options, FixedLaw law, TrainedController controller, Imitated learnt) {
    /**
     * Options to go on from here with.
     *
     * @return what was asked for, starting from what was learnt
     */
    public TrainingOptions start() {
        return options.withStart(controller);
    }
}
