package dev.antipode.controller.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Statistics of a handful of runs against numbers worked out by hand. */
class RobustStatisticsTest {
    @Test
    void theInterquartileMeanDropsAQuarterAtEitherEnd() {
        // scipy.stats.trim_mean(x, 0.25), which the reference implementation calls, drops floor(n / 4) at either end.
        assertThat(RobustStatistics.interquartileMean(new double[] {100, 2, 3, -50}))
                .isEqualTo(2.5);
        assertThat(RobustStatistics.interquartileMean(new double[] {5, 1, 4, 2, 900}))
                .isEqualTo(11.0 / 3);
        assertThat(RobustStatistics.interquartileMean(new double[] {8, 7, 6, 5, 4, 3, 2, 1}))
                .isEqualTo(4.5);
        assertThat(RobustStatistics.interquartileMean(new double[] {1, 2, 6})).isEqualTo(3);
        assertThat(RobustStatistics.interquartileMean(new double[] {7})).isEqualTo(7);
        assertThat(RobustStatistics.interquartileMean(new double[] {1, 2, 3, Double.NaN}))
                .isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> RobustStatistics.interquartileMean(new double[0]));
    }

    @Test
    void quantilesAreLinearBetweenValues() {
        double[] values = {4, 1, 3, 2};
        assertThat(RobustStatistics.quantile(values, 0)).isEqualTo(1);
        assertThat(RobustStatistics.quantile(values, 1)).isEqualTo(4);
        assertThat(RobustStatistics.quantile(values, 0.5)).isEqualTo(2.5);
        assertThat(RobustStatistics.quantile(values, 0.25)).isEqualTo(1.75);
        assertThat(values).containsExactly(4, 1, 3, 2);
    }

    /** Seeds that never reach a target have an infinite cost; the median is finite where more than half got there. */
    @Test
    void infinityIsAValueLikeOthers() {
        double never = Double.POSITIVE_INFINITY;
        assertThat(RobustStatistics.quantile(new double[] {never, 3, 1}, 0.5)).isEqualTo(3);
        assertThat(RobustStatistics.quantile(new double[] {never, never, 1}, 0.5))
                .isEqualTo(never);
        assertThat(RobustStatistics.quantile(new double[] {never, never}, 0.5)).isEqualTo(never);
        assertThat(RobustStatistics.quantile(new double[] {1, 2, 3, never}, 0.5))
                .isEqualTo(2.5);
    }

    @Test
    void theIntervalOfEqualValuesIsThatValue() {
        BootstrapInterval interval =
                BootstrapInterval.of(new double[][] {{3, 3, 3}}, RobustStatistics::interquartileMean, 100, 1);
        assertThat(interval).isEqualTo(new BootstrapInterval(3, 3));
    }

    /**
     * Two values drawn twice: both low in a quarter of the cases, one of each in half, both high in a quarter. So 2.5 % and 97.5 % lie
     * within the extremes.
     */
    @Test
    void theIntervalOfTwoValuesReachesFromOneToTheOther() {
        BootstrapInterval interval = BootstrapInterval.of(new double[][] {{0, 1}}, RobustStatistics::mean, 2000, 7);
        assertThat(interval).isEqualTo(new BootstrapInterval(0, 1));
    }

    /**
     * The mean of n drawn out of n values has the standard deviation s / sqrt(n), and is nearly normal for many values: 0 to 99 have
     * the mean 49.5 and s = 28.866.
     */
    @Test
    void theIntervalOfAMeanIsThatOfTheNormalDistribution() {
        double[] values = new double[100];
        for (int i = 0; i < 100; i++) {
            values[i] = i;
        }
        BootstrapInterval interval = BootstrapInterval.of(new double[][] {values}, RobustStatistics::mean, 20_000, 3);
        assertThat(interval.low()).isCloseTo(49.5 - 1.96 * 2.8866, within(0.2));
        assertThat(interval.high()).isCloseTo(49.5 + 1.96 * 2.8866, within(0.2));
    }

    /** Each stratum keeps its number of runs: the mean of {0, 0} and {6, 6} is 3 however they are drawn. */
    @Test
    void strataAreDrawnApart() {
        BootstrapInterval interval =
                BootstrapInterval.of(new double[][] {{0, 0}, {6, 6}}, RobustStatistics::mean, 500, 1);
        assertThat(interval).isEqualTo(new BootstrapInterval(3, 3));
        BootstrapInterval pooled = BootstrapInterval.of(new double[][] {{0, 0, 6, 6}}, RobustStatistics::mean, 500, 1);
        assertThat(pooled.low()).isLessThan(3);
        assertThat(pooled.high()).isGreaterThan(3);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        double[][] values = {{1, 5, 2, 9, 3}};
        assertThat(BootstrapInterval.of(values, RobustStatistics::mean, 300, 5))
                .isEqualTo(BootstrapInterval.of(values, RobustStatistics::mean, 300, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BootstrapInterval.of(new double[][] {{}}, RobustStatistics::mean, 1, 1));
    }
}
