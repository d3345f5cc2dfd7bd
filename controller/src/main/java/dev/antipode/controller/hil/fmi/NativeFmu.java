package dev.antipode.controller.hil.fmi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the two versions have in common: functions of the same shape whose names differ by a prefix. */
abstract sealed class NativeFmu implements FmuInstance permits Fmu2, Fmu3 {
    private static final int FATAL = FmuStatus.FATAL.ordinal();

    private final ModelDescription description;
    private final FmuLibrary library;
    private final String prefix;
    private final MemorySegment freeInstance;
    private final MemorySegment setLogging;
    private final MemorySegment enterInitialization;
    private final MemorySegment exitInitialization;
    private final MemorySegment terminate;
    private final MemorySegment reset;
    private final MemorySegment getState;
    private final MemorySegment setState;
    private final MemorySegment freeState;
    private final MemorySegment direction;
    private final MemorySegment step;
    final FmuLog log = new FmuLog();
    /** Lives as long as the instance. */
    final Arena arena;

    private boolean closed;
    /** Nothing of the FMU may be called any more. */
    private boolean dead;

    NativeFmu(ModelDescription description, FmuLibrary library, Arena arena, String prefix, String state)
            throws FmuException {
        this.description = description;
        this.library = library;
        this.arena = arena;
        this.prefix = prefix;
        this.freeInstance = library.require(prefix + "FreeInstance");
        this.setLogging = library.require(prefix + "SetDebugLogging");
        this.enterInitialization = library.require(prefix + "EnterInitializationMode");
        this.exitInitialization = library.require(prefix + "ExitInitializationMode");
        this.terminate = library.require(prefix + "Terminate");
        this.reset = library.require(prefix + "Reset");
        this.step = library.require(prefix + "DoStep");
        this.getState = optional("Get" + state);
        this.setState = optional("Set" + state);
        this.freeState = optional("Free" + state);
        this.direction = optional("GetDirectionalDerivative");
    }

    private MemorySegment optional(String name) {
        return library.find(prefix + name).orElse(MemorySegment.NULL);
    }

    /** The FMU's own handle. */
    abstract long handle();

    /** Chooses the categories of its messages. */
    abstract int setLogging(MemorySegment function, boolean on, long categories, long names);

    /** Begins to initialise; the tolerance means something where it is given alone. */
    abstract int initialize(MemorySegment function, boolean tolerant, double tolerance, double startTime);

    /** One call of a getter or a setter. */
    abstract int exchange(MemorySegment function, ValuePart part);

    abstract int advance(MemorySegment function, double time, double seconds);

    abstract int derivative(MemorySegment function, FmuDirection which);

    /** The end of a getter's or setter's name. */
    abstract String suffix(NativeForm form);

    MemorySegment text(String text) {
        return arena.allocateFrom(text, StandardCharsets.UTF_8);
    }

    /** To be called once the handle is there. Messages about steps that go well would cost time in every one of them. */
    void chooseMessages() {
        List<String> categories = complaintCategories();
        // Whether it does that is of no interest: messages are a help, not a need.
        noted(setLogging(setLogging, !categories.isEmpty(), categories.size(), names(categories)));
    }

