package dev.antipode.controller.train;

import dev.antipode.sim.ParameterLayout;
import java.lang.foreign.MemorySegment;

/** What training needs to know of a closed loop: its sizes, and a runner for each worker. */
interface Simulation {
    ParameterLayout layout();

    int parameterCount();

    int observationCount();

    /** Control steps of an episode. */
    int horizon();

    /** What is subtracted from an observation where it is scaled by its range. */
    double rangeCentre(int observation);

    /** What an observation is multiplied by afterwards. */
    double rangeScale(int observation);

    /** The lanes of one tile, padding included. */
    int lanes();

    /** The memory of one runner, a multiple of 64. */
    long runnerBytes();

    /** What {@link #runnerBytes()} is made of, for the memory plan. */
    String runnerDimensions();

    /** How many bytes less a runner would need with checkpoints in place of the full tape; 0 where there is nothing to be had. */
    default long spareTapeBytes() {
        return 0;
    }

    /** What is kept of one tile of episodes between two windows, in bytes, a multiple of 64. */
    long keptBytes();

    /** What {@link #keptBytes()} is made of, for the memory plan. */
    String keptDimensions();

    /** The cost of an episode that is lost in its first step; charged where a cost came out non-finite. */
    double failureCharge();

    /** Makes the runner of one worker on its memory; it can do what the estimator needs. */
    EpisodeRunner runner(MemorySegment block, long offset);
}
