package dev.antipode.controller.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be wrong in a tick. A tick's faults are a set of bits, so that the loop allocates nothing. */
public enum Fault {
    /** A measurement is NaN or infinite. */
    NON_FINITE_MEASUREMENT,
    /** A measurement is far outside its declared range. */
    MEASUREMENT_OUT_OF_RANGE,
    /** The plant had nothing new to tell. */
    STALE_MEASUREMENT,
    /** Nothing arrived in time. */
    MISSING_MEASUREMENT,
    /** What arrived was damaged or out of order. */
    CORRUPT_MEASUREMENT,
    /** The controller's command is NaN or infinite. */
    NON_FINITE_COMMAND,
    /** The command could not be sent. */
    COMMAND_NOT_SENT,
    /** Too many deadlines in a row were missed. */
    DEADLINES_MISSED,
    /** The watchdog saw no tick for too long. */
    STALLED,
    /** The link is gone. */
    LINK_CLOSED,
    /** The plant's episode was lost. */
    EPISODE_LOST;

    /** Those that make the measurement useless for a controller. */
    static final int UNUSABLE = NON_FINITE_MEASUREMENT.bit()
            | MEASUREMENT_OUT_OF_RANGE.bit()
            | STALE_MEASUREMENT.bit()
            | MISSING_MEASUREMENT.bit()
            | CORRUPT_MEASUREMENT.bit()
            | LINK_CLOSED.bit();

    /** Those after which holding the last command is no answer. */
    static final int GRAVE = NON_FINITE_COMMAND.bit() | DEADLINES_MISSED.bit() | STALLED.bit() | LINK_CLOSED.bit();

    /** Those that the plant reports and the loop only counts. */
    static final int OF_THE_PLANT = EPISODE_LOST.bit();

    /**
     * The fault's place in a set.
     *
     * @return a power of 2
     */
    public int bit() {
        return 1 << ordinal();
    }

    /**
     * The fault's name in messages and files.
     *
     * @return such as {@code stale measurement}
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The faults of a set.
     *
     * @param bits the set
     * @return in the order of declaration
     */
    public static List<Fault> of(int bits) {
        List<Fault> found = new ArrayList<>();
        for (Fault fault : values()) {
            if ((bits & fault.bit()) != 0) {
                found.add(fault);
            }
        }
        return found;
    }
}
