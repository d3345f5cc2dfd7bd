package dev.antipode.controller.hil.plan;

import dev.antipode.controller.loop.TickClock;

/**
 * Time for a loop whose plant waits for it: waiting takes none, and within a tick time passes as it does, but never to the next deadline.
 * So the loop runs as fast as it goes, misses nothing, and its results depend on no clock; compute times are real up to a period.
 */
final class LockstepClock implements TickClock {
    private final long periodNanos;
    private volatile long tickNanos;
    private volatile long sinceNanos = System.nanoTime();

    LockstepClock(long periodNanos) {
        this.periodNanos = periodNanos;
    }

    @Override
    public long nanoTime() {
        return tickNanos + Math.clamp(System.nanoTime() - sinceNanos, 0, periodNanos - 1);
    }

    @Override
    public void awaitUntil(long deadlineNanos) {
        tickNanos = deadlineNanos;
        sinceNanos = System.nanoTime();
    }
}
