package dev.antipode.controller.baseline;

/** What a trained controller can be compared with. */
public enum BaselineKind {
    /** The linear-quadratic regulator, which sees the true state. */
    LQR,
    /** The regulator with integrals of the errors from the reference. */
    LQI,
    /** The task's hand-tuned control law, where that is a PID. */
    PID,
    /** The task's hand-tuned control law of whatever kind. */
    LAW,
    /** Zero commands. */
    ZERO,
    /** Commands drawn uniformly from their ranges. */
    RANDOM
}
