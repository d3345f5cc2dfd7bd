package dev.antipode.controller.hil.fmi;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** An instance by the functions of FMI 2.0. */
final class Fmu2 extends NativeFmu {
    /** {@code fmi2CoSimulation}. */
    private static final int CO_SIMULATION = 1;

    private static final int FALSE = 0;
    private static final int TRUE = 1;

    private final MemorySegment setup;
    private final MemorySegment enterInitialization;
    private final long handle;

    Fmu2(ModelDescription description, FmuLibrary library, Arena arena, String name, String resources)
            throws FmuException {
        super(description, library, arena, "fmi2", "FMUstate");
        this.setup = library.require("fmi2SetupExperiment");
        this.enterInitialization = library.require("fmi2EnterInitializationMode");
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
        chooseMessages(library);
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

    /** Messages about steps that go well would cost time in every one of them. */
    private void chooseMessages(FmuLibrary library) throws FmuException {
        List<String> categories = complaintCategories();
        MemorySegment logging = library.require("fmi2SetDebugLogging");
        try {
            // What it says to that is of no interest: messages are a help, not a need.
            int unused = (int) NativeCalls.LOGGING_2.invokeExact(
                    logging, handle, categories.isEmpty() ? FALSE : TRUE, (long) categories.size(), names(categories));
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
    public FmuStatus enterInitialization(double startTime) {
        double tolerance = description().tolerance();
        boolean tolerant = !Double.isNaN(tolerance);
        try {
            int status = (int) NativeCalls.SETUP_2.invokeExact(
                    setup, handle, tolerant ? TRUE : FALSE, tolerant ? tolerance : 0.0, startTime, FALSE, 0.0);
            if (!FmuStatus.of(status).done()) {
                return noted(status);
            }
            return noted((int) NativeCalls.PLAIN.invokeExact(enterInitialization, handle));
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
    public FmuStatus step(double time, double seconds) {
        try {
            return noted((int) NativeCalls.STEP_2.invokeExact(step, handle, time, seconds, FALSE));
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
