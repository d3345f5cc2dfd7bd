package dev.antipode.controller.train;

/** The last few of a series of numbers, with their mean and its standard error. */
final class RecentSamples {
    static final int MOST = 16;

    /** The fewest that are judged. */
    static final int LEAST = 4;

    /** The one-sided 95 % quantiles of Student's distribution for 3 to 15 degrees of freedom, as tabulated. */
    private static final double[] QUANTILES = {
        2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753
    };

    private final double[] values = new double[MOST];
    private long added;

    void add(double value) {
        values[(int) (added++ % MOST)] = value;
    }

    void clear() {
        added = 0;
    }

    int count() {
        return (int) Math.min(added, MOST);
    }

    boolean enough() {
        return added >= LEAST;
    }

    boolean full() {
        return added >= MOST;
    }

    double mean() {
        double sum = 0;
        for (int i = 0; i < count(); i++) {
            sum += values[i];
        }
        return sum / count();
    }

    double standardError() {
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < count(); i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(squares / (count() - 1) / count());
    }

    /** Of a 95 % one-sided confidence bound, in standard errors, from so many samples. */
    static double quantile(int count) {
        return QUANTILES[count - LEAST];
    }

    static int stateLength() {
        return MOST + 1;
    }

    void save(double[] state, int at) {
        System.arraycopy(values, 0, state, at, MOST);
        state[at + MOST] = added;
    }

    void restore(double[] state, int at) {
        System.arraycopy(state, at, values, 0, MOST);
        added = (long) state[at + MOST];
    }
}
