package dev.antipode.controller.train;

import dev.antipode.core.program.CotangentLimit;

/** Which estimator a run is trained with, and its numbers. Each prints as the text that {@link #parse} reads it from. */
public sealed interface EstimatorChoice {
    /**
     * Reads a choice.
     *
     * @param text {@code es}; or {@code tbptt:WINDOW[:DECAY[:CLIP]]} with a number of steps or {@code full}, the factor that the
     *     signal is multiplied by each step, and the largest magnitude that it keeps; or {@code forward[:DIRECTIONS]}
     * @return the choice
     * @throws IllegalArgumentException if the text is none of these
     */
    static EstimatorChoice parse(String text) {
        EstimatorText parts = EstimatorText.of(text);
        EstimatorChoice choice = switch (parts.name()) {
            case "es" -> new Es();
            case "tbptt" -> Tbptt.read(parts);
            case "forward" -> Forward.read(parts);
            default -> throw parts.unknown();
        };
        parts.requireEnd();
        return choice;
    }

    /**
     * The longest window, in control steps, that costs are backpropagated through.
     *
     * @param horizon the steps of an episode
     * @return 0 where nothing is backpropagated
     */
    default int backpropagated(int horizon) {
        return 0;
    }

    /**
     * What happens to the backpropagated signal from step to step.
     *
     * @return nothing, where nothing is said
     */
    default CotangentLimit limit() {
        return CotangentLimit.NONE;
    }

    /**
     * Whether a tangent of the parameters rides along the episodes.
     *
     * @return false, where nothing is said
     */
    default boolean tangent() {
        return false;
    }

    /**
     * Whether perturbed candidates are run.
     *
     * @return false, where nothing is said
     */
    default boolean population() {
        return false;
    }

    /** Antithetic evolution strategies. */
    record Es() implements EstimatorChoice {
        @Override
        public boolean population() {
            return true;
        }

        @Override
        public String toString() {
            return "es";
        }
    }

    /**
     * Truncated backpropagation through time.
     *
     * @param window control steps that the cost is backpropagated through before the signal is cut off; 0 for the whole episode
     * @param limit what happens to the signal from step to step
     */
    record Tbptt(int window, CotangentLimit limit) implements EstimatorChoice {
        /** Checks the numbers. */
        public Tbptt {
            if (window < 0) {
                throw new IllegalArgumentException("a window of " + window
                        + " steps is not possible; give 1 or more, or 'full' for the whole episode");
            }
        }

        private static Tbptt read(EstimatorText text) {
            int window = text.window();
            double decay = text.number(1);
            double clip = text.number(Double.POSITIVE_INFINITY);
            return new Tbptt(window, new CotangentLimit(decay, clip));
        }

        @Override
        public int backpropagated(int horizon) {
            return window == 0 ? horizon : window;
        }

        @Override
        public String toString() {
            String text = "tbptt:" + EstimatorText.window(window);
            boolean clipped = limit.clip() != Double.POSITIVE_INFINITY;
            if (clipped || limit.decay() != 1) {
                text += ":" + limit.decay();
            }
            return clipped ? text + ":" + limit.clip() : text;
        }
    }

    /**
     * Forward mode: a tangent for each parameter, or in random directions.
     *
     * @param directions how many random directions an estimate takes; 0 for the exact gradient
     */
    record Forward(int directions) implements EstimatorChoice {
        /** Checks the number. */
        public Forward {
            if (directions < 0) {
                throw new IllegalArgumentException(
                        directions + " directions are not possible; give 1 or more, or 0 for the exact gradient");
            }
        }

        private static Forward read(EstimatorText text) {
            return new Forward(text.more() ? text.count("a number of random directions") : 0);
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
}
