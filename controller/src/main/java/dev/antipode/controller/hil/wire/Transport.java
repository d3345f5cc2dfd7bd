package dev.antipode.controller.hil.wire;

import java.nio.ByteBuffer;

/**
 * Carries whole frames to the other side and back; it may lose, double, delay and damage them. Used by one thread; after the first
 * calls nothing is allocated while the other side is there, and nothing throws.
 */
public interface Transport extends AutoCloseable {
    /** There is no transport any more. */
    int CLOSED = -1;

    /**
     * Sends.
     *
     * @param frame from its start to its limit; its position may be moved
     * @return false if it could not be handed over
     */
    boolean send(ByteBuffer frame);

    /**
     * Takes the next frame.
     *
     * @param frame written from its start; its limit is set to the end. A frame that does not fit is cut
     * @param deadlineNanos how long it waits for one, by {@link System#nanoTime()}; where that has passed, it only looks
     * @return the bytes, 0 for none, or {@link #CLOSED}
     */
    int receive(ByteBuffer frame, long deadlineNanos);

    /** Whoever sent what was received last is the other side from now on. */
    default void hold() {}

    /** Anybody may be the other side from now on. */
    default void release() {}

    /**
     * For messages.
     *
     * @return such as {@code localhost:9100}
     */
    String peer();

    /** Frees it; whoever waits in a call comes back. */
    @Override
    void close();
}
