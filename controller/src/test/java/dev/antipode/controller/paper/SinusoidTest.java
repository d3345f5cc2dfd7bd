package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Figure 1: the largest variances over x by frequency, against a table that was computed apart, with other programs. */
class SinusoidTest {
    /** Frequency, then the variances of the reparameterised, plain, centred and antithetic estimates. */
    private static final double[][] TABLE = {
        {0.01, 3.60e-5, 13.7, 0.080, 0.080},
        {1, 8.15e-5, 13.7, 0.107, 0.107},
        {4, 2.63e-3, 14.0, 0.190, 0.190},
        {10, 4.48e-2, 13.8, 0.229, 0.193},
        {20, 0.205, 14.5, 0.295, 0.148},
        {40, 0.811, 13.7, 0.253, 0.081},
        {100, 5.07, 13.7, 0.220, 0.110},
        {300, 45.6, 13.7, 0.233, 0.135},
        {1000, 507, 13.7, 0.242, 0.124},
        {10000, 5.07e4, Double.NaN, Double.NaN, Double.NaN},
    };

    /** Those of the table. Between them, at a frequency of 20, lie variances that are larger by a sixth. */
    private static final int POINTS = 81;

    private static double largest(SlopeEstimator estimator, double frequency, int points) {
        double largest = 0;
        for (int i = 0; i < points; i++) {
            double x = Sinusoid.LARGEST * (2.0 * i / (points - 1) - 1);
            largest = Math.max(largest, estimator.variance(x, frequency));
        }
        return largest;
    }

    @Test
    void finerPointsFindLargerVariances() {
        double coarse = largest(SlopeEstimator.CENTRED, 20, POINTS);
        double fine = largest(SlopeEstimator.CENTRED, 20, 2 * POINTS - 1);
        assertThat(fine / coarse).isBetween(1.1, 1.25);
    }

    @Test
    void breakEvenDoesNotDependOnThePoints() {
        double found = breakEven(SinusoidFigure.POINTS);
        assertThat(breakEven(2 * SinusoidFigure.POINTS - 1)).isCloseTo(found, within(1e-3 * found));
        assertThat(breakEven(POINTS)).isNotCloseTo(found, within(0.05 * found));
    }

    private static double breakEven(int points) {
        double[] frequencies = {4, 10, 20, 40};
        double[] gradients = new double[frequencies.length];
        double[] pairs = new double[frequencies.length];
        for (int i = 0; i < frequencies.length; i++) {
            gradients[i] = largest(SlopeEstimator.REPARAMETERISED, frequencies[i], points);
            pairs[i] = largest(SlopeEstimator.ANTITHETIC, frequencies[i], points);
        }
        return new SinusoidFigure(frequencies, 1).crossing(gradients, pairs);
    }

    @Test
    void quadratureGivesTheTable() {
        for (double[] row : TABLE) {
            for (SlopeEstimator estimator : SlopeEstimator.values()) {
                double expected = row[1 + estimator.ordinal()];
                // By quadrature to a frequency at which the columns no longer change.
                if (row[0] <= 300 && !Double.isNaN(expected)) {
                    assertThat(largest(estimator, row[0], POINTS))
                            .as("%s at %s", estimator, row[0])
                            .isCloseTo(expected, within(0.03 * expected));
                }
            }
        }
    }

    @Test
    void measuredVariancesAreWithinFivePercentOfTheTable() {
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.AUTO);
                SinusoidVariance measured = new SinusoidVariance(engine, POINTS)) {
            engine.startWarmUp();
            engine.awaitWarmUp(Duration.ofMinutes(1));
            for (double[] row : TABLE) {
                measured.measure(row[0], 11, 10_000);
                for (SlopeEstimator estimator : SlopeEstimator.values()) {
                    double expected = row[1 + estimator.ordinal()];
                    if (!Double.isNaN(expected)) {
                        assertThat(measured.largestVariance(estimator))
                                .as("%s at %s", estimator, row[0])
                                .isCloseTo(expected, within(0.05 * expected));
                    }
                }
            }
        }
    }

    /** Every estimator has the slope of the smoothed loss as its mean, within five standard errors. */
    @Test
    void estimatesAreUnbiased() {
        int runs = 1000;
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
                SinusoidVariance measured = new SinusoidVariance(engine, POINTS)) {
            measured.measure(4, 3, runs);
            for (int point = 0; point < measured.points(); point += 10) {
                double expected = Sinusoid.smoothedSlope(measured.x(point), 4);
                for (SlopeEstimator estimator : SlopeEstimator.values()) {
                    double error = Math.sqrt(measured.variance(estimator, point) / (4 * runs));
                    assertThat(measured.mean(estimator, point)).isCloseTo(expected, within(5 * error));
                }
            }
        }
    }

    @Test
    void theSmoothedSlopeIsThatOfTheSmoothedLoss() {
        double h = 1e-5;
        for (double x : new double[] {-7, 0.3, 4}) {
            double difference = (Sinusoid.smoothedLoss(x + h, 4) - Sinusoid.smoothedLoss(x - h, 4)) / (2 * h);
            assertThat(Sinusoid.smoothedSlope(x, 4)).isCloseTo(difference, within(1e-8));
        }
    }
}
