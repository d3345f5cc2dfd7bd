package dev.antipode.controller.loop;

/** Who commands the plant. */
public enum LoopMode {
    /** The controller. */
    CONTROL,
    /** Nobody: the last command is held, for a bounded number of ticks. */
    HOLD,
    /** The fallback controller, or the safe command where there is none or the measurement is useless. */
    SAFE
}
