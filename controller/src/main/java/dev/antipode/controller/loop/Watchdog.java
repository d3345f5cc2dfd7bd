package dev.antipode.controller.loop;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Sees that the loop ticks. The loop tells it each tick; another thread looks. A loop that stood still learns of it in its next tick
 * and goes to the safe action.
 */
final class Watchdog {
    private static final long NEVER = Long.MIN_VALUE;

    private final long limitNanos;
    private final AtomicLong lastBeat = new AtomicLong(NEVER);
    private final AtomicLong stalls = new AtomicLong();
    /** The beat that was found too old, so that one stall counts once. */
    private long reported = NEVER;

    private long seen;

    Watchdog(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    /** On the loop's thread, once a tick. */
    void beat(long nowNanos) {
        lastBeat.setRelease(nowNanos);
    }

    /** On the loop's thread: whether it stood still since the last call. */
    boolean stalled() {
        long now = stalls.getAcquire();
        boolean more = now != seen;
        seen = now;
        return more;
    }

    /** On the other thread: looks at the last beat. */
    void look(long nowNanos) {
        long beat = lastBeat.getAcquire();
        if (limitNanos > 0 && beat != NEVER && beat != reported && nowNanos - beat > limitNanos) {
            reported = beat;
            stalls.setRelease(stalls.getPlain() + 1);
        }
    }

    long stalls() {
        return stalls.getAcquire();
    }

    /** How often the other thread has to look. */
    long intervalNanos() {
        return Math.max(limitNanos / 4, 1_000_000);
    }

    boolean on() {
        return limitNanos > 0;
    }
}
