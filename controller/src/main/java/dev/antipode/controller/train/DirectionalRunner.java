package dev.antipode.controller.train;

/** Runs tiles of episodes for one worker with a tangent of the parameters. Nothing here allocates. */
interface DirectionalRunner extends EpisodeRunner {
    /** Sets a component of one lane's direction, where each lane has parameters of its own. */
    void direction(int parameter, int lane, double value);

    /**
     * Runs one tile of training episodes from the first step to the last.
     *
     * @param episodes lane {@code l} runs episode {@code firstEpisode + l % episodes}
     * @param parameters where the shared parameters lie, in bytes; ignored where each lane has its own
     * @param tangent where the direction of the shared parameters lies, in bytes; ignored where each lane has its own
     */
    void runDirection(int generation, int firstEpisode, int episodes, long parameters, long tangent);

    /** The derivative of a lane's cost in its direction. */
    double costDerivative(int lane);
}
