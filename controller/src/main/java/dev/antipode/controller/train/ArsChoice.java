package dev.antipode.controller.train;

/**
 * Augmented random search.
 *
 * @param top how many of the population's antithetic pairs are kept; 0 for all
 */
public record ArsChoice(int top) implements EstimatorChoice {
    /** Checks the number. */
    public ArsChoice {
        if (top < 0) {
            throw new IllegalArgumentException(
                    "the best " + top + " directions are not possible; give 1 or more, or 0 for all");
        }
    }

    static ArsChoice read(EstimatorText text) {
        return new ArsChoice(text.more() ? text.count("a number of directions to keep") : 0);
    }

    @Override
    public boolean population() {
        return true;
    }

    @Override
    public boolean ownsScale() {
        return true;
    }

    /** Plain steps and perturbations of the same size throughout, as published. */
    @Override
    public LearningSettings defaults(LearningSettings task) {
        return task.withEstimator(this)
                .withSigma(new Schedule.Constant(task.sigma().at(0, task.generations())))
                .withOptimizer(new Sgd(0))
                .withLearningRate(new Schedule.Constant(0.2));
    }

    @Override
    public String toString() {
        return top == 0 ? "ars" : "ars:" + top;
    }
}
