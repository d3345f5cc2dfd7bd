package dev.antipode.controller.hil.fmi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the two versions have in common: functions of the same shape whose names differ by a prefix. */
abstract sealed class NativeFmu implements FmuInstance permits Fmu2, Fmu3 {
    private final ModelDescription description;
    private final FmuLibrary library;
    private final String prefix;
    private final MemorySegment freeInstance;
    private final MemorySegment exitInitialization;
    private final MemorySegment terminate;
    private final MemorySegment reset;
    private final MemorySegment getState;
    private final MemorySegment setState;
    private final MemorySegment freeState;
    private final MemorySegment direction;
    final MemorySegment step;
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

    /** One call of a getter or a setter. */
    abstract int exchange(MemorySegment function, ValuePart part);

    abstract int derivative(MemorySegment function, FmuDirection which);

    /** The end of a getter's or setter's name. */
    abstract String suffix(NativeForm form);

    MemorySegment text(String text) {
        return arena.allocateFrom(text, StandardCharsets.UTF_8);
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
    public FmuStatus exitInitialization() {
        return noted(plain(exitInitialization));
    }

    @Override
    public FmuStatus terminate() {
        return noted(plain(terminate));
    }

    @Override
    public FmuStatus reset() {
        log.forget();
        return noted(plain(reset));
    }

    @Override
    public FmuStatus set(FmuValues values) {
        int worst = 0;
        for (int i = 0; i < values.parts(); i++) {
            ValuePart part = values.part(i);
            worst = Math.max(worst, exchange(part.setter, part));
        }
        return noted(worst);
    }

    @Override
    public FmuStatus get(FmuValues values) {
        int worst = 0;
        for (int i = 0; i < values.parts(); i++) {
            ValuePart part = values.part(i);
            worst = Math.max(worst, exchange(part.getter, part));
        }
        return noted(worst);
    }

    @Override
    public FmuStatus differentiate(FmuDirection which) {
        return noted(derivative(direction, which));
    }

    @Override
    public FmuStatus saveState(FmuState state) {
        return noted(withPointer(getState, state.pointerAddress));
    }

    @Override
    public FmuStatus restoreState(FmuState state) {
        log.forget();
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

    /** A call's status; where it is the worst, it was the last call. */
    FmuStatus noted(int number) {
        FmuStatus status = FmuStatus.of(number);
        dead |= status == FmuStatus.FATAL;
        return status;
    }

    private int plain(MemorySegment function) {
        try {
            return (int) NativeCalls.PLAIN.invokeExact(function, handle());
        } catch (Throwable e) {
            throw NativeCalls.impossible(e);
        }
    }

    private int withPointer(MemorySegment function, long pointer) {
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
    long names(List<String> names) {
        MemorySegment pointers = arena.allocate(ValueLayout.ADDRESS, Math.max(1, names.size()));
        for (int i = 0; i < names.size(); i++) {
            pointers.setAtIndex(ValueLayout.ADDRESS, i, text(names.get(i)));
        }
        return pointers.address();
    }

    /** Those of its categories whose messages are about what went wrong, by the names that the standards and tools give them. */
    List<String> complaintCategories() {
        return description.logCategories().stream()
                .filter(c -> c.matches("(?i)log(Status)?(Error|Fatal|Discard|Warning)s?"))
                .toList();
    }
}
