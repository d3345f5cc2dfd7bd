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
}
