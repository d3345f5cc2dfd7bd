package dev.antipode.controller.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Means and variances of sampled vectors against their definitions. */
class VectorEstimateTest {
    private static final int SAMPLES = 9;
    private static final int COMPONENTS = 4;

    private static double[][] samples() {
        Random random = new Random(3);
        double[][] values = new double[SAMPLES][COMPONENTS];
        for (double[] sample : values) {
            for (int i = 0; i < COMPONENTS; i++) {
                sample[i] = i + random.nextGaussian();
            }
        }
        return values;
    }

    private static VectorEstimate estimate(double[][] values, double factor) {
        return VectorEstimate.of(values.length, COMPONENTS, (s, i) -> factor * values[s][i]);
    }

    /** The definition: the mean over components of the sample variances. */
    private static double variance(double[][] values) {
        double sum = 0;
        for (int i = 0; i < COMPONENTS; i++) {
            int component = i;
            double mean = IntStream.range(0, values.length)
                    .mapToDouble(s -> values[s][component])
                    .average()
                    .orElseThrow();
            sum += IntStream.range(0, values.length)
                            .mapToDouble(s -> Math.pow(values[s][component] - mean, 2))
                            .sum()
                    / (values.length - 1);
        }
        return sum / COMPONENTS;
    }

    private static double[][] without(double[][] values, int left) {
        return IntStream.range(0, values.length)
                .filter(s -> s != left)
                .mapToObj(s -> values[s])
                .toArray(double[][]::new);
    }

    @Test
    void varianceIsThatOfTheDefinition() {
        double[][] values = samples();
        VectorEstimate estimate = estimate(values, 1);
        assertThat(estimate.variance()).isCloseTo(variance(values), within(1e-12));
        assertThat(estimate.log10Trace()).isCloseTo(Math.log10(COMPONENTS * variance(values)), within(1e-12));
        assertThat(estimate.samples()).isEqualTo(SAMPLES);
        assertThat(estimate.nonFinite()).isZero();
    }

    @Test
    void normIsThatOfTheMean() {
        VectorEstimate estimate = VectorEstimate.of(2, 2, (s, i) -> i == 0 ? 3 : s == 0 ? 3 : 5);
        assertThat(estimate.norm()).isCloseTo(5, within(1e-12));
        // Variance 0 and 2; the mean's standard error is that of sqrt(2 / 2).
        assertThat(estimate.variance()).isCloseTo(1, within(1e-12));
        assertThat(estimate.significance()).isCloseTo(5, within(1e-12));
    }

    @Test
    void hugeAndTinyNumbersStayInRange() {
        double[][] values = samples();
        VectorEstimate one = estimate(values, 1);
        for (double factor : new double[] {1e250, 1e-250}) {
            VectorEstimate scaled = estimate(values, factor);
            double log = Math.log10(factor);
            assertThat(scaled.log10Variance()).isCloseTo(one.log10Variance() + 2 * log, within(1e-9));
            assertThat(scaled.log10Norm()).isCloseTo(one.log10Norm() + log, within(1e-9));
            assertThat(scaled.standardError()).isCloseTo(one.standardError(), within(1e-9));
        }
    }

    /** B. Efron, "The jackknife, the bootstrap and other resampling plans" (1982), equation (3.1). */
    @Test
    void standardErrorIsTheJackknifes() {
        assertJackknife(samples(), 1e-10);
        double[][] dominated = samples();
        dominated[5][2] = 1e12;
        assertJackknife(dominated, 1e-8);
    }

    private static void assertJackknife(double[][] values, double tolerance) {
        double[] logs = IntStream.range(0, SAMPLES)
                .mapToDouble(s -> Math.log10(variance(without(values, s))))
                .toArray();
        double mean =
                IntStream.range(0, SAMPLES).mapToDouble(s -> logs[s]).average().orElseThrow();
        double squares = IntStream.range(0, SAMPLES)
                .mapToDouble(s -> (logs[s] - mean) * (logs[s] - mean))
                .sum();
        assertThat(estimate(values, 1).standardError())
                .isCloseTo(Math.sqrt(squares * (SAMPLES - 1) / SAMPLES), within(tolerance));
    }

    @Test
    void whatIsNotFiniteIsCountedAndLeftOut() {
        double[][] values = samples();
        double expected = variance(without(without(values, 6), 2));
        values[2][3] = Double.NaN;
        values[6][0] = Double.NEGATIVE_INFINITY;
        VectorEstimate estimate = estimate(values, 1);
        assertThat(estimate.nonFinite()).isEqualTo(2);
        assertThat(estimate.samples()).isEqualTo(SAMPLES - 2);
        assertThat(estimate.variance()).isCloseTo(expected, within(1e-12));
        VectorEstimate none = VectorEstimate.of(3, 1, (_, _) -> Double.NaN);
        assertThat(none.nonFinite()).isEqualTo(3);
        assertThat(none.log10Variance()).isNaN();
    }

    @Test
    void crossoverIsWhereEvolutionStrategiesStayBetter() {
        assertThat(comparison(0, 3, 1, 3, 4).crossover()).hasValue(8);
        assertThat(comparison(0, 1, 1, 1, 1).crossover()).isEmpty();
        // An exact gradient that is not finite has an unbounded variance.
        GradientPoint broken = new GradientPoint(32, estimate(0, 1), estimate(2, 0), 1);
        assertThat(new GradientComparison(0.1, 4, 1, java.util.List.of(broken)).crossover())
                .hasValue(32);
    }

    /** ES has log variance 2 at horizons 1, 2, 4 and so on. */
    private static GradientComparison comparison(double... exact) {
        return new GradientComparison(
                0.1,
                4,
                1,
                IntStream.range(0, exact.length)
                        .mapToObj(i -> new GradientPoint(1 << i, estimate(exact[i], 0), estimate(2, 0), 1))
                        .toList());
    }

    private static VectorEstimate estimate(double log10Variance, int nonFinite) {
        return new VectorEstimate(4, nonFinite, 0, log10Variance, log10Variance, 0.1);
    }
}
