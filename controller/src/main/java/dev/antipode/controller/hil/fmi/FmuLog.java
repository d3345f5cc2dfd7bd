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
        MethodHandle taken = MethodHandles.dropArguments(listener(List.of()), 1, long.class);
        return stub(MethodHandles.dropArguments(taken, 0, long.class), arena);
    }

    /**
     * {@code fmi2CallbackLogger}: environment, instance, status, category, format, and any number of arguments, which an upcall cannot
     * have. Where C passes those as it passes any others, the first sixteen are declared and picked up.
     */
    MemorySegment callback2(Arena arena) {
        MethodHandle taken = MethodHandles.dropArguments(listener(printf.arguments()), 1, long.class);
        return stub(MethodHandles.dropArguments(taken, 0, long.class, long.class), arena);
    }

    /** What takes a status, a message and its arguments; those of a message that nobody wants are not even collected. */
    private MethodHandle listener(List<Class<?>> arguments) {
        MethodType shape =
                MethodType.methodType(void.class, int.class, long.class).appendParameterTypes(arguments);
        MethodHandle take = own("take", MethodType.methodType(void.class, int.class, long.class, Object[].class))
                .asCollector(Object[].class, arguments.size())
                .asType(shape);
        MethodHandle wanted = own("wanted", MethodType.methodType(boolean.class, int.class));
        return MethodHandles.guardWithTest(wanted, take, MethodHandles.empty(shape));
    }

    private MethodHandle own(String name, MethodType type) {
        try {
            return MethodHandles.lookup().bind(this, name, type);
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
    private void take(int status, long message, Object[] arguments) {
        try {
            String text = text(message);
            boolean plain = arguments.length == 0 || text.indexOf('%') < 0;
            keep(status, plain ? text : printf.format(message, arguments));
        } catch (Throwable e) {
            last = "a message that could not be read";
        }
    }

    /** A warning is kept where there is nothing else, so that one in every step costs nothing. */
    @SuppressWarnings("UnusedMethod")
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
