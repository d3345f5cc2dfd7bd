package dev.antipode.controller.hil;

import dev.antipode.core.kernel.AllocationMeter;
import dev.antipode.core.kernel.JvmFlags;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs code that counts for nothing, so that what counts finds it compiled. The JVM makes the strings of a class when it first compiles a
 * method of it with its optimizing compiler, on the thread that called the method once too often (HotSpot's
 * {@code CompileBroker::compile_method}): what was not called often enough before would allocate in the middle of a run. Where the quick
 * compiler is the only one, it is enough that everything was called: nothing is made anew and no bet is lost later.
 */
public final class Exercise {
    private static final boolean OPTIMIZING = JvmFlags.ofThisJvm().optimizingCompiler();
    private static final int LEAST_ROUNDS = OPTIMIZING ? 5 : 2;
    private static final int MOST_ROUNDS = 15;
    /** Rounds in a row without a byte allocated, after which everything is taken for compiled. */
    private static final int QUIET_ROUNDS = 2;

    /** A busy compiler wants more calls; it gets time to catch up. */
    private static final long COMPILER_NANOS = OPTIMIZING ? 20_000_000 : 1_000_000;

    /** Nobody waits longer for a plant whose steps are slow. */
    private static final long MOST_NANOS = 2_000_000_000L;

    private static final int FEWER = 60;
    private static final int SHORTER = 5;

    private Exercise() {}

    /** What is called. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it once.
         *
         * @param round from 0
         * @param call of the round, from 0
         */
        void call(int round, int call);
    }

    /**
     * Runs some rounds, until they have become quiet or two seconds are over.
     *
     * @param calls in a round, some thousand; where the quick compiler is the only one, a few of them are made
     * @param work calls all that will be called
     */
    public static void untilQuiet(int calls, Work work) {
        int made = OPTIMIZING ? calls : Math.ceilDiv(calls, FEWER);
        AllocationMeter meter = AllocationMeter.ofThisJvm();
        long start = System.nanoTime();
        int quiet = 0;
        for (int round = 0; round < MOST_ROUNDS && (round < LEAST_ROUNDS || quiet < QUIET_ROUNDS); round++) {
            long before = meter == null ? 0 : meter.bytes();
            for (int call = 0; call < made; call++) {
                if (System.nanoTime() - start > MOST_NANOS) {
                    return;
                }
                work.call(round, call);
            }
            quiet = meter == null || meter.bytes() == before ? quiet + 1 : 0;
            LockSupport.parkNanos(COMPILER_NANOS);
        }
    }

    /**
     * How long to exercise with a partner that answers in its own time.
     *
     * @param nanos what the optimizing compiler needs
     * @return less where there is only the quick one
     */
    public static long nanos(long nanos) {
        return OPTIMIZING ? nanos : nanos / SHORTER;
    }
}
