package dev.antipode.controller.hil;

import dev.antipode.sim.Signal;
import java.util.List;

/**
 * What a {@link Link} may be able to do for a test besides carrying commands and measurements. A link whose plant can be started
 * afresh and changed from here implements it. Called on the thread that calls the link; no call but the list allocates.
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
     * @return in order, with units
     */
    List<Signal> plantParameters();

    /**
     * A parameter as it is now.
     *
     * @param index in the order of {@link #plantParameters}
     * @return in its unit
     */
    double plantParameter(int index);

    /**
     * Changes a parameter for the rest of the episode.
     *
     * @param index in the order of {@link #plantParameters}
     * @param value in its unit
     */
    void setPlantParameter(int index, double value);

    /**
     * Whether the episode that ended last held its goal to the end.
     *
     * @return false where it did not, or where none has ended
     */
    boolean lastEpisodeSucceeded();
}
