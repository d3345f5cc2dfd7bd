package dev.antipode.profiles;

/** A profile that cannot be used. The message is one sentence that starts with the file and, where there is one, the line. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception whose message can be shown to a user as it is.
     *
     * @param message one sentence: where, what is wrong, what would be right
     */
    public ProfileException(String message) {
        super(message);
    }

    /**
     * Makes an exception with its cause.
     *
     * @param message one sentence: where, what is wrong, what would be right
     * @param cause what the reader met
     */
    public ProfileException(String message, Throwable cause) {
        super(message, cause);
    }
}
