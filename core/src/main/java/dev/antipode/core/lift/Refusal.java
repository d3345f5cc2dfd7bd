package dev.antipode.core.lift;

/** Why something cannot be lifted, thrown where that is found; the machine adds the place. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    Refusal(String reason) {
        this(reason, null, null);
    }

    Refusal(String reason, String remedy) {
        this(reason, remedy, null);
    }

    Refusal(String reason, String remedy, Throwable cause) {
        super(remedy == null ? reason : reason + "; " + remedy, cause, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
