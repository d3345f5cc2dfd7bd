package dev.antipode.controller.loop;

/** Time that passes only where a test says so: waiting jumps to the deadline, plus a lateness. */
final class VirtualClock implements TickClock {
    long now = 1_000_000;
    /** Added at the next wake-up, then forgotten. */
    long lateness;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void awaitUntil(long deadlineNanos) {
        now = Math.max(now, deadlineNanos) + lateness;
        lateness = 0;
    }

    void work(long nanos) {
        now += nanos;
    }
}
