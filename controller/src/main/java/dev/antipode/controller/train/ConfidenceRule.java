package dev.antipode.controller.train;

/**
 * How much of a mix of two gradient estimates may be of first order: as much as makes the variance least, but no more than the
 * estimate of zeroth order, which is unbiased, leaves room for. The empirical variance alone must not decide: where the cost jumps,
 * a first-order estimate can have no variance at all and be wrong.
 *
 * <p>Source: Suh, Simchowitz, Zhang, Tedrake, "Do differentiable simulators give better policy gradients?" (2022), section 4: from
 * {@code halfWidth + alpha |first - zeroth| <= bound} the mix is within the bound of the true gradient whenever the mean of zeroth
 * order is within its half-width. Their bound is a number in the units of the cost, to be found for each task. Here it is
 * {@code (1 + gamma) halfWidth}, so that it holds for costs of any scale and tightens with more samples: the mix is guaranteed
 * to within {@code 1 + gamma} times what is guaranteed of zeroth order alone. What they test by {@code halfWidth <= bound}, that
 * zeroth order says enough to judge by, is here that it tells the gradient from zero, {@code halfWidth < |zeroth|}. With a
 * gamma of at most 1 the mix then never points against the estimate of zeroth order.
 */
final class ConfidenceRule {
    /**
     * The constant of the released code. Vector Bernstein bounds are loose: for a normal mean of four coordinates the bound holds
     * in 99 of 100 cases (a chi square of 4 degrees of freedom below 4 x 2 ln(5 / 0.95) = 13.3).
     */
    private static final double DELTA = 0.95;

    private ConfidenceRule() {}

    /**
     * The Bernstein bound of the distance between a mean of vectors and its expectation.
     *
     * @param variance of one sample, sum over the coordinates
     * @param largest the length of the largest sample
     */
    static double halfWidth(double variance, double largest, int samples, int dimension) {
        double log = StrictMath.log((dimension + 1) / DELTA);
        return Math.sqrt(2 * variance * log / samples) + 2 * largest * log / (3 * samples);
    }

    /** The share of first order with the least variance, from the variances of both means; 0 where that of first order is unknown. */
    static double leastVariance(double first, double zeroth) {
        // The smallest number keeps two estimates that are certain from giving NaN; then the unbiased one is taken.
        return Double.isFinite(first) ? zeroth / (first + zeroth + Double.MIN_NORMAL) : 0;
    }

    /**
     * The share of first order.
     *
     * @param leastVariance the share that would have the least variance
     * @param difference the distance between the two estimates
     * @param length that of the estimate of zeroth order
     * @param halfWidth of the estimate of zeroth order
     * @param gamma how far the mix may be from the estimate of zeroth order, in half-widths
     */
    static double alpha(double leastVariance, double difference, double length, double halfWidth, double gamma) {
        // Written so that NaN gives zeroth order.
        if (!(halfWidth < length) || !(leastVariance > 0)) {
            return 0;
        }
        double room = gamma * halfWidth;
        return leastVariance * difference <= room ? leastVariance : room / difference;
    }
}
