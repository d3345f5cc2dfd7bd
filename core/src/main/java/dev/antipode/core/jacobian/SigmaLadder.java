package dev.antipode.core.jacobian;

/**
 * The scales at which a function is smoothed: {@code largest / ratio^i} for i from 0 to count - 1.
 *
 * @param largest the coarsest, positive
 * @param ratio from each to the next finer one, above 1 and at most 1000
 * @param count how many scales, at least 2, since each is judged by its neighbours
 */
public record SigmaLadder(double largest, double ratio, int count) {
    /** Checks the numbers. */
    public SigmaLadder {
        if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("largest sigma " + largest + ": give a positive number");
        }
        if (!(ratio > 1 && ratio <= 1000)) {
            throw new IllegalArgumentException("ratio " + ratio
                    + " between neighbouring sigmas: give more than 1 and at most 1000, usually 2 to 10");
        }
        if (count < 2) {
            throw new IllegalArgumentException(
                    count + " scales of smoothing cannot be compared: give at least 2, usually 4 to 8");
        }
        if (!(sigma(largest, ratio, count - 1) >= Double.MIN_NORMAL)) {
            throw new IllegalArgumentException(count + " sigmas from " + largest + " down by " + ratio
                    + " each fall below the smallest normal number: give fewer, or a smaller ratio");
        }
    }

    /**
     * One scale.
     *
     * @param i from 0, the coarsest, to {@link #count} - 1
     * @return positive
     */
    public double sigma(int i) {
        return sigma(largest, ratio, i);
    }

    private static double sigma(double largest, double ratio, int i) {
        double sigma = largest;
        for (int k = 0; k < i; k++) {
            sigma /= ratio;
        }
        return sigma;
    }
}
