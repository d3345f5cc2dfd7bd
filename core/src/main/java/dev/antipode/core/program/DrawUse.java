package dev.antipode.core.program;

import dev.antipode.core.random.EpisodeSet;
import dev.antipode.core.random.Purpose;

/** What a program draws random numbers for within an episode. */
public enum DrawUse {
    /** The start of the episode. */
    INITIAL_STATE,
    /** The plant's parameters in the episode. */
    PARAMETERS,
    /** The reference, the same numbers at every step. */
    REFERENCE,
    /** Sensor noise, new numbers at every step. */
    SENSOR_NOISE,
    /** Commands of a controller that acts at random, new numbers at every step. */
    RANDOM_COMMAND;

    Purpose purpose(EpisodeSet set) {
        return switch (this) {
            case INITIAL_STATE -> set.initialState();
            case PARAMETERS -> set.parameters();
            case REFERENCE -> set.reference();
            case SENSOR_NOISE -> set.sensorNoise();
            case RANDOM_COMMAND -> Purpose.RANDOM_CONTROLLER;
        };
    }

    boolean everyStep() {
        return this == SENSOR_NOISE || this == RANDOM_COMMAND;
    }
}
