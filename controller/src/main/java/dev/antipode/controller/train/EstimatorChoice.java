package dev.antipode.controller.train;

import dev.antipode.core.program.CotangentLimit;
import java.util.Locale;

/**
 * Which estimator a run is trained with, as it is written in options and files.
 *
 * @param kind the estimator
 * @param window control steps that the cost is backpropagated through before the signal is cut off; 0 for the whole episode; of
 *     truncated backpropagation
 * @param limit what happens to the signal from step to step; of truncated backpropagation
 * @param directions how many random directions an estimate takes; 0 for the exact gradient; of forward mode
 */
public record EstimatorChoice(Kind kind, int window, CotangentLimit limit, int directions) {
    /** The estimators. */
    public enum Kind {
        /** Antithetic evolution strategies. */
        ES,
        /** Truncated backpropagation through time. */
        TBPTT,
        /** Forward mode: a tangent for each parameter, or in random directions. */
        FORWARD
    }

    /** Antithetic evolution strategies. */
    public static final EstimatorChoice ES = new EstimatorChoice(Kind.ES, 0, CotangentLimit.NONE, 0);

    private static final String FULL = "full";

    /** Checks the numbers. */
    public EstimatorChoice {
        if (window < 0) {
            throw new IllegalArgumentException("a window of " + window
                    + " steps is not possible; give 1 or more, or 'full' for the whole episode");
        }
        if (directions < 0) {
            throw new IllegalArgumentException(
                    directions + " directions are not possible; give 1 or more, or 0 for the exact gradient");
        }
    }

    /**
     * Reads a choice.
     *
     * @param text {@code es}; or {@code tbptt:WINDOW[:DECAY[:CLIP]]} with a number of steps or {@code full}, the factor that the
     *     signal is multiplied by each step, and the largest magnitude that it keeps; or {@code forward[:DIRECTIONS]}
     * @return the choice
     * @throws IllegalArgumentException if the text is none of these
     */
    public static EstimatorChoice parse(String text) {
        String[] parts = text.strip().toLowerCase(Locale.ROOT).split(":", -1);
        if (parts[0].equals("es") && parts.length == 1) {
            return ES;
        }
        if (parts[0].equals("tbptt") && parts.length >= 2 && parts.length <= 4) {
            double decay = parts.length > 2 ? number(text, parts[2]) : 1;
            double clip = parts.length > 3 ? number(text, parts[3]) : Double.POSITIVE_INFINITY;
            return new EstimatorChoice(Kind.TBPTT, window(text, parts[1]), new CotangentLimit(decay, clip), 0);
        }
        if (parts[0].equals("forward") && parts.length <= 2) {
            int directions = parts.length == 1 ? 0 : count(text, parts[1], "a number of random directions");
            return new EstimatorChoice(Kind.FORWARD, 0, CotangentLimit.NONE, directions);
        }
        throw new IllegalArgumentException(
                "there is no estimator '" + text
                        + "'; give es, tbptt:WINDOW[:DECAY[:CLIP]] such as tbptt:10 or tbptt:full:0.97, or forward[:DIRECTIONS]");
    }

    private static int window(String text, String part) {
        return part.equals(FULL) ? 0 : count(text, part, "a window; give a number of control steps, or full");
    }

    private static int count(String text, String part, String what) {
        if (!part.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("'" + part + "' in estimator '" + text + "' is not " + what);
        }
        return Integer.parseInt(part);
    }

    private static double number(String text, String part) {
        try {
            return Double.parseDouble(part);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + part + "' in estimator '" + text + "' is not a number", e);
        }
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        if (kind == Kind.ES) {
            return "es";
        }
        if (kind == Kind.FORWARD) {
            return directions == 0 ? "forward" : "forward:" + directions;
        }
        String text = "tbptt:" + (window == 0 ? FULL : window);
        boolean clipped = limit.clip() != Double.POSITIVE_INFINITY;
        if (clipped || limit.decay() != 1) {
            text += ":" + limit.decay();
        }
        return clipped ? text + ":" + limit.clip() : text;
    }
}
