package dev.antipode.controller.loop;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/**
 * The system calls of a loop on Linux, from the C library. Addresses travel as longs, so that a warm call allocates nothing. Numbers are
 * those of the kernel's headers {@code linux/prctl.h}, {@code bits/sched.h}, {@code bits/mman.h} and {@code bits/time.h}, the same on
 * x86-64 and aarch64.
 */
final class LinuxCalls {
    static final int CLOCK_MONOTONIC = 1;
    static final int TIMER_ABSTIME = 1;
    private static final int PR_SET_TIMERSLACK = 29;
    private static final int SCHED_FIFO = 1;
    private static final int MCL_CURRENT = 1;
    private static final int MCL_FUTURE = 2;
    static final int CPU_SET_BYTES = 128;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private LinuxCalls() {}

    /** Whether this is a Linux whose calls are known here. */
    static boolean available() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch", "");
        return system.equals("linux") && (architecture.equals("amd64") || architecture.equals("aarch64"));
    }

    @SuppressWarnings("restricted")
    static MethodHandle plain(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup lookup = linker.defaultLookup();
        MemorySegment symbol =
                lookup.find(name).orElseThrow(() -> new UnsupportedOperationException("the C library has no " + name));
        return linker.downcallHandle(symbol, type, options);
    }

    /** Real-time scheduling of the calling thread. Returns the error number, 0 for success. */
    static int fifo(int priority) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(CAPTURED);
            MemorySegment parameter = arena.allocate(INT);
            parameter.set(INT, 0, priority);
            int result = (int) plain(
                            "sched_setscheduler",
                            FunctionDescriptor.of(INT, INT, INT, LONG),
                            Linker.Option.captureCallState("errno"))
                    .invokeExact(errno, 0, SCHED_FIFO, parameter.address());
            return result == 0 ? 0 : (int) ERRNO.get(errno, 0L);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Keeps every page of the process, now and later, in memory. */
    static int lockMemory() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(CAPTURED);
            int result =
                    (int) plain("mlockall", FunctionDescriptor.of(INT, INT), Linker.Option.captureCallState("errno"))
                            .invokeExact(errno, MCL_CURRENT | MCL_FUTURE);
            return result == 0 ? 0 : (int) ERRNO.get(errno, 0L);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** How much later than asked for the kernel may wake the calling thread, to save power; 50 us where nothing is set. */
    static int timerSlack(long nanos) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(CAPTURED);
            int result = (int) plain(
                            "prctl",
                            FunctionDescriptor.of(INT, INT, LONG),
                            Linker.Option.firstVariadicArg(1),
                            Linker.Option.captureCallState("errno"))
                    .invokeExact(errno, PR_SET_TIMERSLACK, nanos);
            return result == 0 ? 0 : (int) ERRNO.get(errno, 0L);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Binds the calling thread to one processor. */
    static int affinity(int cpu) {
        long[] words = new long[CPU_SET_BYTES / Long.BYTES];
        words[cpu / Long.SIZE] = 1L << cpu;
        return affinity(words);
    }

    /** The processors of the calling thread, a bit each; null where the system does not tell, as with more of them than fit. */
    static long[] affinity() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(CPU_SET_BYTES, Long.BYTES);
            int result = (int) plain("sched_getaffinity", FunctionDescriptor.of(INT, INT, LONG, LONG))
                    .invokeExact(0, (long) CPU_SET_BYTES, set.address());
            return result < 0 ? null : set.toArray(LONG);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Binds the calling thread to processors, a bit each. */
    static int affinity(long[] words) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(CAPTURED);
            MemorySegment set = arena.allocate(CPU_SET_BYTES, Long.BYTES).copyFrom(MemorySegment.ofArray(words));
            int result = (int) plain(
                            "sched_setaffinity",
                            FunctionDescriptor.of(INT, INT, LONG, LONG),
                            Linker.Option.captureCallState("errno"))
                    .invokeExact(errno, 0, (long) CPU_SET_BYTES, set.address());
            return result == 0 ? 0 : (int) ERRNO.get(errno, 0L);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** The greatest processor number that {@link #affinity} takes. */
    static int maxCpu() {
        return CPU_SET_BYTES * Byte.SIZE - 1;
    }

    private static RuntimeException impossible(Throwable e) {
        return switch (e) {
            case RuntimeException r -> r;
            case Error error -> throw error;
            default -> new IllegalStateException(e);
        };
    }
}
