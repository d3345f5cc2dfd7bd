package dev.antipode.controller.hil.wire;

/** What decoding some bytes came to. */
enum FrameStatus {
    /** A frame. */
    OK,
    /** Begins like a frame, but is cut short, too long or damaged. */
    CORRUPT,
    /** No frame of this format. */
    FOREIGN,
    /** An undamaged frame of another version of the format. */
    OTHER_VERSION,
    /** An undamaged frame that contradicts itself: a kind or a length that does not exist. */
    MALFORMED
}
