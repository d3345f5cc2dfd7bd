package dev.antipode.controller.hil;

import dev.antipode.core.kernel.AllocationMeter;
import dev.antipode.core.kernel.JvmFlags;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

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

    private static final int FEWER = 60;

    private Exercise() {}

    /**
     * How often a round calls.
     *
     * @param usual where code is compiled for good only after thousands of calls
     * @return as many, or fewer where there is no such compiler in this JVM
     */
    public static int calls(int usual) {
        return OPTIMIZING ? usual : Math.ceilDiv(usual, FEWER);
    }

    /**
     * Runs some rounds, until they have become quiet.
     *
     * @param round told its number, from 0; calls all that will be called, {@link #calls} times some thousand
     */
    public static void untilQuiet(IntConsumer round) {
        AllocationMeter meter = AllocationMeter.ofThisJvm();
        int quiet = 0;
        for (int i = 0; i < MOST_ROUNDS && (i < LEAST_ROUNDS || quiet < QUIET_ROUNDS); i++) {
            long before = meter == null ? 0 : meter.bytes();
            round.accept(i);
            quiet = meter == null || meter.bytes() == before ? quiet + 1 : 0;
            LockSupport.parkNanos(COMPILER_NANOS);
        }
    }
}
