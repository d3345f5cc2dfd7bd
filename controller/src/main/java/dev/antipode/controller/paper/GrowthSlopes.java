package dev.antipode.controller.paper;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How fast gradients grow with the horizon against how fast perturbations do. All are slopes of natural logarithms of squares, a
 * step, with standard errors by the jackknife over samples (B. Efron, "The jackknife, the bootstrap and other resampling plans",
 * 1982, equation (3.1)).
 *
 * <p>Gradients of a typical sample grow as its perturbations do, with twice the largest Lyapunov exponent. Their mean square follows
 * the second-moment exponent, which is at least as large: rare samples that grow faster dominate it.
 *
 * @param median of the median squared gradient
 * @param lyapunov twice the largest Lyapunov exponent: of the mean logarithm of squared perturbations
 * @param mean of the mean squared gradient
 * @param secondMoment of the mean squared perturbation
 */
record GrowthSlopes(Estimate median, Estimate lyapunov, Estimate mean, Estimate secondMoment) {
    private static final int GROUPS = 16;
    /** Two standard errors. */
    private static final double ERRORS = 2;

    /** A slope with its standard error. */
    record Estimate(double value, double error) {
        private boolean agreesWith(Estimate other) {
            return Math.abs(value - other.value) <= ERRORS * Math.sqrt(error * error + other.error * other.error);
        }

        String text() {
            return Numbers.withError(value, error);
        }
    }

    /**
     * Fits lines.
     *
     * @param horizon in steps
     * @param gradient ln of the squared gradient by horizon and sample
     * @param perturbation ln of a squared perturbation by horizon and sample
     */
    static GrowthSlopes of(double[] horizon, double[][] gradient, double[][] perturbation) {
        return new GrowthSlopes(
                estimate(horizon, gradient, Numbers::median),
                estimate(horizon, perturbation, Numbers::mean),
                estimate(horizon, gradient, LogMoments::logMean),
                estimate(horizon, perturbation, LogMoments::logMean));
    }

    private static Estimate estimate(double[] horizon, double[][] samples, ToDoubleFunction<double[]> summary) {
        int count = samples[0].length;
        int groups = Math.min(GROUPS, count);
        double[] without = new double[groups];
        for (int group = 0; group < groups; group++) {
            without[group] = slope(horizon, samples, summary, groups, group);
        }
        double mean = Numbers.mean(without);
        double squares =
                Arrays.stream(without).map(x -> (x - mean) * (x - mean)).sum();
        return new Estimate(slope(horizon, samples, summary, groups, -1), Math.sqrt(squares * (groups - 1) / groups));
    }

    /** Of all samples but those of one group. */
    private static double slope(
            double[] horizon, double[][] samples, ToDoubleFunction<double[]> summary, int groups, int left) {
        double[] heights = new double[horizon.length];
        for (int h = 0; h < horizon.length; h++) {
            double[] all = samples[h];
            double[] kept = new double[all.length];
            int n = 0;
            for (int i = 0; i < all.length; i++) {
                if (i % groups != left) {
                    kept[n++] = all[i];
                }
            }
            heights[h] = summary.applyAsDouble(Arrays.copyOf(kept, n));
        }
        return LineFit.of(horizon, heights).slope();
    }

    /** Whether perturbations grow beyond doubt. */
    boolean exponential() {
        return lyapunov.value > 3 * lyapunov.error;
    }

    Finding typical(String where) {
        return new Finding(
                where + ": the median squared gradient grows with twice the Lyapunov exponent, " + lyapunov.text()
                        + " a step",
                median.text() + " a step",
                median.agreesWith(lyapunov));
    }

    Finding rare(String where) {
        return new Finding(
                String.format(
                        Locale.ROOT,
                        "%s: the mean squared gradient grows with the second-moment exponent, %s a step",
                        where,
                        secondMoment.text()),
                mean.text() + " a step",
                mean.agreesWith(secondMoment));
    }
}
