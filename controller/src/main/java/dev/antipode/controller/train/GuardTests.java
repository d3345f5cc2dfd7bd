package dev.antipode.controller.train;

/**
 * The guard's two statistical tests, from what recent updates have left: slopes of the smoothed cost along the truncated gradient, and the
 * variance of both estimators. What is not decided is for neither side.
 */
final class GuardTests {
    /**
     * What a step costs that is backpropagated, through a policy of some dozen units, in plain steps: forward, once more with what
     * the way back needs, and back. {@code compare} measures it on the device; the guard's decisions may not depend on that.
     */
    private static final double GRADIENT_COST = 8;

    /** The 75 % quantile of Student's distribution with 5 to 15 degrees of freedom, within a twentieth. */
    private static final double TRUSTED_QUANTILE = 0.7;

    /** Slopes of the cost along the gradient, by evolution strategies. */
    final RecentSamples slopes = new RecentSamples();
    /** Variance of the estimate from one antithetic pair, summed over the coordinates. */
    final RecentSamples pairs = new RecentSamples();
    /** Variance of the truncated gradient of one update, summed over the coordinates. */
    final RecentSamples gradients = new RecentSamples();

    double varianceRatio;
    double varianceRatioError;
    double projection;
    double projectionError;

    void clear() {
        slopes.clear();
        pairs.clear();
        gradients.clear();
    }

    boolean enough() {
        return slopes.enough() && pairs.enough() && gradients.enough();
    }

    /** Whether more updates would not add samples. */
    boolean full() {
        return slopes.full() && pairs.full() && gradients.full();
    }

    /**
     * Compares the variances at equal simulator cost: an update by gradients takes as many steps as the pair, each at
     * {@value #GRADIENT_COST} times the cost.
     *
     * @return positive if the gradient's is smaller, negative if it is larger, 0 if it is undecided
     */
    int variance() {
        double gradient = GRADIENT_COST * gradients.mean();
        double pair = pairs.mean();
        if (gradient == 0 || pair == 0) {
            varianceRatio = gradient == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            varianceRatioError = 0;
            return gradient == 0 ? 1 : -1;
        }
        varianceRatio = StrictMath.log(gradient) - StrictMath.log(pair);
        // Of the logarithm of a mean: the relative error of the mean.
        double first = gradients.standardError() / gradients.mean();
        double second = pairs.standardError() / pairs.mean();
        varianceRatioError = Math.sqrt(first * first + second * second);
        return decide(-varianceRatio, varianceRatioError, Math.min(gradients.count(), pairs.count()));
    }

    /**
     * Asks whether the smoothed cost falls against the truncated gradient.
     *
     * @param trusted whether it did at an earlier test: then it is enough that it does with a confidence of 75 %, since near an optimum
     *     no slope stands out from the noise
     * @return positive if it does, negative if it rises, 0 if it is undecided
     */
    int direction(boolean trusted) {
        projection = slopes.mean();
        projectionError = slopes.standardError();
        if (trusted && projection > TRUSTED_QUANTILE * projectionError) {
            return 1;
        }
        return decide(projection, projectionError, slopes.count());
    }

    private static int decide(double value, double error, int samples) {
        double margin = RecentSamples.quantile(samples) * error;
        return value - margin > 0 ? 1 : value + margin < 0 ? -1 : 0;
    }

    static int stateLength() {
        return 3 * RecentSamples.stateLength();
    }

    void save(double[] state, int at) {
        slopes.save(state, at);
        pairs.save(state, at + RecentSamples.stateLength());
        gradients.save(state, at + 2 * RecentSamples.stateLength());
    }

    void restore(double[] state, int at) {
        slopes.restore(state, at);
        pairs.restore(state, at + RecentSamples.stateLength());
        gradients.restore(state, at + 2 * RecentSamples.stateLength());
    }
}
