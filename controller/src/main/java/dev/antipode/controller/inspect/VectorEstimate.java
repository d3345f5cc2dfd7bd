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
    private static final double LITTLE = 1e-6;

    /** A component of a sample. */
    @FunctionalInterface
    interface Samples {
        double get(int sample, int component);
    }

    static VectorEstimate of(int samples, int components, Samples values) {
        boolean[] finite = new boolean[samples];
        int count = 0;
        for (int s = 0; s < samples; s++) {
            finite[s] = magnitude(values, s, components) < Double.POSITIVE_INFINITY;
            count += finite[s] ? 1 : 0;
        }
        Spread spread = Spread.of(finite, components, values);
        return new VectorEstimate(
                count,
                samples - count,
                spread.log10Norm,
                spread.log10Trace - StrictMath.log10(components),
                spread.log10Trace,
                jackknife(finite, count, components, values, spread));
    }

    /** Squared distances from the mean, in units of which nothing overflows or vanishes: the largest number is 1. */
    private record Spread(double[] squares, double all, double log10Norm, double log10Trace) {
        static Spread of(boolean[] counted, int components, Samples values) {
            double largest = 0;
            int count = 0;
            for (int s = 0; s < counted.length; s++) {
                if (counted[s]) {
                    largest = Math.max(largest, magnitude(values, s, components));
                    count++;
                }
            }
            double scale = largest == 0 ? 1 : largest;
            double[] means = new double[components];
            double[] squares = new double[counted.length];
            for (int s = 0; s < counted.length; s++) {
                for (int i = 0; counted[s] && i < components; i++) {
                    means[i] += values.get(s, i) / scale / count;
                }
            }
            double all = 0;
            for (int s = 0; s < counted.length; s++) {
                for (int i = 0; counted[s] && i < components; i++) {
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
            return new Spread(
                    squares,
                    all,
                    count < 1 ? Double.NaN : 0.5 * StrictMath.log10(norm) + log10Scale,
                    count < 2 ? Double.NaN : StrictMath.log10(all / (count - 1)) + 2 * log10Scale);
        }
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

    /**
     * The variance's logarithm without one sample after another. The sum of squares about the mean falls by {@code n / (n - 1)} times
     * the sample's own square; where next to nothing would be left of it, it is computed anew.
     */
    private static double jackknife(boolean[] finite, int n, int components, Samples values, Spread spread) {
        if (n < 3) {
            return Double.NaN;
        }
        double[] logs = new double[n];
        int next = 0;
        double mean = 0;
        for (int s = 0; s < finite.length; s++) {
            if (finite[s]) {
                double share = 1 - spread.squares[s] / spread.all * n / (n - 1);
                double log = StrictMath.log10(share * (n - 1) / (n - 2));
                if (share < LITTLE) {
                    boolean[] others = finite.clone();
                    others[s] = false;
                    log = Spread.of(others, components, values).log10Trace - spread.log10Trace;
                }
                logs[next++] = log;
                mean += log / n;
            }
        }
        double squares = 0;
        for (double log : logs) {
            squares += (log - mean) * (log - mean);
        }
        return Math.sqrt(squares * (n - 1) / n);
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
