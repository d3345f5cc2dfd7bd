package dev.antipode.controller.hil;

/** How one call on a {@link Link} went. */
public enum LinkStatus {
    /** A new measurement, or a command that was taken. */
    OK,
    /** No measurement since the last call; the numbers are those of the last one. */
    STALE,
    /** Nothing arrived within the link's time-out; the numbers are those of the last one. */
    MISSING,
    /** What arrived was damaged, out of order or of another link, and was dropped. */
    CORRUPT,
    /** The peer has gone, or the link was closed; no later call can succeed. */
    CLOSED
}
