package dev.antipode.controller.compare;

import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.ForwardChoice;
import dev.antipode.controller.train.LearningSettings;

/** What a generation costs if none of its episodes ends early, so that a budget can be turned into generations. */
final class GenerationCost {
    private GenerationCost() {}

    /** Whether generations differ much in cost, because the estimator may backpropagate or not. */
    static boolean varies(EstimatorChoice estimator, int horizonSteps) {
        return estimator.population() && estimator.backpropagated(horizonSteps) > 0;
    }

    /** In plain control steps; of an estimator that tries one way first and may go another, both. */
    static double most(LearningSettings settings, StepWeights weights, int parameters, int horizonSteps) {
        EstimatorChoice estimator = settings.estimator();
        double episode = (double) settings.episodes() * horizonSteps;
        double most = 0;
        if (estimator.population()) {
            most += (settings.population() + 1) * episode;
        }
        if (estimator.backpropagated(horizonSteps) > 0) {
            most += weights.gradient() * episode;
        }
        if (estimator instanceof ForwardChoice(int directions)) {
            most += weights.tangent() * episode * (directions == 0 ? parameters : directions);
        }
        return Math.max(most, episode);
    }
}
