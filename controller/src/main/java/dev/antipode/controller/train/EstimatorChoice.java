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
 */
public record EstimatorChoice(Kind kind, int window, CotangentLimit limit) {
    /** The estimators. */
    public enum Kind {
        /** Antithetic evolution strategies. */
        ES,
        /** Truncated backpropagation through time. */
        TBPTT
    }

    /** Antithetic evolution strategies. */
    public static final EstimatorChoice ES = new EstimatorChoice(Kind.ES, 0, CotangentLimit.NONE);

    private static final String FULL = "full";

    /** Checks the numbers. */
    public EstimatorChoice {
        if (window < 0) {
            throw new IllegalArgumentException("a window of " + window
                    + " steps is not possible; give 1 or more, or 'full' for the whole episode");
        }
    }

    /**
     * Reads a choice.
     *
     * @param text {@code es}, or {@code tbptt:WINDOW[:DECAY[:CLIP]]} with a number of steps or {@code full}, the factor that the
     *     signal is multiplied by each step, and the largest magnitude that it keeps
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
            return new EstimatorChoice(Kind.TBPTT, window(text, parts[1]), new CotangentLimit(decay, clip));
        }
        throw new IllegalArgumentException("there is no estimator '" + text
                + "'; give es, or tbptt:WINDOW[:DECAY[:CLIP]] such as tbptt:10 or tbptt:full:0.97");
    }

    private static int window(String text, String part) {
        if (part.equals(FULL)) {
            return 0;
        }
        if (!part.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("'" + part + "' in estimator '" + text
                    + "' is not a window; give a number of control steps, or full for the whole episode");
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
        String text = "tbptt:" + (window == 0 ? FULL : window);
        boolean clipped = limit.clip() != Double.POSITIVE_INFINITY;
        if (clipped || limit.decay() != 1) {
            text += ":" + limit.decay();
        }
        return clipped ? text + ":" + limit.clip() : text;
    }
}
