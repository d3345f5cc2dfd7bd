package dev.antipode.controller.train;

/**
 * The guard's two statistical tests: whether the cost falls, from update to update or along the mean of the recent truncated gradients,
 * and the variance of both estimators. What is not decided is for neither side.
 */
final class GuardTests {
    /**
     * What a step costs that is backpropagated, through a policy of some dozen units, in plain steps: forward, once more with what
     * the way back needs, and back. {@code compare} measures it on the device; the guard's decisions may not depend on that.
     */
    private static final double GRADIENT_COST = 8;

    /** The 75 % quantile of Student's distribution with 5 degrees of freedom or more, within a twentieth. */
    private static final double TRUSTED_QUANTILE = 0.7;

    /** The most antithetic pairs of one test. */
    static final int MOST_PAIRS = 8;

    /** The 95 % and 5 % quantiles of the chi-squared distribution with 1 to 8 degrees of freedom, as tabulated. */
    private static final double[] CHI_SQUARED_HIGH = {3.841, 5.991, 7.815, 9.488, 11.070, 12.592, 14.067, 15.507};

    private static final double[] CHI_SQUARED_LOW = {0.00393, 0.1026, 0.3518, 0.7107, 1.1455, 1.6354, 2.1673, 2.7326};

    /** The variance of the logarithm of a chi-squared variable: the trigamma function at half the degrees of freedom. */
    private static final double[] LOG_VARIANCE = {4.9348, 1.6449, 0.9348, 0.6449, 0.4904, 0.3949, 0.3304, 0.2838};

    /** Slopes of the cost along the mean of the recent gradients, one an episode. */
    final SampleMean slopes = new SampleMean();
    /** Variance of the estimate from one antithetic pair, summed over the coordinates: the square of a normal number each. */
    final SampleMean pairs = new SampleMean();
    /** Variance of the truncated gradient of one update, summed over the coordinates. */
    final RecentSamples gradients = new RecentSamples();

    /** Costs at the parameters from update to update, as long as the gradient makes them. */
    final CostTrend trend = new CostTrend();

    /** The same costs without those of probes. */
    final CostRise rise = new CostRise();

    double varianceRatio;
    double varianceRatioError;
    double projection;
    double projectionError;

    /** Begins a test. */
    void begin() {
        slopes.clear();
        pairs.clear();
    }

    /** What comes next is not made by gradients. */
    void interrupt() {
        trend.clear();
        rise.clear();
    }

    /**
     * Compares the variances at equal simulator cost: an update by gradients takes as many steps as the pair, each at
     * {@value #GRADIENT_COST} times the cost.
     *
     * @return positive if the gradient's is smaller, negative if it is larger, 0 if it is undecided
     */
    int variance() {
        if (!compared()) {
            varianceRatio = Double.NaN;
            varianceRatioError = Double.NaN;
            return 0;
        }
        double gradient = GRADIENT_COST * gradients.mean();
        double pair = pairs.mean();
        if (gradient == 0 || pair == 0) {
            varianceRatio = gradient == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            varianceRatioError = 0;
            return gradient == 0 ? 1 : -1;
        }
        varianceRatio = StrictMath.log(gradient) - StrictMath.log(pair);
        // Of the logarithm of a mean: the relative error of the mean.
        double error = gradients.standardError() / gradients.mean();
        int samples = (int) pairs.count();
        varianceRatioError = Math.sqrt(error * error + LOG_VARIANCE[samples - 1]);
        double margin = SampleMean.quantile(gradients.count()) * error;
        double high = varianceRatio + margin + StrictMath.log(CHI_SQUARED_HIGH[samples - 1] / samples);
        double low = varianceRatio - margin + StrictMath.log(CHI_SQUARED_LOW[samples - 1] / samples);
        return high < 0 ? 1 : low > 0 ? -1 : 0;
    }

    /** Whether there is what {@link #variance} compares: a pair of this test, and enough gradients. */
    boolean compared() {
        return pairs.count() > 0 && gradients.enough();
    }

    /**
     * Asks whether the cost falls: from update to update, or else against the mean of the recent truncated gradients.
     *
     * @param trusted whether it did at an earlier test: then it is enough that it does with a confidence of 75 %, since near an optimum
     *     no slope stands out from the noise
     * @return positive if it does, negative if it rises against the mean, 0 if it is undecided
     */
    int direction(boolean trusted) {
        projection = slopes.enough() ? slopes.mean() : Double.NaN;
        projectionError = slopes.enough() ? slopes.standardError() : Double.NaN;
        if (trend.surelyFalls()) {
            return 1;
        }
        if (!slopes.enough()) {
            return 0;
        }
        if (trusted && projection > TRUSTED_QUANTILE * projectionError) {
            return 1;
        }
        double margin = SampleMean.quantile(slopes.count()) * projectionError;
        return projection - margin > 0 ? 1 : projection + margin < 0 ? -1 : 0;
    }

    void report(GuardInfo out) {
        out.varianceRatio = varianceRatio;
        out.varianceRatioError = varianceRatioError;
        out.projection = projection;
        out.projectionError = projectionError;
        out.fall = trend.enough() ? trend.fall() : Double.NaN;
        out.fallError = trend.enough() ? trend.standardError() : Double.NaN;
    }

    static int stateLength() {
        return 2 * SampleMean.stateLength()
                + RecentSamples.stateLength()
                + CostTrend.stateLength()
                + CostRise.stateLength();
    }

    void save(F64Array state, int at) {
        int recent = at + 2 * SampleMean.stateLength();
        int costs = recent + RecentSamples.stateLength();
        slopes.save(state, at);
        pairs.save(state, at + SampleMean.stateLength());
        gradients.save(state, recent);
        trend.save(state, costs);
        rise.save(state, costs + CostTrend.stateLength());
    }

    void restore(F64Array state, int at) {
        int recent = at + 2 * SampleMean.stateLength();
        int costs = recent + RecentSamples.stateLength();
        slopes.restore(state, at);
        pairs.restore(state, at + SampleMean.stateLength());
        gradients.restore(state, recent);
        trend.restore(state, costs);
        rise.restore(state, costs + CostTrend.stateLength());
    }
}
