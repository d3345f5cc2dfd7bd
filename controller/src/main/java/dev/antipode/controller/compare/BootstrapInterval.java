package dev.antipode.controller.compare;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A 95 % interval of a statistic by the stratified percentile bootstrap: the runs of each stratum are drawn anew, with replacement,
 * many times over; the interval leaves out 2.5 % of the statistics on either side. Source: R. Agarwal et al., "Deep reinforcement
 * learning at the edge of the statistical precipice", NeurIPS 2021, section 4.1, where a task is a stratum. With three runs it can say
 * little: there are only ten ways to draw them.
 *
 * @param low lower end
 * @param high upper end
 */
public record BootstrapInterval(double low, double high) {
    private static final double OUTSIDE = 0.025;

    /**
     * Estimates the interval.
     *
     * @param strata the values of each stratum, at least one each; not modified
     * @param statistic of all values together, in the order of the strata; must not modify them
     * @param resamples how often, at least 1
     * @param seed of the drawing: the same seed gives the same interval
     * @return the interval
     * @throws IllegalArgumentException if a stratum is empty or the number is below 1
     */
    public static BootstrapInterval of(
            double[][] strata, ToDoubleFunction<double[]> statistic, int resamples, long seed) {
        int count = 0;
        for (double[] stratum : strata) {
            if (stratum.length == 0) {
                throw new IllegalArgumentException("a stratum has no values");
            }
            count += stratum.length;
        }
        if (resamples < 1 || count == 0) {
            throw new IllegalArgumentException(
                    resamples + " resamples of " + count + " values are too few; give at least one of both");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[count];
        double[] statistics = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            int at = 0;
            for (double[] stratum : strata) {
                for (int j = 0; j < stratum.length; j++) {
                    drawn[at++] = stratum[random.nextInt(stratum.length)];
                }
            }
            statistics[i] = statistic.applyAsDouble(drawn);
        }
        Arrays.sort(statistics);
        return new BootstrapInterval(
                RobustStatistics.quantileOfSorted(statistics, OUTSIDE),
                RobustStatistics.quantileOfSorted(statistics, 1 - OUTSIDE));
    }
}
