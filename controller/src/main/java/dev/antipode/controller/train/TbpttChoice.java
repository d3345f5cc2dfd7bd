package dev.antipode.controller.train;

import dev.antipode.core.program.CotangentLimit;

/**
 * Truncated backpropagation through time.
 *
 * @param window control steps that the cost is backpropagated through before the signal is cut off; 0 for the whole episode
 * @param limit what happens to the signal from step to step
 */
public record TbpttChoice(int window, CotangentLimit limit) implements EstimatorChoice {
    /** Checks the numbers. */
    public TbpttChoice {
        EstimatorText.requireWindow(window);
    }

    static TbpttChoice read(EstimatorText text) {
        int window = text.window();
        double decay = text.number(1);
        double clip = text.number(Double.POSITIVE_INFINITY);
        return new TbpttChoice(window, new CotangentLimit(decay, clip));
    }

    /** Small steps of more episodes: updates are some fifty times cheaper than those of evolution strategies, and noisier. */
    @Override
    public LearningSettings defaults(LearningSettings task) {
        return task.withEstimator(this)
                .withEpisodes(2 * task.episodes())
                .withLearningRate(task.learningRate().times(GuardedEstimator.GRADIENT_STEP));
    }

    @Override
    public int backpropagated(int horizon) {
        return window == 0 ? horizon : window;
    }

    @Override
    public String toString() {
        return "tbptt:" + EstimatorText.window(window) + EstimatorText.limit(limit);
    }
}
