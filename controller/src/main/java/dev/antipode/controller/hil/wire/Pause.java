package dev.antipode.controller.hil.wire;

import java.util.concurrent.locks.LockSupport;

/**
 * Waits between two looks at something that cannot wake us at a fraction of a millisecond: turns on the spot at first, then sleeps for
 * a fixed share of the time that was waited so far. What it adds to a short wait is little, and a long one costs the processor little.
 */
final class Pause {
    private static final long SPIN_NANOS = 30_000;
    private static final long LONGEST_NANOS = 2_000_000;
    private static final int SHARE = 8;

    private Pause() {}

    /** Waits a little, after {@code waitedNanos} in which nothing came, and no longer than {@code leftNanos}. */
    static void after(long waitedNanos, long leftNanos) {
        if (waitedNanos < SPIN_NANOS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(Math.min(leftNanos, Math.min(LONGEST_NANOS, waitedNanos / SHARE)));
        }
    }
}
