package dev.antipode.controller.train;

import java.util.List;

/**
 * First-order and zeroth-order gradients mixed by a rule of confidence.
 *
 * @param window control steps that the cost is backpropagated through; 0 for the whole episode
 * @param gamma how far the mix's slope along the first-order gradient may be from the one that the candidates measure, in half-widths of
 *     that one's confidence, above 0; up to 1 the mix never points against it
 */
public record MixedChoice(int window, double gamma) implements EstimatorChoice {
    /** Two pairs: one alone tells no variance. */
    static final int LEAST_CANDIDATES = 4;

    private static final MixedChoice DEFAULT = new MixedChoice(0, 1);

    /** Checks the numbers. */
    public MixedChoice {
        EstimatorText.requireWindow(window);
        if (!(gamma > 0) || Double.isInfinite(gamma)) {
            throw new IllegalArgumentException("a bound of " + gamma + " is not possible; give one above 0, such as 1");
        }
    }

    static MixedChoice read(EstimatorText text) {
        int window = text.more() ? text.window() : DEFAULT.window;
        return new MixedChoice(window, text.number(DEFAULT.gamma));
    }

    @Override
    public int backpropagated(int horizon) {
        return window == 0 ? horizon : window;
    }

    @Override
    public boolean population() {
        return true;
    }

    /** An eighth of the candidates: the rule needs to know but one slope from them, and gradients are paid as well. */
    @Override
    public LearningSettings defaults(LearningSettings task) {
        return task.withEstimator(this).withPopulation(Math.max(LEAST_CANDIDATES, task.population() / 16 * 2));
    }

    private List<?> values() {
        return List.of(EstimatorText.window(window), gamma);
    }

    @Override
    public String toString() {
        return EstimatorText.of("mixed", values(), DEFAULT.values());
    }
}
