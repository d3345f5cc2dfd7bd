package dev.antipode.controller.loop;

import dev.antipode.controller.hil.Exercise;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * {@code clock_nanosleep} on the monotonic clock until an absolute time. {@link System#nanoTime()} is that clock on Linux (HotSpot's
 * {@code os::javaTimeNanos}), which is checked when the clock is made.
 */
final class NanosleepClock implements TickClock {
    private static final long SECOND = 1_000_000_000L;
    /** The clock may be read at different places of the kernel; two clocks of different origins are further apart. */
    private static final long APART_NANOS = SECOND;
    /** Of a round before the clock is used, until a time that has passed. */
    private static final int EXERCISE_CALLS = 3000;

    private final MemorySegment time;
    private final long address;

    NanosleepClock() {
        if (!LinuxCalls.available()) {
            throw new UnsupportedOperationException(
                    "clock_nanosleep is called on Linux for x86-64 and aarch64 alone, not on "
                            + System.getProperty("os.name") + " for " + System.getProperty("os.arch")
                            + "; use --wait park");
        }
        // Lives as long as the clock; the collector frees it.
        this.time = Arena.ofAuto().allocate(2 * Long.BYTES, Long.BYTES);
        this.address = time.address();
        long before = System.nanoTime();
        boolean told = Calls.now(address) == 0;
        long after = System.nanoTime();
        // Between two readings of one clock lies a third, however long this thread was held up meanwhile.
        if (!told || read() - before < -APART_NANOS || after - read() < -APART_NANOS) {
            throw new UnsupportedOperationException(
                    "the JVM's clock is not the system's monotonic one; use --wait park");
        }
        Exercise.untilQuiet(EXERCISE_CALLS, (_, _) -> sleepUntil(0));
    }

    private long read() {
        return time.get(ValueLayout.JAVA_LONG, 0) * SECOND + time.get(ValueLayout.JAVA_LONG, Long.BYTES);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void awaitUntil(long deadlineNanos) {
        // A signal interrupts the wait: the time is absolute, so that waiting again is right.
        while (System.nanoTime() < deadlineNanos && sleepUntil(deadlineNanos) != 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public long realNanos(long deadlineNanos) {
        return deadlineNanos;
    }

    private int sleepUntil(long deadlineNanos) {
        time.set(ValueLayout.JAVA_LONG, 0, Math.floorDiv(deadlineNanos, SECOND));
        time.set(ValueLayout.JAVA_LONG, Long.BYTES, Math.floorMod(deadlineNanos, SECOND));
        return Calls.sleep(address);
    }

    /** Linked when the first clock is made, and not at all on other systems. */
    private static final class Calls {
        private static final MethodHandle SLEEP = LinuxCalls.plain(
                "clock_nanosleep",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG));
        private static final MethodHandle NOW = LinuxCalls.plain(
                "clock_gettime",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));

        private Calls() {}

        static int sleep(long address) {
            try {
                return (int) SLEEP.invokeExact(LinuxCalls.CLOCK_MONOTONIC, LinuxCalls.TIMER_ABSTIME, address, 0L);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        static int now(long address) {
            try {
                return (int) NOW.invokeExact(LinuxCalls.CLOCK_MONOTONIC, address);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
