package dev.antipode.controller.law;

/**
 * A control law in plain Java. Its methods are pure and lifted, like those of a plant; its gains are what is trained. Write a
 * class (not a lambda) with concrete records for the type parameters.
 *
 * @param <O> what the law observes: the task's observation record, in its own units
 * @param <U> what it commands: the plant's input record; the engine clamps it to its ranges afterwards
 * @param <G> the gains, at least one: {@code @Default} is the value that training starts from, {@code @Range} its limits and scale
 * @param <M> what the law remembers from step to step, zero at the start; {@link dev.antipode.sim.None} for nothing
 */
public interface ControlLaw<O extends Record, U extends Record, G extends Record, M extends Record> {
    /**
     * The command of one step.
     *
     * @param observation what is seen now
     * @param memory what was remembered at the step before
     * @param gains the gains
     * @return the command, in physical units
     */
    U command(O observation, M memory, G gains);

    /**
     * What to remember for the next step: an integral, the last error, a filter. Where not overridden, the memory does
     * not change.
     *
     * @param observation what is seen now
     * @param memory what was remembered at the step before
     * @param gains the gains
     * @param command what {@link #command} has returned, before it is clamped
     * @param periodSeconds the control period
     * @return the memory of the next step
     */
    default M next(O observation, M memory, G gains, U command, double periodSeconds) {
        return memory;
    }
}
