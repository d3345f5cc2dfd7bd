package dev.antipode.controller.train;

/**
 * Forward mode: a tangent for each parameter, or in random directions.
 *
 * @param directions how many random directions an estimate takes; 0 for the exact gradient
 */
public record ForwardChoice(int directions) implements EstimatorChoice {
    /** Checks the number. */
    public ForwardChoice {
        if (directions < 0) {
            throw new IllegalArgumentException(
                    directions + " directions are not possible; give 1 or more, or 0 for the exact gradient");
        }
    }

    static ForwardChoice read(EstimatorText text) {
        return new ForwardChoice(text.more() ? text.count("a number of random directions") : 0);
    }

    @Override
    public boolean tangent() {
        return true;
    }

    @Override
    public String toString() {
        return directions == 0 ? "forward" : "forward:" + directions;
    }
}
