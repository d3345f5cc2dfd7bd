package dev.antipode.controller.loop;

/** Why a loop ended. */
public enum LoopOutcome {
    /** Its ticks were done. */
    COMPLETED,
    /** It was told to stop. */
    STOPPED,
    /** The link is gone. */
    LINK_CLOSED,
    /** Foreign code failed: a link or controller that is not of this library. */
    BROKEN
}
