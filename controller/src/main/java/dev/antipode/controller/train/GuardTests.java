package dev.antipode.controller.train;

/**
 * The statistics of the guard's two tests, from a few samples of both estimators under the same perturbations and episodes. A sample
 * is one truncated gradient of the smoothed cost and one antithetic pair; what is not decided counts against the gradient.
 */
final class GuardTests {
    /** What a backpropagated step costs in plain steps: forward, recorded again, reversed. {@code bench/run derivatives} measures it. */
    private static final double GRADIENT_COST = 4;

    private static final double PAIR_COST = 2;

    /** Variances that are smaller than this share of the mean square are rounding. */
    private static final double ROUNDING = 1e-12;

    private final double[] weights;

    double varianceRatio;
    double varianceRatioError;
    double projection;
    double projectionError;

    GuardTests(int mostSamples) {
        weights = new double[mostSamples];
    }

    /** The one-sided 95 % quantile of Student's distribution; W. S. Gosset, Biometrika 6 (1908), exact values as tabulated. */
    private static double quantile(int samples) {
        return switch (samples) {
            case 4 -> 2.353363;
            case 8 -> 1.894579;
            default -> throw new IllegalArgumentException(samples + " samples");
        };
    }

    /**
     * Compares variances at equal simulator cost.
     *
     * @param gradients products of each two gradients, row by row
     * @param pairs products of each two estimates from pairs, row by row
     * @param stride length of a row
     * @param samples how many, 4 or 8
     * @return positive if the gradient's is smaller, negative if it is larger, 0 if it is undecided
     */
    int variance(double[] gradients, double[] pairs, int stride, int samples) {
        varianceRatio = logRatio(gradients, pairs, stride, samples, -1);
        if (Double.isInfinite(varianceRatio)) {
            varianceRatioError = 0;
            return varianceRatio < 0 ? 1 : -1;
        }
        double mean = 0;
        for (int i = 0; i < samples; i++) {
            weights[i] = logRatio(gradients, pairs, stride, samples, i);
            mean += weights[i] / samples;
        }
        double squares = 0;
        for (int i = 0; i < samples; i++) {
            squares += (weights[i] - mean) * (weights[i] - mean);
        }
        // The jackknife: J. W. Tukey, Annals of Mathematical Statistics 29 (1958).
        varianceRatioError = Math.sqrt(squares * (samples - 1) / samples);
        return decide(-varianceRatio, varianceRatioError, samples);
    }

    private static double logRatio(double[] gradients, double[] pairs, int stride, int samples, int without) {
        double first = variance(gradients, stride, samples, without);
        double zeroth = variance(pairs, stride, samples, without);
        if (first == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (zeroth == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return StrictMath.log(first * GRADIENT_COST) - StrictMath.log(zeroth * PAIR_COST);
    }

    /** The sample variance, summed over coordinates, from products of samples alone. */
    private static double variance(double[] products, int stride, int samples, int without) {
        double squares = 0;
        double all = 0;
        for (int i = 0; i < samples; i++) {
            for (int j = 0; j < samples; j++) {
                if (i != without && j != without) {
                    all += products[i * stride + j];
                    squares += i == j ? products[i * stride + j] : 0;
                }
            }
        }
        int count = without < 0 ? samples : samples - 1;
        double variance = (squares - all / count) / (count - 1);
        return variance > ROUNDING * squares ? variance : variance <= ROUNDING * squares ? 0 : Double.NaN;
    }

    /**
     * Asks whether the smoothed cost falls against the truncated gradient.
     *
     * @param slopes of the cost along the gradient, one a sample
     * @param samples how many, 4 or 8
     * @return positive if it does, negative if it rises, 0 if it is undecided
     */
    int direction(double[] slopes, int samples) {
        double mean = 0;
        for (int i = 0; i < samples; i++) {
            mean += slopes[i] / samples;
        }
        double squares = 0;
        for (int i = 0; i < samples; i++) {
            squares += (slopes[i] - mean) * (slopes[i] - mean);
        }
        projection = mean;
        projectionError = Math.sqrt(squares / (samples - 1) / samples);
        return decide(projection, projectionError, samples);
    }

    private static int decide(double value, double error, int samples) {
        double margin = quantile(samples) * error;
        return value - margin > 0 ? 1 : value + margin < 0 ? -1 : 0;
    }
}
