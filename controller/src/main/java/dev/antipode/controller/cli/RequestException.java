package dev.antipode.controller.cli;

/** A request that cannot be met as it stands; the message is one sentence with the remedy. */
final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RequestException(String message) {
        super(message);
    }

    /** The same for {@code --debug}, with what went wrong below. */
    RequestException(String message, Throwable cause) {
        super(message, cause);
    }
}
