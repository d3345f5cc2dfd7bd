package dev.antipode.controller.train;

/** Runs tiles of episodes for one worker and backpropagates their cost on the way. Nothing here allocates. */
interface GradientRunner extends EpisodeRunner {
    /**
     * Runs one tile of training episodes from the first step to the last, window by window, and leaves their gradient.
     *
     * @param episodes lane {@code l} runs episode {@code firstEpisode + l % episodes}
     * @param live how many lanes count; the others are padding
     * @param weight what the cost of an episode counts
     * @param parameters where the shared parameters lie, in bytes; ignored where each lane has its own
     * @param window control steps that the cost is backpropagated through, from 1 to the longest
     * @param growth receives the growth of perturbations in the first episodes; null where it is not measured
     */
    void backpropagate(
            int generation,
            int firstEpisode,
            int episodes,
            int live,
            double weight,
            long parameters,
            int window,
            GrowthCurve growth);

    /**
     * Runs the first training episodes of an update with perturbations alone, until these have grown beyond a factor or the episodes end.
     *
     * @param live how many lanes count
     * @param parameters where the shared parameters lie, in bytes; ignored where each lane has its own
     * @param growth receives the growth of perturbations from the start of the episodes
     * @param factor beyond which nothing more is asked
     */
    void grow(int generation, int live, long parameters, GrowthCurve growth, double factor);

    /** What 16 neighbouring lanes have added to the derivative with respect to a parameter. */
    double groupGradient(int parameter, int group);
}
