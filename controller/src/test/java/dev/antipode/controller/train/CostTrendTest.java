package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Costs from update to update, against a line drawn by hand. */
class CostTrendTest {
    private static CostTrend trend(double... costs) {
        CostTrend trend = new CostTrend();
        for (double cost : costs) {
            F64Array state = Memory.doubles(new double[1 + CostTrend.stateLength()]);
            trend.save(state, 1);
            trend = new CostTrend();
            trend.restore(state, 1);
            trend.add(cost);
        }
        return trend;
    }

    /**
     * Deviations -2 to 2 and 3, 1, 0, -2, -2: products -13, squares 10 and 18. What the line leaves is 18 - 13 x 13 / 10 = 1.1, on 3
     * degrees of freedom, whose quantile is 2.353.
     */
    @Test
    void aLineThroughTheCostsTellsTheirFall() {
        CostTrend trend = trend(10, 8, 7, 5, 5);
        assertThat(trend.fall()).isCloseTo(1.3, within(1e-15));
        assertThat(trend.standardError()).isCloseTo(Math.sqrt(1.1 / 3 / 10), within(1e-14));
        assertThat(trend.surelyFalls()).isTrue();
        assertThat(trend(5, 5, 7, 8, 10).surelyFalls()).isFalse();
        // Fall 0.3, standard error sqrt(17.9 / 30).
        assertThat(trend(10, 6, 9, 5, 9).surelyFalls()).isFalse();
    }

    @Test
    void aFewCostsAreNoLine() {
        assertThat(trend(10, 8, 6, 4).enough()).isFalse();
        CostTrend trend = trend(10, 8, 6, 4, 2);
        assertThat(trend.standardError()).isZero();
        assertThat(trend.surelyFalls()).isTrue();
        trend.clear();
        assertThat(trend.surelyFalls()).isFalse();
    }
}
