package dev.antipode.controller.inspect;

/**
 * Mean and variance of a random vector, from samples. Logarithms are decimal: variances of exploding gradients exceed the range
 * of a double.
 *
 * @param samples how many are finite and count
 * @param nonFinite how many are not finite and are left out: where there are any, the true variance has no bound
 * @param log10Norm of the length of the mean; negative infinity for 0
 * @param log10Variance of the mean over the components of their sample variances
 * @param log10Trace of the sum of these variances
 * @param standardError of {@code log10Variance}, by the jackknife; too small where few samples carry all of the variance, NaN for
 *     fewer than three
 */
public record VectorEstimate(
        int samples, int nonFinite, double log10Norm, double log10Variance, double log10Trace, double standardError) {
    /** A component of a sample. */
    @FunctionalInterface
    interface Samples {
        double get(int sample, int component);
    }

    /** Numbers are divided by their largest first, so that squares neither overflow nor vanish. */
    static VectorEstimate of(int samples, int components, Samples values) {
        boolean[] finite = new boolean[samples];
        double largest = 0;
        int count = 0;
        for (int s = 0; s < samples; s++) {
            double magnitude = magnitude(values, s, components);
            finite[s] = magnitude < Double.POSITIVE_INFINITY;
            if (finite[s]) {
                largest = Math.max(largest, magnitude);
                count++;
            }
        }
        double scale = largest == 0 ? 1 : largest;
        double[] means = new double[components];
        for (int s = 0; s < samples; s++) {
            for (int i = 0; finite[s] && i < components; i++) {
                means[i] += values.get(s, i) / scale / count;
            }
        }
        double[] squares = new double[samples];
        double all = 0;
        for (int s = 0; s < samples; s++) {
            for (int i = 0; finite[s] && i < components; i++) {
                double difference = values.get(s, i) / scale - means[i];
                squares[s] += difference * difference;
            }
            all += squares[s];
        }
        double norm = 0;
        for (double mean : means) {
            norm += mean * mean;
        }
        double log10Scale = StrictMath.log10(scale);
        double log10Trace =
                count < 2 ? Double.NaN : StrictMath.log10(all / (count - 1)) + 2 * log10Scale;
        return new VectorEstimate(
                count,
                samples - count,
                count < 1 ? Double.NaN : 0.5 * StrictMath.log10(norm) + log10Scale,
                log10Trace - StrictMath.log10(components),
                log10Trace,
                jackknife(finite, squares, all, count));
    }

    /** The largest absolute value of a sample; infinite where one is infinite or NaN. */
    private static double magnitude(Samples values, int sample, int components) {
        double largest = 0;
        for (int i = 0; i < components; i++) {
            double size = Math.abs(values.get(sample, i));
            largest = size <= Double.MAX_VALUE ? Math.max(largest, size) : Double.POSITIVE_INFINITY;
            if (largest == Double.POSITIVE_INFINITY) {
                return largest;
            }
        }
        return largest;
    }

    /** Without sample i the sum of squares about the mean is smaller by {@code n / (n - 1)} times the sample's own square. */
    private static double jackknife(boolean[] finite, double[] squares, double all, int n) {
        if (n < 3) {
            return Double.NaN;
        }
        double sum = 0;
        double sumOfSquares = 0;
        for (int s = 0; s < squares.length; s++) {
            if (finite[s]) {
                double log = StrictMath.log10((all - squares[s] * n / (n - 1)) / all);
                sum += log;
                sumOfSquares += log * log;
            }
        }
        return Math.sqrt(Math.max(0, (sumOfSquares - sum * sum / n) * (n - 1) / n));
    }

    /**
     * The length of the mean.
     *
     * @return infinite beyond the range of a double
     */
    public double norm() {
        return StrictMath.pow(10, log10Norm);
    }

    /**
     * The mean of the variances.
     *
     * @return infinite beyond the range of a double
     */
    public double variance() {
        return StrictMath.pow(10, log10Variance);
    }

    /**
     * The length of the mean in units of its standard error.
     *
     * @return about 1 for a mean of zero; NaN where it cannot be told
     */
    double significance() {
        return StrictMath.pow(10, log10Norm - 0.5 * (log10Trace - StrictMath.log10(samples)));
    }
}
