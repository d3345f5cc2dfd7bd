package dev.antipode.controller.train;

/** What the guard did with one update, and why. */
public enum GuardDecision {
    /** Truncated backpropagation made the update: no test speaks against it. */
    GRADIENT("gradient"),
    /** Evolution strategies made it: one step already amplifies perturbations beyond the permitted factor. */
    AMPLIFICATION("es: amplification"),
    /** Evolution strategies made it: at equal cost their estimate varies less, or it is undecided. */
    VARIANCE("es: variance"),
    /** Evolution strategies made it: against the truncated gradients the cost does not surely fall. */
    DIRECTION("es: direction"),
    /** Evolution strategies made it: the gradient was not finite. */
    NON_FINITE("es: non-finite"),
    /** Evolution strategies made it because it was their turn. */
    SWITCHED("es: switched"),
    /** Evolution strategies made it: the cost falls against the truncated gradients, but the variances are still to be compared. */
    UNTESTED("es: untested");

    private final String text;

    GuardDecision(String text) {
        this.text = text;
    }

    /**
     * The decision in two words.
     *
     * @return as it is written to files
     */
    public String text() {
        return text;
    }
}
