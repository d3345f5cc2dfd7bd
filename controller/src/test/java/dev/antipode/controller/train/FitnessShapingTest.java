package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FitnessShapingTest {
    private static double[] shape(FitnessShaping shaping, double... costs) {
        F64Array weights = Memory.doubles(new double[costs.length]);
        shaping.shape(Memory.doubles(costs), costs.length, Memory.ints(costs.length), weights);
        return Memory.copy(weights);
    }

    @Test
    void ranksRunFromMinusHalfToHalf() {
        assertThat(shape(FitnessShaping.CENTRED_RANK, 30, -5, 1e9, 7, 8)).containsExactly(0.25, -0.5, 0.5, -0.25, 0);
    }

    /** Ranks of 1 2 2 2 5: 0, then the average of 1, 2 and 3, then 4. */
    @Test
    void tiesGetTheAverageRank() {
        assertThat(shape(FitnessShaping.CENTRED_RANK, 2, 5, 2, 1, 2)).containsExactly(0, 0.5, 0, -0.5, 0);
        assertThat(shape(FitnessShaping.CENTRED_RANK, 3, 3, 9, 9))
                .containsExactly(-1.0 / 3, -1.0 / 3, 1.0 / 3, 1.0 / 3);
    }

    @Test
    void zerosOfBothSignsAreTies() {
        assertThat(shape(FitnessShaping.CENTRED_RANK, 0.0, -0.0)).containsExactly(0, 0);
    }

    @Test
    void equalCostsGiveExactlyZero() {
        for (FitnessShaping shaping : List.of(FitnessShaping.CENTRED_RANK, FitnessShaping.STANDARDISED)) {
            for (double cost : new double[] {0, 0.1, 1e300, -7}) {
                assertThat(shape(shaping, cost, cost, cost, cost, cost, cost)).containsOnly(0.0);
            }
        }
    }

    /** Mean 5, deviation 2 (the textbook example 2 4 4 4 5 5 7 9). */
    @Test
    void standardisedCostsAreDistancesInDeviations() {
        assertThat(shape(FitnessShaping.STANDARDISED, 2, 4, 4, 4, 5, 5, 7, 9))
                .containsExactly(-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2);
    }

    @Test
    void ranksAgreeWithCountingOnRandomCosts() {
        Random random = new Random(5);
        for (int count = 1; count < 70; count++) {
            double[] costs = random.doubles(count).map(x -> Math.floor(x * 20)).toArray();
            double[] weights = shape(FitnessShaping.CENTRED_RANK, costs);
            for (int i = 0; i < count; i++) {
                double below = 0;
                for (double other : costs) {
                    below += other < costs[i] ? 1 : other == costs[i] ? 0.5 : 0;
                }
                double expected = count == 1 ? 0 : (below - 0.5) / (count - 1) - 0.5;
                assertThat(weights[i]).isCloseTo(expected, within(1e-15));
            }
        }
    }
}
