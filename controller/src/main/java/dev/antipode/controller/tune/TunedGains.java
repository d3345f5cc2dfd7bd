package dev.antipode.controller.tune;

import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.sim.Signal;
import java.util.List;

/**
 * What came out of tuning.
 *
 * @param gains what was tuned, with units and ranges
 * @param before the gains that tuning began with, in their own units
 * @param after the best gains that were found
 * @param testBefore how those before do on test episodes
 * @param testAfter how those after do on the same episodes
 * @param controller the law with the gains after
 * @param state of the descent that found them
 * @param descents each descent, in the order in which they were made
 * @param seconds the time from the first random gains to the last descent
 */
public record TunedGains(
        List<Signal> gains,
        double[] before,
        double[] after,
        Evaluation testBefore,
        Evaluation testAfter,
        TrainedController controller,
        TrainingState state,
        List<Descent> descents,
        double seconds) {
    /**
     * One descent from one start.
     *
     * @param from where it began
     * @param to the best gains on its way, by validation
     * @param validationSuccess of the best gains
     * @param validationCost of the best gains
     */
    public record Descent(double[] from, double[] to, double validationSuccess, double validationCost) {}
}
