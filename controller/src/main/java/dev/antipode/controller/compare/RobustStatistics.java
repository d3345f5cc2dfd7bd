package dev.antipode.controller.compare;

import java.util.Arrays;

/** Statistics of a handful of runs, of which one may be far from the others. */
public final class RobustStatistics {
    private RobustStatistics() {}

    /**
     * The interquartile mean: the mean of what is left when the lowest and the highest quarter, rounded down to whole values, are
     * dropped. With less than four values nothing is dropped. Source: R. Agarwal, M. Schwarzer, P. S. Castro, A. Courville,
     * M. G. Bellemare, "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021, section 4.3.
     *
     * @param values at least one, not modified
     * @return NaN if one is NaN
     * @throws IllegalArgumentException if there are none
     */
    public static double interquartileMean(double[] values) {
        double[] sorted = sorted(values);
        int dropped = sorted.length / 4;
        double sum = 0;
        for (int i = dropped; i < sorted.length - dropped; i++) {
            sum += sorted[i];
        }
        // NaN is sorted to the end, where it would be dropped.
        return Double.isNaN(sorted[sorted.length - 1]) ? Double.NaN : sum / (sorted.length - 2 * dropped);
    }

    /**
     * A quantile, linear between neighbouring values.
     *
     * @param values at least one, not modified; an infinite one is larger than all others
     * @param share from 0, the smallest value, to 1, the largest
     * @return NaN if one value is NaN
     * @throws IllegalArgumentException if there are none
     */
    public static double quantile(double[] values, double share) {
        return quantileOfSorted(sorted(values), share);
    }

    static double quantileOfSorted(double[] sorted, double share) {
        if (Double.isNaN(sorted[sorted.length - 1])) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        double fraction = at - below;
        // Without the second value where it has no weight: infinity times zero is not a number.
        return fraction == 0 || sorted[below] == sorted[below + 1]
                ? sorted[below]
                : sorted[below] + fraction * (sorted[below + 1] - sorted[below]);
    }

    /**
     * The mean.
     *
     * @param values at least one, not modified
     * @return NaN if one is NaN
     * @throws IllegalArgumentException if there are none
     */
    public static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow(() -> new IllegalArgumentException("no values were given"));
    }

    private static double[] sorted(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values were given");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
