package dev.antipode.controller.train;

/**
 * Whether the cost rises while gradients make the updates: the mean of the last two updates' costs against the lowest that two in a row
 * had shortly before. Each update's episodes tell by their spread how well they tell the mean, so one costly turn is seen at once, where a
 * line through many updates is still held down by the fall that went before.
 */
final class CostRise {
    /** Updates that are remembered: the lowest of many would be low by chance alone. */
    private static final int MOST = 8;

    /** Two to be judged, and two before. */
    private static final int LEAST = 4;

    /** Standard errors that make a rise sure, beyond the ups and downs that large steps bring. */
    private static final double SURE = 4;

    private final double[] costs = new double[MOST];
    private final double[] squaredErrors = new double[MOST];
    private long added;

    private double lowest;
    private double rise;
    private double squaredError;

    /**
     * Takes in an update.
     *
     * @param cost mean over its episodes
     * @param error the square of the mean's standard error
     */
    void add(double cost, double error) {
        int at = (int) (added++ % MOST);
        costs[at] = cost;
        squaredErrors[at] = error;
        compare();
    }

    void clear() {
        added = 0;
        rise = 0;
        squaredError = 0;
    }

    /** Whether the mean of the last two costs is the lowest that two in a row had. */
    boolean atLowest() {
        boolean lowestYet = added >= 2;
        for (int back = 1; back + 1 < Math.min(added, MOST); back++) {
            lowestYet &= pair(costs, 0) <= pair(costs, back);
        }
        return lowestYet;
    }

    boolean sure() {
        return rise > SURE * standardError();
    }

    /** Whether the cost had surely been below a number before it rose. */
    boolean wasBelow(double cost) {
        return cost - lowest > SURE * standardError();
    }

    /** The lowest mean of two updates in a row, before the last two. */
    double lowest() {
        return lowest;
    }

    /** Of the mean of the last two costs over the lowest before; 0 where there are too few. */
    double rise() {
        return rise;
    }

    double standardError() {
        return Math.sqrt(squaredError);
    }

    private void compare() {
        rise = 0;
        squaredError = 0;
        if (added < LEAST) {
            return;
        }
        int best = 2;
        for (int back = 3; back + 1 < Math.min(added, MOST); back++) {
            if (pair(costs, back) < pair(costs, best)) {
                best = back;
            }
        }
        lowest = pair(costs, best);
        rise = pair(costs, 0) - lowest;
        squaredError = (pair(squaredErrors, 0) + pair(squaredErrors, best)) / 2;
    }

    /** The mean of the numbers of an update, so many before the last, and of the one before it. */
    private double pair(double[] values, int back) {
        long last = added - 1 - back;
        return (values[(int) (last % MOST)] + values[(int) ((last - 1) % MOST)]) / 2;
    }

    static int stateLength() {
        return 2 * MOST + 1;
    }

    void save(F64Array state, int at) {
        for (int i = 0; i < MOST; i++) {
            state.set(at + i, costs[i]);
            state.set(at + MOST + i, squaredErrors[i]);
        }
        state.set(at + 2 * MOST, added);
    }

    void restore(F64Array state, int at) {
        for (int i = 0; i < MOST; i++) {
            costs[i] = state.get(at + i);
            squaredErrors[i] = state.get(at + MOST + i);
        }
        added = (long) state.get(at + 2 * MOST);
        compare();
    }
}
