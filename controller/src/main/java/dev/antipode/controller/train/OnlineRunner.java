package dev.antipode.controller.train;

/** Runs windows of training episodes and backpropagates their cost on the way. Nothing here allocates. */
interface OnlineRunner extends WindowRunner {
    /**
     * As {@link #window}, and leaves the gradient of the window's cost, as if what the episodes begin it with did not depend on the
     * parameters.
     *
     * @param live how many lanes count; the others are padding
     */
    void backpropagateWindow(
            long from, long to, int generation, int firstEpisode, int step, int steps, int live, long parameters);

    /** What 16 neighbouring lanes have added to the derivative with respect to a parameter. */
    double groupGradient(int parameter, int group);
}
