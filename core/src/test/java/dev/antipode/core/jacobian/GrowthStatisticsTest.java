package dev.antipode.core.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.linear.SmallQr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthStatisticsTest {
    private static final double EULER = 0.57721566490153286;

    /**
     * The exponents of products of Gaussian matrices, exactly: {@code (ln(2 s^2) + digamma((n - i + 1) / 2)) / 2}. The
     * first one's increments are independent, with the variance {@code trigamma(n / 2) / 4}.
     */
    @ParameterizedTest
    @CsvSource({"2, 1, 20000", "4, 0.5, 100000", "7, 0.3, 20000"})
    void productsOfGaussianMatricesHaveTheirKnownSpectrum(int n, double deviation, int steps) {
        GrowthStatistics statistics = new GrowthStatistics(n, 1);
        double determinants = run(statistics, n, deviation, steps);
        double sum = 0;
        for (int i = 1; i <= n; i++) {
            double expected = 0.5 * (Math.log(2 * deviation * deviation) + digammaOfHalf(n - i + 1));
            double error = 0.5 * Math.sqrt(trigammaOfHalf(n - i + 1) / steps);
            assertThat(statistics.exponent(i - 1)).as("exponent " + i).isCloseTo(expected, within(5 * error));
            assertThat(statistics.standardError(i - 1)).isCloseTo(error, within(0.5 * error));
            sum += statistics.exponent(i - 1);
        }
        assertThat(sum).isCloseTo(determinants / steps, within(1e-9));
        assertThat(statistics.steps()).isEqualTo(steps);
    }

    @Test
    void lanesCanBeLeftOut() {
        GrowthStatistics alone = new GrowthStatistics(1, 1);
        GrowthStatistics beside = new GrowthStatistics(1, 2);
        for (int step = 0; step < 4; step++) {
            alone.add(new double[] {step});
            beside.add(new double[] {1, 3});
        }
        alone.lose(0);
        beside.lose(1);
        assertThat(alone.liveLanes()).isZero();
        assertThat(alone.exponent(0)).isNaN();
        assertThat(alone.standardError(0)).isNaN();
        assertThat(beside.exponent(0)).isEqualTo(1);
        assertThat(beside.logGrowth(0, 1)).isNaN();
        beside.clear();
        assertThat(beside.liveLanes()).isEqualTo(2);
    }

    /** The rounded values of the paper notes, section 6.2. */
    @Test
    void theFormulaGivesThePublishedValues() {
        double[] two = {0.0580, -0.6352};
        double[] four = {-0.1352, -0.3283, -0.6352, -1.3283};
        for (int i = 1; i <= 2; i++) {
            assertThat(0.5 * (Math.log(2) + digammaOfHalf(3 - i))).isCloseTo(two[i - 1], within(6e-5));
        }
        for (int i = 1; i <= 4; i++) {
            assertThat(0.5 * (Math.log(0.5) + digammaOfHalf(5 - i))).isCloseTo(four[i - 1], within(6e-5));
        }
        GrowthStatistics statistics = new GrowthStatistics(4, 1);
        run(statistics, 4, 0.5, 100_000);
        for (int i = 0; i < 4; i++) {
            assertThat(statistics.exponent(i)).isCloseTo(four[i], within(0.005 * (i + 1)));
        }
    }

    /** Returns the sum of the logarithms of the matrices' determinants, from another factorisation. */
    private static double run(GrowthStatistics statistics, int n, double deviation, int steps) {
        InspectionStream stream = new InspectionStream(11, InspectionStream.Use.DIRECTION);
        double[] a = new double[n * n];
        double[] q = new double[n * n];
        double[] next = new double[n * n];
        for (int i = 0; i < n; i++) {
            q[i * n + i] = 1;
        }
        SmallQr qr = new SmallQr(n, n);
        double[] growth = new double[n];
        double determinants = 0;
        for (int step = 0; step < steps; step++) {
            stream.normals(step, a, 0, n * n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += deviation * a[i * n + k] * q[j * n + k];
                    }
                    next[j * n + i] = sum;
                }
            }
            determinants += Math.log(Math.abs(determinant(a.clone(), n))) + n * Math.log(deviation);
            System.arraycopy(next, 0, q, 0, n * n);
            qr.factor(q);
            for (int i = 0; i < n; i++) {
                growth[i] = qr.logDiagonal(i);
            }
            statistics.add(growth);
        }
        return determinants;
    }

    /** Gaussian elimination with pivoting. */
    private static double determinant(double[] a, int n) {
        double product = 1;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k; i < n; i++) {
                pivot = Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k]) ? i : pivot;
            }
            for (int j = 0; j < n; j++) {
                double value = a[k * n + j];
                a[k * n + j] = a[pivot * n + j];
                a[pivot * n + j] = value;
            }
            product *= a[k * n + k];
            for (int i = k + 1; i < n; i++) {
                double factor = a[i * n + k] / a[k * n + k];
                for (int j = k; j < n; j++) {
                    a[i * n + j] -= factor * a[k * n + j];
                }
            }
        }
        return product;
    }

    /** digamma(1/2) = -euler - 2 ln 2, digamma(1) = -euler, digamma(x + 1) = digamma(x) + 1/x. */
    private static double digammaOfHalf(int twice) {
        double value = twice % 2 == 1 ? -EULER - 2 * Math.log(2) : -EULER;
        for (double x = twice % 2 == 1 ? 0.5 : 1; x < twice / 2.0; x++) {
            value += 1 / x;
        }
        return value;
    }

    /** trigamma(1/2) = pi^2 / 2, trigamma(1) = pi^2 / 6, trigamma(x + 1) = trigamma(x) - 1/x^2. */
    private static double trigammaOfHalf(int twice) {
        double value = Math.PI * Math.PI / (twice % 2 == 1 ? 2 : 6);
        for (double x = twice % 2 == 1 ? 0.5 : 1; x < twice / 2.0; x++) {
            value -= 1 / (x * x);
        }
        return value;
    }

    /**
     * Increments that remember their last value by 0.9: the error of their mean is larger than for independent ones by
     * sqrt((1 + 0.9) / (1 - 0.9)) = 4.36, which batches of steps see and single steps do not.
     */
    @Test
    void batchesSeeCorrelation() {
        int repetitions = 200;
        int steps = 20_000;
        int covered = 0;
        double claimed = 0;
        InspectionStream stream = new InspectionStream(3, InspectionStream.Use.DIRECTION);
        double[] noise = new double[steps];
        GrowthStatistics statistics = new GrowthStatistics(1, 1);
        double[] growth = new double[1];
        for (int repetition = 0; repetition < repetitions; repetition++) {
            stream.normals(repetition, noise, 0, steps);
            statistics.clear();
            double memory = 0;
            for (double innovation : noise) {
                memory = 0.9 * memory + Math.sqrt(1 - 0.81) * innovation;
                growth[0] = 0.7 + memory;
                statistics.add(growth);
            }
            covered += Math.abs(statistics.exponent(0) - 0.7) <= 2 * statistics.standardError(0) ? 1 : 0;
            claimed += Math.pow(statistics.standardError(0), 2) / repetitions;
        }
        assertThat(Math.sqrt(claimed)).isCloseTo(Math.sqrt(19.0 / steps), within(0.05 * Math.sqrt(19.0 / steps)));
        assertThat(covered / (double) repetitions).isBetween(0.9, 0.99);
    }

    @Test
    void manyLanesGiveTheirOwnError() {
        int repetitions = 400;
        int lanes = 30;
        int covered = 0;
        InspectionStream stream = new InspectionStream(4, InspectionStream.Use.DIRECTION);
        GrowthStatistics statistics = new GrowthStatistics(2, lanes);
        double[] growth = new double[2 * lanes];
        for (int repetition = 0; repetition < repetitions; repetition++) {
            statistics.clear();
            for (int step = 0; step < 10; step++) {
                stream.normals(repetition * 10 + step, growth, 0, 2 * lanes);
                for (int lane = 0; lane < lanes; lane++) {
                    growth[lane] += 0.25;
                    growth[lanes + lane] -= 3;
                }
                statistics.add(growth);
            }
            for (int d = 0; d < 2; d++) {
                double truth = d == 0 ? 0.25 : -3;
                covered += Math.abs(statistics.exponent(d) - truth) <= 2 * statistics.standardError(d) ? 1 : 0;
            }
        }
        assertThat(covered / (2.0 * repetitions)).isBetween(0.92, 0.97);
    }

    @Test
    void totalsPeaksAndFiniteTimes() {
        GrowthStatistics statistics = new GrowthStatistics(1, 2);
        statistics.add(new double[] {2, -1});
        statistics.add(new double[] {3, -1});
        statistics.add(new double[] {-4, -1});
        assertThat(statistics.logGrowth(0, 0)).isEqualTo(1);
        assertThat(statistics.peakLogGrowth(0, 0)).isEqualTo(5);
        assertThat(statistics.finiteTimeExponent(0, 0)).isEqualTo(1.0 / 3);
        assertThat(statistics.logGrowth(0, 1)).isEqualTo(-3);
        assertThat(statistics.peakLogGrowth(0, 1)).isZero();
        assertThat(statistics.exponent(0)).isEqualTo(-1.0 / 3);
        // The lanes' exponents are 1/3 and -1: half their distance over sqrt(2) twice.
        assertThat(statistics.standardError(0)).isCloseTo(2.0 / 3, within(1e-15));
    }

    /** Ten million small steps on a large total: every one counts. */
    @Test
    void longSumsLoseNothing() {
        GrowthStatistics statistics = new GrowthStatistics(1, 1);
        statistics.add(new double[] {1e9});
        double[] small = {1e-7};
        for (int i = 0; i < 1_000_000; i++) {
            statistics.add(small);
        }
        assertThat(statistics.logGrowth(0, 0) - 1e9).isCloseTo(0.1, within(2e-7));
    }

    @Test
    void lostLanesAreLeftOutAndCounted() {
        GrowthStatistics statistics = new GrowthStatistics(2, 3);
        statistics.add(new double[] {1, 1, 1, 0, 0, 0});
        statistics.add(new double[] {1, Double.NaN, 3, 0, 0, 0});
        statistics.add(new double[] {1, 1, 2, 0, 0, Double.POSITIVE_INFINITY});
        assertThat(statistics.liveLanes()).isEqualTo(1);
        assertThat(statistics.exponent(0)).isEqualTo(1);
        assertThat(statistics.exponent(1)).isZero();
        assertThat(statistics.standardError(0)).isNaN();
        assertThat(statistics.logGrowth(0, 1)).isNaN();
        assertThat(statistics.peakLogGrowth(1, 2)).isNaN();
        statistics.add(new double[] {Double.NaN, 0, 0, 0, 0, 0});
        assertThat(statistics.liveLanes()).isZero();
        assertThat(statistics.exponent(0)).isNaN();
        statistics.clear();
        assertThat(statistics.liveLanes()).isEqualTo(3);
        assertThat(statistics.exponent(0)).isNaN();
        assertThat(statistics.steps()).isZero();
    }

    @Test
    void whatHasVanishedStaysVanished() {
        GrowthStatistics statistics = new GrowthStatistics(2, 1);
        statistics.add(new double[] {1, Double.NEGATIVE_INFINITY});
        statistics.add(new double[] {1, 5});
        assertThat(statistics.exponent(0)).isEqualTo(1);
        assertThat(statistics.exponent(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(statistics.standardError(1)).isNaN();
        assertThat(statistics.liveLanes()).isEqualTo(1);
        GrowthStatistics single = new GrowthStatistics(1, 1);
        single.add(new double[] {Double.NaN});
        assertThat(single.exponent(0)).isNaN();
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GrowthStatistics(0, 4))
                .withMessageContaining("0 directions in 4 lanes");
        assertThatIllegalArgumentException().isThrownBy(() -> new GrowthStatistics(4, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new GrowthStatistics(1 << 20, 1 << 20));
    }
}
