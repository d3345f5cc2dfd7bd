package dev.antipode.controller.hil.fmi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Puts the arguments of a message into its format, by the C library's own {@code snprintf}. On Linux, for x86-64 (System V ABI) and
 * aarch64 (AAPCS64), a variable argument goes where a declared one of its kind would: whole numbers and pointers to the integer registers
 * and then the stack, real numbers to the vector registers, each kind in its own order. So eight of each, picked up as if declared and
 * handed on, are what {@code snprintf} looks for. Elsewhere the format itself is the message.
 */
@SuppressWarnings("restricted")
final class Printf {
    private static final List<Class<?>> ARGUMENTS = arguments(8, 8);
    private static final int MOST_BYTES = 4096;

    private final MethodHandle snprintf;

    private Printf(MethodHandle snprintf) {
        this.snprintf = snprintf;
    }

    static Printf here() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch", "");
        boolean known = system.equals("linux") && (architecture.equals("amd64") || architecture.equals("aarch64"));
        return new Printf(known ? Linked.SNPRINTF : null);
    }

    private static List<Class<?>> arguments(int longs, int doubles) {
        List<Class<?>> types = new ArrayList<>(Collections.nCopies(longs, long.class));
        types.addAll(Collections.nCopies(doubles, double.class));
        return List.copyOf(types);
    }

    /** The types of the arguments to declare after a message; none where they cannot be picked up. */
    List<Class<?>> arguments() {
        return snprintf == null ? List.of() : ARGUMENTS;
    }

    /** Formats a message with what was picked up by {@link #arguments}. */
    String format(long format, Object[] values) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(MOST_BYTES);
            int written = (int) snprintf.invokeExact(text.address(), (long) MOST_BYTES, format, values);
            return written < 0 ? FmuLog.text(format) : FmuLog.text(text.address());
        }
    }

    /** Linked when the first one is made. */
    private static final class Linked {
        private static final MethodHandle SNPRINTF = link();

        private Linked() {}

        private static MethodHandle link() {
            List<MemoryLayout> shape =
                    new ArrayList<>(List.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
            for (Class<?> type : ARGUMENTS) {
                shape.add(type == long.class ? ValueLayout.JAVA_LONG : ValueLayout.JAVA_DOUBLE);
            }
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("snprintf"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, shape.toArray(MemoryLayout[]::new)),
                            Linker.Option.firstVariadicArg(3))
                    .asSpreader(Object[].class, ARGUMENTS.size());
        }
    }
}
