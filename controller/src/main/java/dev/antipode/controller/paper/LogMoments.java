package dev.antipode.controller.paper;

import java.util.Arrays;

/** Means and variances of numbers given by sign and logarithm, so that none is too large. */
final class LogMoments {
    private LogMoments() {}

    /** ln of the mean of {@code exp(values)}; infinite where a value is. */
    static double logMean(double[] values) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        if (Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double value : values) {
            sum += StrictMath.exp(value - largest);
        }
        return largest + StrictMath.log(sum / values.length);
    }

    /** ln of the sample variance. */
    static double logVariance(double[] values) {
        return logVariance(
                Arrays.stream(values).map(Math::signum).toArray(),
                Arrays.stream(values).map(x -> StrictMath.log(Math.abs(x))).toArray());
    }

    /** ln of the sample variance of {@code sign * exp(logarithm)}. */
    static double logVariance(double[] signs, double[] logarithms) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : logarithms) {
            largest = Math.max(largest, value);
        }
        if (Double.isInfinite(largest)) {
            return largest;
        }
        int n = signs.length;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += signs[i] * StrictMath.exp(logarithms[i] - largest) / n;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double off = signs[i] * StrictMath.exp(logarithms[i] - largest) - mean;
            squares += off * off;
        }
        return 2 * largest + StrictMath.log(squares / (n - 1));
    }
}
