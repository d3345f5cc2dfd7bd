package dev.antipode.sim;

import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;

/**
 * A controller that is told the truth: the plant's state and the reference, in place of the task's noisy and partial
 * observation. For baselines that say what could be reached; nothing that is deployed sees this.
 */
public interface StatePolicy extends Policy {
    /**
     * What a privileged controller sees. None of it may be modified.
     *
     * @param state the plant's state, one row a number
     * @param reference the reference at this step, one row a number
     * @param commands the commands before this step, newest first: groups of one row an input, one group more than the whole
     *     control periods of the latency and at least two
     */
    record Truth(Rows state, Rows reference, Rows commands) {}

    /**
     * Appends the calls of one step.
     *
     * @param program where calls and rows of its own are added
     * @param truth what it sees
     * @param parameters as for {@link Policy#append(ProgramBuilder, Rows, Rows, Rows, Rows)}
     * @param memory the memory, to be read and overwritten
     * @param command the command in physical units, to be written; the engine clamps it afterwards
     */
    void append(ProgramBuilder program, Truth truth, Rows parameters, Rows memory, Rows command);

    @Override
    default boolean normalisedObservations() {
        return false;
    }

    /** Refuses: an observation is not enough. */
    @Override
    default void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        throw new IllegalArgumentException(
                "policy '" + fingerprint() + "' needs the plant's state, not an observation; run it in a Rollout");
    }
}
