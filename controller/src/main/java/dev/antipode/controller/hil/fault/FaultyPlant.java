package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.TestablePlant;
import java.util.Optional;

/** What a fault may do to the plant and the link in front of it. */
public interface FaultyPlant {
    /**
     * The plant, where it can be changed from here.
     *
     * @return the same object at every call
     */
    Optional<TestablePlant> plant();

    /**
     * Cuts the link, or mends it after the running tick. Over a cut link nothing passes, and a plant in lockstep stands still.
     *
     * @param cut whether it is cut
     */
    void silence(boolean cut);

    /** Starts the running episode afresh, where the plant can. */
    void restart();

    /**
     * Lets the controller's clock run at another rate than the plant's.
     *
     * @param rate 1 for the same; 1.01 for a controller that counts 101 periods while the plant has 100
     */
    void clockRate(double rate);
}
