package dev.antipode.controller.train;

/** Separable natural evolution strategies, which adapt a deviation for every parameter. */
public record SnesChoice() implements EstimatorChoice {
    @Override
    public boolean population() {
        return true;
    }

    @Override
    public boolean ownsScale() {
        return true;
    }

    /** Plain steps of the published size. Sigma is only where the deviations start: wide, as they follow the cost from there. */
    @Override
    public LearningSettings defaults(LearningSettings task) {
        return task.withEstimator(this)
                .withSigma(new Schedule.Constant(3 * task.sigma().at(0, task.generations())))
                .withOptimizer(new Sgd(0))
                .withLearningRate(new Schedule.Constant(1));
    }

    @Override
    public String toString() {
        return "snes";
    }
}
