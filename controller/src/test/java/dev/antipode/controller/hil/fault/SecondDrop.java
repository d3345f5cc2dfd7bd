package dev.antipode.controller.hil.fault;

import java.util.function.Supplier;

/** A kind of fault whose name is taken. */
public final class SecondDrop implements FaultKind {
    /** For the service loader. */
    public SecondDrop() {}

    @Override
    public String name() {
        return "drop";
    }

    @Override
    public String usage() {
        return "nothing";
    }

    @Override
    public Supplier<InjectedFault> prepare(FaultSettings settings) {
        return () -> () -> 0;
    }
}
