package dev.antipode.controller.inspect;

import dev.antipode.core.jacobian.TangentFrame;

/** Trajectories side by side, one a lane, with tangents of their states. */
interface InspectedLoop extends AutoCloseable {
    /** What steps the loop; a step takes trajectories and tangents along. */
    TangentFrame tangents();

    /** How many tangents ride along: the size of the state, or fewer. */
    int tangentCount();

    /** The numbers of the loop's state. */
    int size();

    /** The lanes that count, the first ones; the others only fill the tile. */
    int trajectories();

    /** Whether a trajectory ends at a horizon and has to be started again. */
    boolean episodic();

    /** Puts all trajectories to their starts. Sets of different numbers start at other places where there are any. */
    void start(int set);

    /** Whether a trajectory goes on: it has not failed and is all numbers. */
    boolean live(int lane);

    @Override
    void close();
}
