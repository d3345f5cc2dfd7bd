package dev.antipode.controller.hil;

import dev.antipode.core.kernel.AllocationMeter;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Runs code that counts for nothing, so that what counts finds it compiled. The JVM makes the strings of a class when it first compiles a
 * method of it with its optimizing compiler, on the thread that called the method once too often (HotSpot's
 * {@code CompileBroker::compile_method}): what was not called often enough before would allocate in the middle of a run.
 */
public final class Exercise {
    private static final int LEAST_ROUNDS = 5;
    private static final int MOST_ROUNDS = 15;
    /** Rounds in a row without a byte allocated, after which everything is taken for compiled. */
    private static final int QUIET_ROUNDS = 2;

    /** A busy compiler wants more calls; it gets time to catch up. */
    private static final long COMPILER_NANOS = 20_000_000;

    private Exercise() {}

    /**
     * Runs some rounds, until they have become quiet.
     *
     * @param round told its number, from 0; calls all that will be called, some thousand times
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
