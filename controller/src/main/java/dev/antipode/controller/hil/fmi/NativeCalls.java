package dev.antipode.controller.hil.fmi;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The shapes of the functions of both standards, for any function of a shape: its address comes first. Handles that are constants are
 * compiled into their callers, and addresses that travel as {@code long} are never boxed, so that a warm call allocates nothing. Sources:
 * {@code fmi2FunctionTypes.h} and {@code fmi3FunctionTypes.h} of the FMI standard; {@code size_t} and pointers have 64 bits.
 */
@SuppressWarnings("restricted")
final class NativeCalls {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong POINTER = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfLong SIZE = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;
    /** {@code bool} of C99, which {@code fmi3Boolean} is; {@code fmi2Boolean} is an int. */
    private static final ValueLayout.OfBoolean BOOL = ValueLayout.JAVA_BOOLEAN;

    /** Status of an instance. */
    static final MethodHandle PLAIN = status(POINTER);
    /** Status of an instance and one pointer. */
    static final MethodHandle WITH_POINTER = status(POINTER, POINTER);
    /** Nothing, of an instance. */
    static final MethodHandle FREE = handle(FunctionDescriptor.ofVoid(POINTER));

    /** {@code fmi2Instantiate}: name, type, guid, resources, callbacks, visible, logging. */
    static final MethodHandle INSTANTIATE_2 =
            handle(FunctionDescriptor.of(POINTER, POINTER, INT, POINTER, POINTER, POINTER, INT, INT));
    /** {@code fmi2SetDebugLogging}: instance, on, categories. */
    static final MethodHandle LOGGING_2 = status(POINTER, INT, SIZE, POINTER);
    /** {@code fmi2SetupExperiment}: instance, tolerance defined, tolerance, start, stop defined, stop. */
    static final MethodHandle SETUP_2 = status(POINTER, INT, DOUBLE, DOUBLE, INT, DOUBLE);
    /** {@code fmi2GetReal} and the like: instance, references, their number, values. */
    static final MethodHandle VALUES_2 = status(POINTER, POINTER, SIZE, POINTER);
    /** {@code fmi2DoStep}: instance, time, step, whether no earlier state will come back. */
    static final MethodHandle STEP_2 = status(POINTER, DOUBLE, DOUBLE, INT);
    /** {@code fmi2GetDirectionalDerivative}: instance, unknowns, knowns, seed, sensitivity. */
    static final MethodHandle DIRECTION_2 = status(POINTER, POINTER, SIZE, POINTER, SIZE, POINTER, POINTER);

    /**
     * {@code fmi3InstantiateCoSimulation}: name, token, resources, visible, logging, event mode, early return, intermediate variables,
     * environment, logger, intermediate update.
     */
    static final MethodHandle INSTANTIATE_3 = handle(FunctionDescriptor.of(
            POINTER, POINTER, POINTER, POINTER, BOOL, BOOL, BOOL, BOOL, POINTER, SIZE, POINTER, POINTER, POINTER));
    /** {@code fmi3SetDebugLogging}: instance, on, categories. */
    static final MethodHandle LOGGING_3 = status(POINTER, BOOL, SIZE, POINTER);
    /** {@code fmi3EnterInitializationMode}: instance, tolerance defined, tolerance, start, stop defined, stop. */
    static final MethodHandle INITIALIZE_3 = status(POINTER, BOOL, DOUBLE, DOUBLE, BOOL, DOUBLE);
    /** {@code fmi3GetFloat64} and the like: instance, references, their number, values, their number. */
    static final MethodHandle VALUES_3 = status(POINTER, POINTER, SIZE, POINTER, SIZE);
    /** {@code fmi3DoStep}: instance, time, step, no earlier state, then where to put event, end, early return and last time. */
    static final MethodHandle STEP_3 = status(POINTER, DOUBLE, DOUBLE, BOOL, POINTER, POINTER, POINTER, POINTER);
    /** {@code fmi3GetDirectionalDerivative}: instance, unknowns, knowns, seed, sensitivity, each with its number. */
    static final MethodHandle DIRECTION_3 = status(POINTER, POINTER, SIZE, POINTER, SIZE, POINTER, SIZE, POINTER, SIZE);

    private NativeCalls() {}

    private static MethodHandle status(MemoryLayout... arguments) {
        return handle(FunctionDescriptor.of(INT, arguments));
    }

    private static MethodHandle handle(FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(shape);
    }

    /** A downcall throws nothing but what must not be. */
    static AssertionError impossible(Throwable thrown) {
        return new AssertionError("a call of foreign code threw", thrown);
    }
}
