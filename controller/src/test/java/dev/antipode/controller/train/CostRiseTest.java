package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rises of the cost, worked out by hand. */
class CostRiseTest {
    private static CostRise rise(double squaredError, double... costs) {
        CostRise rise = new CostRise();
        for (double cost : costs) {
            F64Array state = Memory.doubles(new double[1 + CostRise.stateLength()]);
            rise.save(state, 1);
            rise = new CostRise();
            rise.restore(state, 1);
            rise.add(cost, squaredError);
        }
        return rise;
    }

    /** From a mean of 9 to one of 16; means of two with a standard error of sqrt(1 / 2) each differ with one of 1. */
    @Test
    void theLastTwoCostsAreComparedWithTheLowestTwo() {
        CostRise rise = rise(1, 12, 11, 10, 8, 15, 17);
        assertThat(rise.rise()).isEqualTo(7);
        assertThat(rise.standardError()).isEqualTo(1);
        assertThat(rise.lowest()).isEqualTo(9);
        assertThat(rise.sure()).isTrue();
        assertThat(rise.wasBelow(13.5)).isTrue();
        assertThat(rise.wasBelow(12.5)).isFalse();
        assertThat(rise(4, 12, 11, 10, 8, 15, 17).sure()).isFalse();
    }

    @Test
    void aFallIsNoRise() {
        CostRise rise = rise(1, 17, 15, 8, 10);
        assertThat(rise.rise()).isEqualTo(-7);
        assertThat(rise.sure()).isFalse();
    }

    @Test
    void theLowestMeanOfTwoInARowIsKnownAsItComes() {
        assertThat(rise(1, 9).atLowest()).isFalse();
        assertThat(rise(1, 9, 11).atLowest()).isTrue();
        assertThat(rise(1, 9, 11, 8).atLowest()).isTrue();
        assertThat(rise(1, 9, 11, 8, 12).atLowest()).isFalse();
        assertThat(rise(1, 9, 11, 8, 12, 6).atLowest()).isTrue();
        // What eight updates have pushed out was lower.
        assertThat(rise(1, 1, 1, 10, 10, 10, 10, 10, 10, 9).atLowest()).isFalse();
        assertThat(rise(1, 1, 1, 10, 10, 10, 10, 10, 10, 10, 9).atLowest()).isTrue();
    }

    @Test
    void threeCostsAreTooFew() {
        CostRise rise = rise(1, 1, 1, 100);
        assertThat(rise.rise()).isZero();
        assertThat(rise.sure()).isFalse();
    }

    @Test
    void onlyTheLastEightCostsCount() {
        assertThat(rise(1, 1, 1, 10, 10, 10, 10, 10, 10).rise()).isEqualTo(9);
        assertThat(rise(1, 1, 1, 10, 10, 10, 10, 10, 10, 10, 10).rise()).isZero();
        CostRise rise = rise(1, 1, 1, 10, 10);
        rise.clear();
        assertThat(rise.sure()).isFalse();
    }
}
