package dev.antipode.controller.hil.train;

/**
 * How much one episode's cost differs from the next one's with the same parameters: half the squared differences of repetitions, the
 * newest counting most, since noise shrinks as a controller gets better.
 */
final class NoiseEstimate {
    /** What earlier checks count at each new one. */
    private static final double KEPT = 0.5;

    private double squares;
    private double weight;

    /** Takes what a whole check tells; what was known before fades. */
    void take(NoiseEstimate check) {
        squares = KEPT * squares + check.squares;
        weight = KEPT * weight + check.weight;
    }

    /** Two episodes of the same parameters from the same start. */
    void add(double first, double second) {
        double difference = first - second;
        squares += difference * difference / 2;
        weight++;
    }

    /** Of one episode; 0 where nothing is known. */
    double variance() {
        return weight > 0 ? squares / weight : 0;
    }

    /**
     * Whether what distinguishes pairs is no more than noise would bring about: the mean square of the differences of two means of so many
     * episodes is the variance of one times two over their number.
     *
     * @param meanSquare of the pairs' differences
     * @param factor how many times the noise's root mean square is still noise; 0 for never
     */
    boolean explains(double meanSquare, int episodes, double factor) {
        return factor > 0 && variance() > 0 && meanSquare <= factor * factor * 2 * variance() / episodes;
    }

    /** The greatest root mean square of such differences that it explains; the arguments are as there. */
    double limit(int episodes, double factor) {
        return factor * Math.sqrt(2 * variance() / episodes);
    }

    /** Writes itself to two places of an array. */
    void save(double[] state, int at) {
        state[at] = squares;
        state[at + 1] = weight;
    }

    /** Takes back what was written. */
    void restore(double[] state, int at) {
        squares = state[at];
        weight = state[at + 1];
    }
}
