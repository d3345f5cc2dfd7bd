package dev.antipode.controller.hil.fmi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Takes the messages of an instance, and keeps the newest about something that went wrong. It is called by the FMU, from any thread of
 * it, and must not throw: an exception in such a call ends the process.
 */
@SuppressWarnings("restricted")
final class FmuLog {
    private static final int MOST_BYTES = 4096;
    private static final int DISCARD = FmuStatus.DISCARD.ordinal();

    private final Printf printf;
    private volatile String last = "";

    FmuLog() {
        this.printf = Printf.here();
    }

    String last() {
        return last;
    }

    void forget() {
        last = "";
    }

    /** {@code fmi3LogMessageCallback}: environment, status, category, message. */
    MemorySegment callback3(Arena arena) {
        MethodHandle take = own("take", List.of());
        return stub(
                MethodHandles.dropArguments(MethodHandles.dropArguments(take, 1, long.class), 0, long.class), arena);
    }

    /**
     * {@code fmi2CallbackLogger}: environment, instance, status, category, format, and any number of arguments, which an upcall cannot
     * have. Where C passes those as it passes any others, the first sixteen are declared and picked up.
     */
    MemorySegment callback2(Arena arena) {
        List<Class<?>> picked = new ArrayList<>();
        if (printf.readable()) {
            picked.addAll(Collections.nCopies(Printf.LONGS, long.class));
            picked.addAll(Collections.nCopies(Printf.DOUBLES, double.class));
        }
        MethodHandle take = own(printf.readable() ? "takeFormatted" : "take", picked);
        return stub(
                MethodHandles.dropArguments(
                        MethodHandles.dropArguments(take, 1, long.class), 0, long.class, long.class),
                arena);
    }

    /** A method of this object that takes a status, a message and what else was picked up. */
    private MethodHandle own(String name, List<Class<?>> picked) {
        MethodType type = MethodType.methodType(void.class, int.class, long.class);
        try {
            return MethodHandles.lookup().bind(this, name, type.appendParameterTypes(picked));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static MemorySegment stub(MethodHandle target, Arena arena) {
        MemoryLayout[] shape = target.type().parameterList().stream()
                .map(t -> t == int.class
                        ? ValueLayout.JAVA_INT
                        : t == long.class ? ValueLayout.JAVA_LONG : ValueLayout.JAVA_DOUBLE)
                .toArray(MemoryLayout[]::new);
        return Linker.nativeLinker().upcallStub(target, FunctionDescriptor.ofVoid(shape), arena);
    }

    @SuppressWarnings("UnusedMethod")
    private void takeFormatted(
            int status,
            long message,
            long l0,
            long l1,
            long l2,
            long l3,
            long l4,
            long l5,
            long l6,
            long l7,
            double d0,
            double d1,
            double d2,
            double d3,
            double d4,
            double d5,
            double d6,
            double d7) {
        try {
            if (wanted(status)) {
                String format = text(message);
                keep(
                        status,
                        format.indexOf('%') < 0
                                ? format
                                : printf.format(
                                        message, l0, l1, l2, l3, l4, l5, l6, l7, d0, d1, d2, d3, d4, d5, d6, d7));
            }
        } catch (Throwable e) {
            last = "a message that could not be read";
        }
    }

    @SuppressWarnings("UnusedMethod")
    private void take(int status, long message) {
        try {
            if (wanted(status)) {
                keep(status, text(message));
            }
        } catch (Throwable e) {
            last = "a message that could not be read";
        }
    }

    /** A warning is kept where there is nothing else, so that one in every step costs nothing. */
    private boolean wanted(int status) {
        return status >= DISCARD || (status == FmuStatus.WARNING.ordinal() && last.isEmpty());
    }

    private void keep(int status, String message) {
        if (!message.isEmpty() || status >= DISCARD) {
            last = message;
        }
    }

    /** C's text at an address, as one line. */
    static String text(long address) {
        if (address == 0) {
            return "";
        }
        MemorySegment bytes = MemorySegment.ofAddress(address).reinterpret(MOST_BYTES);
        int length = 0;
        while (length < MOST_BYTES && bytes.get(ValueLayout.JAVA_BYTE, length) != 0) {
            length++;
        }
        byte[] copy = bytes.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        return new String(copy, StandardCharsets.UTF_8).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
