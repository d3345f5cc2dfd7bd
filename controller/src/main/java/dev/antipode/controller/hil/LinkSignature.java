package dev.antipode.controller.hil;

import dev.antipode.sim.Signal;
import java.util.List;
import java.util.Objects;

/**
 * What a link carries, agreed on when it connects. Immutable.
 *
 * @param plant the plant's name in messages and files
 * @param commands what the plant takes, in order, with units and limits
 * @param measurements what the plant tells at every tick, in order, with units and limits
 * @param references what it is meant to follow, as far as the plant's side knows that; else empty
 * @param periodSeconds from tick to tick, above 0
 * @param clock whose time runs the plant
 */
public record LinkSignature(
        String plant,
        List<Signal> commands,
        List<Signal> measurements,
        List<Signal> references,
        double periodSeconds,
        Clock clock) {
    /** Whose time runs a plant. */
    public enum Clock {
        /** The plant waits for each command and then moves on by one period: nothing is lost when the controller is slow. */
        LOCKSTEP,
        /** The plant moves on by itself, and acts by the newest command that it has. */
        FREE_RUNNING
    }

    /** Checks and copies. */
    public LinkSignature {
        Objects.requireNonNull(plant, "plant");
        Objects.requireNonNull(clock, "clock");
        commands = List.copyOf(commands);
        measurements = List.copyOf(measurements);
        references = List.copyOf(references);
        if (commands.isEmpty() || measurements.isEmpty()) {
            throw new IllegalArgumentException("plant '" + plant + "' takes " + commands.size() + " commands and tells "
                    + measurements.size() + " measurements; a link needs at least one of each");
        }
        if (!(periodSeconds > 0) || Double.isInfinite(periodSeconds)) {
            throw new IllegalArgumentException(
                    "the period of plant '" + plant + "' is " + periodSeconds + " s; it must be above 0, such as 0.01");
        }
    }

    /**
     * The period by the clock.
     *
     * @return in whole nanoseconds, at least 1
     */
    public long periodNanos() {
        return Math.max(1, Math.round(periodSeconds * 1e9));
    }
}
