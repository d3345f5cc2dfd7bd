package dev.antipode.controller.train;

/**
 * Mean and standard error of numbers that come one by one (B. P. Welford, Technometrics 4, 1962), with the quantiles that bound them.
 */
final class SampleMean {
    /** The fewest that are judged. */
    static final int LEAST = 4;

    /** The one-sided 95 % quantiles of Student's distribution for 3 to 15 degrees of freedom, as tabulated. */
    private static final double[] QUANTILES = {
        2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753
    };

    private long count;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        double difference = value - mean;
        mean += difference / count;
        squares += difference * (value - mean);
    }

    void clear() {
        count = 0;
        mean = 0;
        squares = 0;
    }

    long count() {
        return count;
    }

    boolean enough() {
        return count >= LEAST;
    }

    double mean() {
        return mean;
    }

    double standardError() {
        return Math.sqrt(squares / (count - 1) / count);
    }

    /** Of a 95 % one-sided confidence bound, in standard errors, from so many samples. */
    static double quantile(long count) {
        // Above: the first terms of the expansion about the normal distribution, Abramowitz and Stegun (1964), 26.7.5.
        return count < LEAST + QUANTILES.length ? QUANTILES[(int) count - LEAST] : 1.645 + 1.524 / (count - 1);
    }

    static int stateLength() {
        return 3;
    }

    void save(F64Array state, int at) {
        state.set(at, count);
        state.set(at + 1, mean);
        state.set(at + 2, squares);
    }

    void restore(F64Array state, int at) {
        count = (long) state.get(at);
        mean = state.get(at + 1);
        squares = state.get(at + 2);
    }
}
