package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The guard's statistics against numbers worked out by hand. */
class GuardTestsTest {
    private static GuardTests tests(double[] slopes, double[] pairs, double[] gradients) {
        GuardTests tests = new GuardTests();
        for (double slope : slopes) {
            tests.slopes.add(slope);
        }
        for (double pair : pairs) {
            tests.pairs.add(pair);
        }
        for (double gradient : gradients) {
            tests.gradients.add(gradient);
        }
        return tests;
    }

    private static double[] same(double value) {
        return new double[] {value, value, value, value};
    }

    /** Mean 3, standard deviation sqrt(5 / 3), four samples: standard error 0.6455, bound 3 - 2.353 x 0.6455 = 1.481. */
    @Test
    void slopesThatAreSurelyPositivePass() {
        GuardTests tests = tests(new double[] {1.5, 2.5, 3.5, 4.5}, same(1), same(1));
        assertThat(tests.direction(false)).isPositive();
        assertThat(tests.projection).isEqualTo(3);
        assertThat(tests.projectionError).isCloseTo(Math.sqrt(5.0 / 3 / 4), within(1e-15));
    }

    @Test
    void whatIsNotDecidedCountsForNeitherSide() {
        // Mean 1, standard error 0.6455: 1 - 2.353 x 0.6455 is below zero, 1 - 0.7 x 0.6455 is not.
        double[] slopes = {-0.5, 0.5, 1.5, 2.5};
        assertThat(tests(slopes, same(1), same(1)).direction(false)).isZero();
        assertThat(tests(slopes, same(1), same(1)).direction(true)).isPositive();
        assertThat(tests(new double[] {-4.5, -3.5, -2.5, -1.5}, same(1), same(1))
                        .direction(true))
                .isNegative();
        assertThat(tests(new double[] {-2.5, -1.5, -0.5, 0.5}, same(1), same(1)).direction(true))
                .isZero();
    }

    /** What gradients have brought about speaks for itself; what was told of their slope is reported all the same. */
    @Test
    void aCostThatFallsFromUpdateToUpdateNeedsNoSlopes() {
        GuardTests tests = tests(new double[] {-4.5, -3.5, -2.5, -1.5}, same(1), same(1));
        for (double cost : new double[] {10, 8, 7, 5, 5}) {
            tests.trend.add(cost);
        }
        assertThat(tests.direction(false)).isPositive();
        assertThat(tests.projection).isEqualTo(-3);
        tests.begin();
        assertThat(tests.direction(false)).isPositive();
        assertThat(tests.projection).isNaN();
        tests.trend.clear();
        assertThat(tests.direction(false)).isZero();
    }

    /**
     * A step that is backpropagated counts as eight plain ones. Four pairs whose squares have mean m bound the variance between
     * 4 m / 9.488 and 4 m / 0.7107, by the quantiles of the chi-squared distribution.
     */
    @Test
    void variancesAreComparedAtEqualCost() {
        GuardTests cheap = tests(same(1), same(8 * 9.488 / 4 + 0.01), same(1));
        assertThat(cheap.variance()).isPositive();
        assertThat(cheap.varianceRatio).isCloseTo(Math.log(8 / (8 * 9.488 / 4 + 0.01)), within(1e-15));
        assertThat(tests(same(1), same(8 * 9.488 / 4 - 0.01), same(1)).variance())
                .isZero();
        assertThat(tests(same(1), same(8 * 0.7107 / 4 + 0.001), same(1)).variance())
                .isZero();
        assertThat(tests(same(1), same(8 * 0.7107 / 4 - 0.001), same(1)).variance())
                .isNegative();
        // Relative errors: of 1, 2, 3, 6 with mean 3 it is sqrt(14 / 3) / 2 / 3; of chi-squared, the trigamma function
        // of 2.
        GuardTests unsure = tests(same(1), same(60), new double[] {1, 2, 3, 6});
        assertThat(unsure.variance()).isZero();
        assertThat(unsure.varianceRatio).isCloseTo(Math.log(24.0 / 60), within(1e-15));
        double trigamma = Math.PI * Math.PI / 6 - 1;
        assertThat(unsure.varianceRatioError).isCloseTo(Math.sqrt(14.0 / 3 / 36 + trigamma), within(1e-4));
    }

    /** One pair tells the order of magnitude: it is rarely much larger than what it is a sample of. */
    @Test
    void onePairDecidesWhereTheVariancesAreFarApart() {
        assertThat(tests(same(1), new double[] {8 * 3.85}, same(1)).variance()).isPositive();
        assertThat(tests(same(1), new double[] {8 * 3.83}, same(1)).variance()).isZero();
        assertThat(tests(same(1), new double[] {0.04}, same(1)).variance()).isZero();
        assertThat(tests(same(1), new double[] {0.03}, same(1)).variance()).isNegative();
        assertThat(tests(same(1), new double[0], same(1)).variance()).isZero();
    }

    /** Eight pairs bound the variance between 8 m / 15.507 and 8 m / 2.7326; of the logarithm, the trigamma function of 4. */
    @Test
    void asManyPairsAsATestTakesAreJudged() {
        double[] alike = new double[GuardTests.MOST_PAIRS];
        Arrays.fill(alike, 15.52);
        GuardTests most = tests(same(1), alike, same(1));
        assertThat(most.variance()).isPositive();
        double trigamma = Math.PI * Math.PI / 6 - 1 - 1.0 / 4 - 1.0 / 9;
        assertThat(most.varianceRatioError).isCloseTo(Math.sqrt(trigamma), within(1e-4));
        Arrays.fill(alike, 15.49);
        assertThat(tests(same(1), alike, same(1)).variance()).isZero();
        Arrays.fill(alike, 2.73);
        assertThat(tests(same(1), alike, same(1)).variance()).isNegative();
    }

    @Test
    void estimatesWithoutAnyVarianceAreBetterThanOthers() {
        assertThat(tests(same(1), same(1), same(0)).variance()).isPositive();
        assertThat(tests(same(1), same(0), same(1)).variance()).isNegative();
    }

    @Test
    void onlyTheLastSixteenSamplesCount() {
        RecentSamples samples = new RecentSamples();
        for (int i = 0; i < 20; i++) {
            samples.add(i < 4 ? 1e9 : i);
        }
        assertThat(samples.mean()).isEqualTo((4 + 19) / 2.0);
        F64Array state = Memory.doubles(new double[RecentSamples.stateLength() + 1]);
        samples.save(state, 1);
        RecentSamples other = new RecentSamples();
        other.restore(state, 1);
        other.add(20);
        assertThat(other.mean()).isEqualTo((5 + 20) / 2.0);
    }

    /** Numbers whose mean is 5 and whose squared deviations add up to 32. */
    @Test
    void samplesKeepTheirMeanAndItsError() {
        SampleMean samples = new SampleMean();
        for (double value : new double[] {2, 4, 4, 4, 5, 5, 7, 9}) {
            F64Array state = Memory.doubles(new double[SampleMean.stateLength()]);
            samples.save(state, 0);
            samples = new SampleMean();
            samples.restore(state, 0);
            samples.add(value);
        }
        assertThat(samples.mean()).isCloseTo(5, within(1e-15));
        assertThat(samples.standardError()).isCloseTo(Math.sqrt(32.0 / 7 / 8), within(1e-15));
        // As tabulated, for 15, 30 and 120 degrees of freedom.
        assertThat(SampleMean.quantile(16)).isEqualTo(1.753);
        assertThat(SampleMean.quantile(31)).isCloseTo(1.697, within(2e-3));
        assertThat(SampleMean.quantile(121)).isCloseTo(1.658, within(1e-3));
    }
}
