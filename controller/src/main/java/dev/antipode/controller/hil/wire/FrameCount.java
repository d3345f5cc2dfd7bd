package dev.antipode.controller.hil.wire;

import java.util.Locale;

/**
 * What is counted of the frames of one side. Of the frames that the other side sent, each is in exactly one of {@link #RECEIVED},
 * {@link #REORDERED} and {@link #LOST}: what arrived damaged is lost too.
 */
public enum FrameCount {
    /** Frames handed to the transport. */
    SENT,
    /** Of these, requests that were repeated because no answer came. */
    RESENT,
    /** Of these, frames that the transport did not take. */
    NOT_SENT,
    /** Undamaged frames of the session that arrived in order. */
    RECEIVED,
    /** Frames of the other side that never arrived undamaged, as far as later ones tell. */
    LOST,
    /** Frames that arrived once more. */
    DUPLICATE,
    /** Frames that arrived after a later one. */
    REORDERED,
    /** What began like a frame and was damaged. */
    CORRUPT,
    /** What was no frame, or one of another session, version or plant. */
    FOREIGN,
    /** Of the received and reordered ones, those that were not needed any more: of a tick that is past, or overtaken by a newer one. */
    STALE;

    /**
     * The name in messages.
     *
     * @return such as {@code not sent}
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The name as a JSON key.
     *
     * @return such as {@code notSent}
     */
    public String key() {
        return this == NOT_SENT ? "notSent" : text();
    }
}
