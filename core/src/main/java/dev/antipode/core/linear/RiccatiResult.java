package dev.antipode.core.linear;

/** How the search for the stabilising solution of an algebraic Riccati equation ended. */
public enum RiccatiResult {
    /** It was found, is accurate, and its gain stabilises the system. */
    STABILISING("the stabilising solution was found"),
    /** The matrix of input weights is not positive definite. */
    INPUT_WEIGHT_NOT_POSITIVE("the input weight is not positive definite: some combination of inputs costs nothing"),
    /** There is none, or it is not the one that is positive semidefinite. */
    NO_STABILISING_SOLUTION("no gain stabilises the system at a finite cost: the inputs cannot reach an unstable mode, "
            + "or the cost does not see one"),
    /** What was found misses the equation by more than rounding explains. */
    INACCURATE("the equation is too badly conditioned to be solved: rescale states and inputs to about unit size"),
    /** A NaN or an infinity was given. */
    NOT_FINITE("a matrix of the equation is not finite");

    private final String sentence;

    RiccatiResult(String sentence) {
        this.sentence = sentence;
    }

    /**
     * What it means, for a message.
     *
     * @return a clause without a full stop
     */
    public String sentence() {
        return sentence;
    }
}
