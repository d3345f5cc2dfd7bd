package dev.antipode.sim;

import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;

/**
 * A controller as the engine runs it: it appends its calls to the program of one control step. Immutable; its parameters
 * live in the workspace.
 */
public interface Policy {
    /**
     * The number of trainable parameters.
     *
     * @return at least 0
     */
    int parameterCount();

    /**
     * Where the parameters are found.
     *
     * @return shared by all lanes, or one row each
     */
    ParameterLayout layout();

    /**
     * The numbers that the policy carries from step to step, zero at the start of an episode.
     *
     * @return at least 0
     */
    int memorySize();

    /**
     * Whether the policy is given observations shifted and scaled to about [-1, 1]; else in their own units.
     *
     * @return true for neural policies
     */
    boolean normalisedObservations();

    /**
     * A name for what the policy computes: its kind, shape and, for a control law, its graph.
     *
     * @return equal for policies that give equal commands for equal parameters
     */
    String fingerprint();

    /**
     * Appends the calls of one step.
     *
     * @param program where calls and rows of its own are added
     * @param observation the observation, not to be modified
     * @param parameters one row a parameter for {@link ParameterLayout#ROWS}, not to be modified; else no rows
     * @param memory the memory, to be read and overwritten
     * @param command the command in physical units, to be written; the engine clamps it afterwards
     */
    void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command);
}
