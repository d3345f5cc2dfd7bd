package dev.antipode.controller.hil.fmi;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/** An instance by the functions of FMI 2.0. */
final class Fmu2 extends NativeFmu {
    /** {@code fmi2CoSimulation}. */
    private static final int CO_SIMULATION = 1;

    private static final int FALSE = 0;
    private static final int TRUE = 1;

    private final MemorySegment setup;
    private final long handle;

    Fmu2(ModelDescription description, FmuLibrary library, Arena arena, String name, String resources)
            throws FmuException {
        super(description, library, arena, "fmi2", "FMUstate");
        this.setup = library.require("fmi2SetupExperiment");
        MemorySegment instantiate = library.require("fmi2Instantiate");
        try {
            this.handle = (long) NativeCalls.INSTANTIATE_2.invokeExact(
                    instantiate,
                    text(name).address(),
                    CO_SIMULATION,
                    text(description.token()).address(),
                    text(resources).address(),
                    callbacks(arena).address(),
                    FALSE,
                    TRUE);
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
        if (handle == 0) {
            throw refused();
        }
        chooseMessages();
    }

    /** {@code fmi2CallbackFunctions}: logger, allocateMemory, freeMemory, stepFinished, environment. Memory is C's own. */
    @SuppressWarnings("restricted")
    private MemorySegment callbacks(Arena life) {
        SymbolLookup standard = Linker.nativeLinker().defaultLookup();
        MemorySegment table = life.allocate(ValueLayout.ADDRESS, 5);
        table.setAtIndex(ValueLayout.ADDRESS, 0, log.callback2(life));
        table.setAtIndex(ValueLayout.ADDRESS, 1, standard.findOrThrow("calloc"));
        table.setAtIndex(ValueLayout.ADDRESS, 2, standard.findOrThrow("free"));
        // No step goes on after its call, and no environment is needed.
        return table;
    }

    @Override
    int setLogging(MemorySegment function, boolean on, long categories, long names) {
        try {
            return (int) NativeCalls.LOGGING_2.invokeExact(function, handle, on ? TRUE : FALSE, categories, names);
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
    }

    @Override
    long handle() {
        return handle;
    }

    @Override
    String suffix(NativeForm form) {
        return form.oldSuffix();
    }

    @Override
    int initialize(MemorySegment function, boolean tolerant, double tolerance, double startTime) {
        try {
            int status = (int) NativeCalls.SETUP_2.invokeExact(
                    setup, handle, tolerant ? TRUE : FALSE, tolerance, startTime, FALSE, 0.0);
            return FmuStatus.of(status).done() ? (int) NativeCalls.PLAIN.invokeExact(function, handle) : status;
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
    }

    @Override
    int exchange(MemorySegment function, ValuePart part) {
        try {
            return (int) NativeCalls.VALUES_2.invokeExact(
                    function, handle, part.referencesAddress, (long) part.count, part.valuesAddress);
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
    }

    @Override
    int advance(MemorySegment function, double time, double seconds) {
        try {
            return (int) NativeCalls.STEP_2.invokeExact(function, handle, time, seconds, FALSE);
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
    }

    /** FMI 2.0 has no such answer: its steps are discarded. */
    @Override
    public boolean ended() {
        return false;
    }

    @Override
    int derivative(MemorySegment function, FmuDirection which) {
        try {
            return (int) NativeCalls.DIRECTION_2.invokeExact(
                    function,
                    handle,
                    which.unknownReferences,
                    (long) which.unknowns,
                    which.knownReferences,
                    (long) which.knowns,
                    which.seedAddress,
                    which.sensitivityAddress);
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
    }
}
