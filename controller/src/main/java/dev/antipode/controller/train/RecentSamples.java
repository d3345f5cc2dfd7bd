package dev.antipode.controller.train;

/** The last few of a series of numbers, with their mean and its standard error. */
final class RecentSamples {
    static final int MOST = 16;

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
        return added >= SampleMean.LEAST;
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

    static int stateLength() {
        return MOST + 1;
    }

    void save(F64Array state, int at) {
        for (int i = 0; i < MOST; i++) {
            state.set(at + i, values[i]);
        }
        state.set(at + MOST, added);
    }

    void restore(F64Array state, int at) {
        for (int i = 0; i < MOST; i++) {
            values[i] = state.get(at + i);
        }
        added = (long) state.get(at + MOST);
    }
}
