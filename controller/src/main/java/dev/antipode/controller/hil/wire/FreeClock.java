package dev.antipode.controller.hil.wire;

import java.util.concurrent.atomic.AtomicLong;

/** The periods of a plant that moves on by itself: each has its deadline, and one that is missed is caught up. */
final class FreeClock {
    private final long periodNanos;
    private final AtomicLong late = new AtomicLong();
    private long deadline;
    private boolean running;

    FreeClock(long periodNanos) {
        this.periodNanos = periodNanos;
    }

    /** The first period begins. */
    void start(long now) {
        running = true;
        deadline = now + periodNanos;
    }

    void stop() {
        running = false;
    }

    /** A time to wait until, or the end of the period where that is earlier. */
    long earlier(long until) {
        return running && deadline - until < 0 ? deadline : until;
    }

    /** Whether a period is over; the next one begins with that. */
    boolean passed(long now) {
        if (!running || now - deadline < 0) {
            return false;
        }
        if (now - deadline >= periodNanos) {
            late.setRelease(late.getPlain() + 1);
        }
        deadline += periodNanos;
        return true;
    }

    /** Periods that were over by more than a period when they were looked at. */
    long late() {
        return late.getAcquire();
    }
}
