package dev.antipode.controller.loop;

import java.util.concurrent.atomic.AtomicLong;

/** How a running loop is doing, for other threads. Written by the loop without a lock; each number is recent, not all of one moment. */
public final class LoopProgress {
    private static final LoopMode[] MODES = LoopMode.values();

    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();
    private final AtomicLong faultyTicks = new AtomicLong();
    private final AtomicLong worstWakeUpNanos = new AtomicLong();
    private final AtomicLong windowWorstNanos = new AtomicLong();
    private final AtomicLong mode = new AtomicLong();

    LoopProgress() {}

    void tick(long done, long missed, long faulty, long wakeUpNanos, LoopMode now) {
        ticks.setRelease(done);
        misses.setRelease(missed);
        faultyTicks.setRelease(faulty);
        mode.setRelease(now.ordinal());
        if (wakeUpNanos > worstWakeUpNanos.getPlain()) {
            worstWakeUpNanos.setRelease(wakeUpNanos);
        }
        if (wakeUpNanos > windowWorstNanos.getAcquire()) {
            windowWorstNanos.setRelease(wakeUpNanos);
        }
    }

    /** The latest wake-up since the last call; one that falls into the call itself may be left out. */
    long takeWindowWorstNanos() {
        return windowWorstNanos.getAndSet(0);
    }

    /**
     * The ticks so far.
     *
     * @return skipped ones included
     */
    public long ticks() {
        return ticks.getAcquire();
    }

    /**
     * The deadlines missed so far.
     *
     * @return skipped ones included
     */
    public long misses() {
        return misses.getAcquire();
    }

    /**
     * The ticks with a fault so far.
     *
     * @return at least 0
     */
    public long faultyTicks() {
        return faultyTicks.getAcquire();
    }

    /**
     * The latest wake-up so far.
     *
     * @return nanoseconds
     */
    public long worstWakeUpNanos() {
        return worstWakeUpNanos.getAcquire();
    }

    /**
     * Who commands.
     *
     * @return the mode
     */
    public LoopMode mode() {
        return MODES[(int) mode.getAcquire()];
    }
}
