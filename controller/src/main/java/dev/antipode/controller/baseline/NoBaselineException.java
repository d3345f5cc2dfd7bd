package dev.antipode.controller.baseline;

/** A task has no baseline of the kind; the message is one sentence that says why. */
public final class NoBaselineException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes it.
     *
     * @param message one sentence
     */
    public NoBaselineException(String message) {
        super(message);
    }
}