    /** Says why there is no instance. */
    FmuException refused() {
        return new FmuException("FMU '" + description.modelName() + "' made no instance"
                + (log.last().isEmpty() ? "" : ": " + log.last())
                + (description.capabilities().executionTool()
                        ? "; it needs the tool that made it"
                                + (description.generationTool().isEmpty()
                                        ? ""
                                        : ", " + description.generationTool() + ",")
                                + " installed on this machine"
                        : ""));
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public FmuValues values(List<FmuVariable> variables) throws FmuException {
        return new FmuValues(
                description.version(),
                variables,
                (form, some) -> new ValuePart(
                        form,
                        some,
                        library.require(prefix + "Get" + suffix(form)),
                        library.require(prefix + "Set" + suffix(form)),
                        arena));
    }

    @Override
    public FmuDirection direction(List<FmuVariable> unknowns, List<FmuVariable> knowns) throws FmuException {
        if (!description.capabilities().directionalDerivatives()) {
            throw new FmuException(
                    "FMU '" + description.modelName()
                            + "' offers no directional derivatives; export it with them, or differentiate by finite differences");
        }
        library.require(prefix + "GetDirectionalDerivative");
        for (List<FmuVariable> some : List.of(unknowns, knowns)) {
            for (FmuVariable v : some) {
                if (v.type() != VariableType.FLOAT64 || v.array()) {
                    throw new IllegalArgumentException(
                            "variable '" + v.name() + "' is no single double" + ", and has no directional derivative");
                }
            }
        }
        return new FmuDirection(unknowns, knowns, arena);
    }

    @Override
    public FmuState state() throws FmuException {
        if (!description.capabilities().stateSaving()) {
            throw new FmuException("FMU '" + description.modelName() + "' cannot save its state; reset it instead");
        }
        for (MemorySegment each : List.of(getState, setState, freeState)) {
            if (each.equals(MemorySegment.NULL)) {
                throw new FmuException("FMU '" + description.modelName()
                        + "' promises to save its state, but its library has not all of the functions for it");
            }
        }
        return new FmuState(arena);
    }

    @Override
    public FmuStatus enterInitialization(double startTime) {
        double tolerance = description.tolerance();
        boolean tolerant = !Double.isNaN(tolerance);
        return noted(dead ? FATAL : initialize(enterInitialization, tolerant, tolerant ? tolerance : 0.0, startTime));
    }

    @Override
    public FmuStatus exitInitialization() {
        return noted(plain(exitInitialization));
    }

    @Override
    public FmuStatus terminate() {
        return noted(plain(terminate));
    }

    @Override
    public FmuStatus reset() {
        forgetMessage();
        return noted(plain(reset));
    }

    @Override
    public FmuStatus set(FmuValues values) {
        return exchange(values, true);
    }

    @Override
    public FmuStatus get(FmuValues values) {
        return exchange(values, false);
    }

    /** One call for each type; none after one that leaves an instance to be reset or freed alone. */
    private FmuStatus exchange(FmuValues values, boolean write) {
        FmuStatus worst = dead ? FmuStatus.FATAL : FmuStatus.OK;
        for (int i = 0; i < values.parts() && worst.compareTo(FmuStatus.ERROR) < 0; i++) {
            ValuePart part = values.part(i);
            FmuStatus status = noted(exchange(write ? part.setter : part.getter, part));
            worst = status.compareTo(worst) > 0 ? status : worst;
        }
        return worst;
    }

    @Override
    public FmuStatus step(double time, double seconds) {
        return noted(dead ? FATAL : advance(step, time, seconds));
    }

    @Override
    public FmuStatus differentiate(FmuDirection which) {
        return noted(dead ? FATAL : derivative(direction, which));
    }

    @Override
    public FmuStatus saveState(FmuState state) {
        return noted(withPointer(getState, state.pointerAddress));
    }

    @Override
    public FmuStatus restoreState(FmuState state) {
        forgetMessage();
        return noted(withPointer(setState, state.address()));
    }

    @Override
    public FmuStatus freeState(FmuState state) {
        return state.address() == 0 ? FmuStatus.OK : noted(withPointer(freeState, state.pointerAddress));
    }

    @Override
    public String message() {
        return log.last();
    }

    /** What was said belongs to what is over; but why nothing goes on is told to the end. */
    private void forgetMessage() {
        if (!dead) {
            log.forget();
        }
    }

    /** A call's status; where it is the worst, it was the last call. */
    private FmuStatus noted(int number) {
        FmuStatus status = FmuStatus.of(number);
        dead |= status == FmuStatus.FATAL;
        return status;
    }

    private int plain(MemorySegment function) {
        if (dead) {
            return FATAL;
        }
        try {
            return (int) NativeCalls.PLAIN.invokeExact(function, handle());
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
    }

    private int withPointer(MemorySegment function, long pointer) {
        if (dead) {
            return FATAL;
        }
        try {
            return (int) NativeCalls.WITH_POINTER.invokeExact(function, handle(), pointer);
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (dead) {
            // Its memory stays where it is until the process ends, as the standard has it; so do the callbacks that it
            // knows.
            return;
        }
        try {
            NativeCalls.FREE.invokeExact(freeInstance, handle());
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        } finally {
            arena.close();
        }
    }

    /** Writes names for C; what comes back is where. */
    private long names(List<String> names) {
        MemorySegment pointers = arena.allocate(ValueLayout.ADDRESS, Math.max(1, names.size()));
        for (int i = 0; i < names.size(); i++) {
            pointers.setAtIndex(ValueLayout.ADDRESS, i, text(names.get(i)));
        }
        return pointers.address();
    }

    /** Those of its categories whose messages are about what went wrong, by the names that the standards and tools give them. */
    private List<String> complaintCategories() {
        return description.logCategories().stream()
                .filter(c -> c.matches("(?i)log(Status)?(Error|Fatal|Discard|Warning)s?"))
                .toList();
    }
}
