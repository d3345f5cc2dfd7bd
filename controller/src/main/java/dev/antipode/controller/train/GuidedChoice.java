package dev.antipode.controller.train;

import java.util.List;

/**
 * Evolution strategies guided by the subspace of truncated gradients.
 *
 * @param window control steps that the cost is backpropagated through, or the whole episode if that is shorter; 0 for the
 *     whole episode
 * @param subspace how many gradients span it, from 1 to 64
 * @param alpha the share of the perturbations' variance that is spread over all directions, from 0 to 1
 */
public record GuidedChoice(int window, int subspace, double alpha) implements EstimatorChoice {
    /**
     * Over 10 steps of the pendulum the truncated gradient misleads and the search with it, for two seeds of three; over 30
     * steps all three learn.
     */
    private static final GuidedChoice DEFAULT = new GuidedChoice(30, 4, 0.5);

    /** Checks the numbers. */
    public GuidedChoice {
        EstimatorText.requireWindow(window);
        if (subspace < 1 || subspace > 64) {
            throw new IllegalArgumentException(
                    "a subspace of " + subspace + " gradients is not possible; give 1 to 64, such as 4");
        }
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("a share of " + alpha + " is not possible; give 0 to 1, such as 0.5");
        }
    }

    static GuidedChoice read(EstimatorText text) {
        int window = text.more() ? text.window() : DEFAULT.window;
        int subspace = text.more() ? text.count("a number of gradients") : DEFAULT.subspace;
        return new GuidedChoice(window, subspace, text.number(DEFAULT.alpha));
    }

    @Override
    public int backpropagated(int horizon) {
        return window == 0 ? horizon : Math.min(window, horizon);
    }

    @Override
    public boolean population() {
        return true;
    }

    @Override
    public boolean shapes() {
        return true;
    }

    /** Smaller perturbations: half of their variance lies in a few directions, where they are many times sigma. */
    @Override
    public LearningSettings defaults(LearningSettings task) {
        return task.withEstimator(this).withSigma(task.sigma().times(0.2));
    }

    private List<?> values() {
        return List.of(EstimatorText.window(window), subspace, alpha);
    }

    @Override
    public String toString() {
        return EstimatorText.of("guided", values(), DEFAULT.values());
    }
}
