package dev.antipode.controller.hil.fault;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A built-in kind.
 *
 * @param name as in plans
 * @param usage what it does, and its keys
 * @param needsRealTime whether it is about deadlines
 * @param maker reads the settings
 */
record Kind(String name, String usage, boolean needsRealTime, Function<FaultSettings, Supplier<InjectedFault>> maker)
        implements FaultKind {
    Kind(String name, String usage, Function<FaultSettings, Supplier<InjectedFault>> maker) {
        this(name, usage, false, maker);
    }

    @Override
    public Supplier<InjectedFault> prepare(FaultSettings settings) {
        return maker.apply(settings);
    }
}
