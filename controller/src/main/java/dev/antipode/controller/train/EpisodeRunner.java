package dev.antipode.controller.train;

import dev.antipode.core.random.EpisodeSet;

/** Runs tiles of episodes for one worker. Nothing here allocates. */
interface EpisodeRunner {
    /**
     * Runs one tile from the first step to the last.
     *
     * @param episodes lane {@code l} runs episode {@code firstEpisode + l % episodes}
     * @param parameters where the shared parameters lie, in bytes; ignored where each lane has its own
     */
    void run(EpisodeSet set, int generation, int firstEpisode, int episodes, long parameters);

    /** Sets a parameter of one lane, where each lane has its own. */
    void parameter(int index, int lane, double value);

    double cost(int lane);

    boolean failed(int lane);

    boolean nonFinite(int lane);

    boolean success(int lane);

    long liveSteps(int lane);

    /** The sum of an observation over the live steps of a lane's episode. */
    double observationSum(int observation, int lane);

    double observationSquare(int observation, int lane);

    /** Sets how observations are shifted and scaled from the next tile on. */
    void normalise(double[] centre, double[] scale);
}
