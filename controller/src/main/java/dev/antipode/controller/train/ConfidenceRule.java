package dev.antipode.controller.train;

/**
 * How much of a mix of two gradient estimates may be of first order: as much as makes the variance least, but no more than the
 * estimate of zeroth order, which is unbiased, leaves room for. The empirical variance alone must not decide: where the cost jumps,
 * a first-order estimate can have no variance at all and be wrong. Both estimates are compared by their slopes along one line, that
 * of the first-order estimate: there its slope is its length.
 *
 * <p>Source: Suh, Simchowitz, Zhang, Tedrake, "Do differentiable simulators give better policy gradients?" (2022), section 4: from
 * {@code halfWidth + alpha |first - zeroth| <= bound} the mix is within the bound of the true slope whenever the mean of zeroth
 * order is within its half-width. Their bound is a number in the units of the cost, to be found for each task. Here it is
 * {@code (1 + gamma) halfWidth}, so that it holds for costs of any scale and tightens with more samples: the mix is guaranteed
 * to within {@code 1 + gamma} times what is guaranteed of zeroth order alone. What they test by {@code halfWidth <= bound}, that
 * zeroth order says enough to judge by, is here that it tells the slope from zero, {@code halfWidth < zeroth}: where the
 * true slope along the first-order estimate may be none or the other way, nothing of that estimate is taken.
 */
final class ConfidenceRule {
    /** The probability that a mean is further from its expectation than its half-width. */
    private static final double DELTA = 0.05;

    private ConfidenceRule() {}

    /**
     * The Bernstein bound of the distance between a mean and its expectation, as in the released code.
     *
     * @param variance of one sample
     * @param largest the magnitude of the largest sample
     */
    static double halfWidth(double variance, double largest, int samples) {
        double log = StrictMath.log(2 / DELTA);
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
     * @param difference the distance between the two slopes
     * @param slope that of the estimate of zeroth order along the one of first order
     * @param halfWidth of that slope
     * @param gamma how far the mix may be from the slope of zeroth order, in half-widths
     */
    static double alpha(double leastVariance, double difference, double slope, double halfWidth, double gamma) {
        // Written so that NaN gives zeroth order.
        if (!(halfWidth < slope) || !(leastVariance > 0)) {
            return 0;
        }
        double room = gamma * halfWidth;
        return leastVariance * difference <= room ? leastVariance : room / difference;
    }
}
