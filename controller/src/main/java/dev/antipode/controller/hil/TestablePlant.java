package dev.antipode.controller.hil;

import dev.antipode.sim.Signal;
import java.util.List;

/**
 * What a {@link Link} may be able to do for a test besides carrying commands and measurements. A link whose plant can be started
 * afresh and changed from here implements it. Called on the thread that calls the link; no call allocates.
 */
public interface TestablePlant {
    /**
     * Starts an episode; the one that is running ends. The next measurement is of its start.
     *
     * @param episode its number, from 0: the same number gives the same episode
     */
    void restart(long episode);

    /**
     * The parameters that can be changed.
     *
     * @return in order, with units; the same list at every call
     */
    List<Signal> plantParameters();

    /**
     * Makes a parameter a multiple of what it is in the running episode by itself; the next episode has its own again.
     *
     * @param index in the order of {@link #plantParameters}
     * @param factor of the episode's own value: 1 for that
     */
    void scalePlantParameter(int index, double factor);

    /**
     * Whether the episode that ended last held its goal to the end.
     *
     * @return false where it did not, or where none has ended
     */
    boolean lastEpisodeSucceeded();
}
