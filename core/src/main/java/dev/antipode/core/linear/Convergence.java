package dev.antipode.core.linear;

/** How an iteration ended. */
public enum Convergence {
    /** The result meets its criterion. */
    CONVERGED,
    /** The iteration was stopped at its limit; the result is the best that was found. */
    NOT_CONVERGED,
    /** A NaN or an infinity was met; the result is NaN. */
    NOT_FINITE
}
