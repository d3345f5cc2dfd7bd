package dev.antipode.controller.compare;

import dev.antipode.controller.train.LearningSettings;

/** What a generation costs if none of its episodes ends early, so that a budget can be turned into generations. */
final class GenerationCost {
    private GenerationCost() {}

    /** In plain control steps. */
    static double most(LearningSettings settings, StepWeights weights, int parameters, int horizonSteps) {
        double episode = (double) settings.episodes() * horizonSteps;
        return switch (settings.estimator().kind()) {
            case ES -> (settings.population() + 1) * episode;
            case TBPTT -> weights.gradient() * episode;
            case FORWARD -> {
                int directions = settings.estimator().directions();
                yield weights.tangent() * episode * (directions == 0 ? parameters : directions);
            }
        };
    }
}
