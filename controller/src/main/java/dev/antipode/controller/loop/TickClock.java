package dev.antipode.controller.loop;

/** The loop's time. Neither method allocates or throws. */
public interface TickClock {
    /**
     * The time now.
     *
     * @return nanoseconds from an arbitrary origin, as {@link System#nanoTime()}
     */
    long nanoTime();

    /**
     * Waits. May return early only if the calling thread was told to stop otherwise.
     *
     * @param deadlineNanos on this clock; returns at once where it has passed
     */
    void awaitUntil(long deadlineNanos);

    /**
     * When a time on this clock will be, for a caller that has something to do until then.
     *
     * @param deadlineNanos on this clock
     * @return the same time by {@link System#nanoTime()}; one that has passed where waiting takes no time
     */
    default long realNanos(long deadlineNanos) {
        return System.nanoTime();
    }
}
