package dev.antipode.controller.hil.fmi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An instance by the functions of FMI 3.0, without event mode and early return. */
final class Fmu3 extends NativeFmu {
    private static final long NONE = 0;
    /** Where the answers of a step lie: event, end, early return, last time. */
    private static final long EVENT = 0;

    private static final long END = 1;
    private static final long EARLY = 2;
    private static final long LAST_TIME = 8;
    private static final long ANSWER_BYTES = 16;

    private final MemorySegment answers;
    private final long answersAddress;
    private final long handle;

    Fmu3(ModelDescription description, FmuLibrary library, Arena arena, String name, String resources)
            throws FmuException {
        super(description, library, arena, "fmi3", "FMUState");
        this.answers = arena.allocate(ANSWER_BYTES, Double.BYTES);
        this.answersAddress = answers.address();
        MemorySegment instantiate = library.require("fmi3InstantiateCoSimulation");
        try {
            this.handle = (long) NativeCalls.INSTANTIATE_3.invokeExact(
                    instantiate,
                    text(name).address(),
                    text(description.token()).address(),
                    text(resources).address(),
                    false,
                    true,
                    false,
                    false,
                    NONE,
                    0L,
                    NONE,
                    log.callback3(arena).address(),
                    NONE);
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
        if (handle == 0) {
            throw refused();
        }
        chooseMessages();
    }

    @Override
    int setLogging(MemorySegment function, boolean on, long categories, long names) {
        try {
            return (int) NativeCalls.LOGGING_3.invokeExact(function, handle, on, categories, names);
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
        return form.suffix;
    }

    @Override
    int initialize(MemorySegment function, boolean tolerant, double tolerance, double startTime) {
        try {
            return (int)
                    NativeCalls.INITIALIZE_3.invokeExact(function, handle, tolerant, tolerance, startTime, false, 0.0);
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
    }

    @Override
    int exchange(MemorySegment function, ValuePart part) {
        try {
            return (int) NativeCalls.VALUES_3.invokeExact(
                    function, handle, part.referencesAddress, (long) part.count, part.valuesAddress, (long) part.count);
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
    }

    @Override
    int advance(MemorySegment function, double time, double seconds) {
        try {
            return (int) NativeCalls.STEP_3.invokeExact(
                    function,
                    handle,
                    time,
                    seconds,
                    false,
                    answersAddress + EVENT,
                    answersAddress + END,
                    answersAddress + EARLY,
                    answersAddress + LAST_TIME);
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
    }

    @Override
    public boolean ended() {
        return answers.get(ValueLayout.JAVA_BYTE, END) != 0;
    }

    @Override
    int derivative(MemorySegment function, FmuDirection which) {
        try {
            return (int) NativeCalls.DIRECTION_3.invokeExact(
                    function,
                    handle,
                    which.unknownReferences,
                    (long) which.unknowns,
                    which.knownReferences,
                    (long) which.knowns,
                    which.seedAddress,
                    (long) which.knowns,
                    which.sensitivityAddress,
                    (long) which.unknowns);
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
    }
}
