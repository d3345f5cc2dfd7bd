package dev.antipode.controller.identify;

import java.util.List;

/**
 * Whether the residuals of an output are white, as they are where the model is right and the noise is the sensor's.
 *
 * <p>Source: G. M. Ljung, G. E. P. Box, "On a measure of lack of fit in time series models", Biometrika 65 (1978), equation 1.1, with the
 * pairs of a lag counted over all segments.
 *
 * @param autocorrelation by lag; 1 at lag 0
 * @param band 95 % of white residuals' autocorrelations are within this distance from 0
 * @param statistic of Ljung and Box
 * @param critical what it exceeds once in a hundred times where residuals are white
 */
public record Whiteness(double[] autocorrelation, double band, double statistic, double critical) {
    /** Lags that are looked at, where there are residuals enough. */
    public static final int LAGS = 20;

    private static final int RESIDUALS_A_LAG = 5;
    private static final double NORMAL_975 = 1.959963984540054;
    private static final double NORMAL_99 = 2.3263478740408408;

    /** Of series with NaN where nothing was measured, each of a segment. */
    static Whiteness of(List<double[]> series) {
        long count = 0;
        double sum = 0;
        for (double[] one : series) {
            for (double e : one) {
                if (!Double.isNaN(e)) {
                    count++;
                    sum += e * e;
                }
            }
        }
        int lags = (int) Math.min(LAGS, count / RESIDUALS_A_LAG);
        double[] correlation = new double[lags + 1];
        correlation[0] = 1;
        double statistic = 0;
        int used = 0;
        for (int lag = 1; lag <= lags; lag++) {
            long pairs = 0;
            double product = 0;
            for (double[] one : series) {
                for (int t = lag; t < one.length; t++) {
                    double term = one[t] * one[t - lag];
                    if (!Double.isNaN(term)) {
                        product += term;
                        pairs++;
                    }
                }
            }
            correlation[lag] = sum > 0 ? product / sum : 0;
            if (pairs > 0) {
                statistic += correlation[lag] * correlation[lag] * count * count / pairs;
                used++;
            }
        }
        return new Whiteness(
                correlation, NORMAL_975 / Math.sqrt(Math.max(1, count)), statistic, chiSquare99(Math.max(1, used)));
    }

    /** E. B. Wilson, M. M. Hilferty, "The distribution of chi-square" (1931). */
    static double chiSquare99(int freedom) {
        double spread = 2.0 / (9 * freedom);
        double root = 1 - spread + NORMAL_99 * Math.sqrt(spread);
        return freedom * root * root * root;
    }

    /**
     * The verdict.
     *
     * @return false where the residuals follow from one another more than chance has it
     */
    public boolean white() {
        return statistic <= critical;
    }
}
