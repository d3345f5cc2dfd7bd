package dev.antipode.controller.train;

/**
 * Truncated backpropagation through time as far as it can be trusted, else evolution strategies.
 *
 * @param window the longest window in control steps; 0, which is the default, for the whole episode
 * @param factor by which perturbations may grow over a window, more than 1; by default 15
 * @param interval updates from one test of variance and direction to the next, at least 1, by default 20; every test that is passed
 *     doubles it, up to four times as many, and one that the gradient fails sets it back
 * @param switched whether evolution strategies of one pair make every second update, whatever the guard finds: to see whether switching
 *     shakes a training
 */
public record GuardedChoice(int window, double factor, int interval, boolean switched) implements EstimatorChoice {
    private static final double FACTOR = 15;
    private static final int INTERVAL = 20;

    /** Checks the numbers. */
    public GuardedChoice {
        if (window < 0 || interval < 1) {
            throw new IllegalArgumentException("a window of " + window + " steps and a test every " + interval
                    + " updates are not possible; give 1 or more of each, or a window of 'full'");
        }
        if (!(factor > 1)) {
            throw new IllegalArgumentException(
                    "a permitted amplification of " + factor + " must be more than 1, such as 10");
        }
    }

    static GuardedChoice read(EstimatorText text) {
        boolean switched = text.switched();
        int window = text.more() ? text.window() : 0;
        double factor = text.number(FACTOR);
        int interval = text.more() ? text.count("a number of updates") : INTERVAL;
        return new GuardedChoice(window, factor, interval, switched);
    }

    @Override
    public int backpropagated(int horizon) {
        return window == 0 ? horizon : Math.min(window, horizon);
    }

    /** Further ones would tell the mean square better, and make every update dearer. */
    @Override
    public int growthTangents() {
        return 1;
    }

    /** The same episodes run at two points. */
    @Override
    public int candidateEpisodes(int episodes) {
        return episodes / 2;
    }

    /** Twice the episodes, so that as many different ones run, for half the candidates: updates by either are no dearer. */
    @Override
    public LearningSettings defaults(LearningSettings task) {
        return task.withEstimator(this)
                .withEpisodes(2 * task.episodes())
                .withPopulation(Math.max(2, task.population() / 4 * 2));
    }

    @Override
    public boolean population() {
        return true;
    }

    @Override
    public boolean shapes() {
        return true;
    }

    @Override
    public String toString() {
        String text = "guarded:" + EstimatorText.window(window);
        if (factor != FACTOR || interval != INTERVAL) {
            text += ":" + factor + (interval == INTERVAL ? "" : ":" + interval);
        }
        return text + EstimatorText.switched(switched);
    }
}
