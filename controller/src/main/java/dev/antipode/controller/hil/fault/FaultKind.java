package dev.antipode.controller.hil.fault;

import java.util.function.Supplier;

/** A kind of fault that plans can name. Found through {@link java.util.ServiceLoader}, so that users add their own. */
public interface FaultKind {
    /**
     * What a plan calls it.
     *
     * @return lower case, words joined by {@code -}
     */
    String name();

    /**
     * What it does, and its keys.
     *
     * @return one line for people
     */
    String usage();

    /**
     * Reads the settings of one fault. What is not asked for here is refused afterwards.
     *
     * @param settings as the plan has them
     * @return makes a fresh fault for each run of the case
     * @throws IllegalArgumentException if a setting is missing or wrong, by {@link FaultSettings}' methods
     */
    Supplier<InjectedFault> prepare(FaultSettings settings);

    /**
     * Whether it says nothing about a loop without deadlines, so that its cases run in real time over any link.
     *
     * @return false for most
     */
    default boolean needsRealTime() {
        return false;
    }
}
