package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairwiseSumTest {
    /** A tree that splits at the power of two: ((a + b) + (c + d)) + e. */
    @Test
    void theTreeIsFixed() {
        F64Array values = Memory.doubles(1, 0x1p-53, 0x1p-53, 0x1p-53, 0x1p-52);
        double tree = ((1 + 0x1p-53) + (0x1p-53 + 0x1p-53)) + 0x1p-52;
        assertThat(PairwiseSum.sum(values, 0, 5, 1)).isEqualTo(tree);
    }

    @Test
    void sumsAndSquaresAgreeWithExactArithmetic() {
        Random random = new Random(3);
        for (int count : new int[] {1, 2, 3, 7, 64, 1000}) {
            double[] values = random.doubles(count, -1, 1).toArray();
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal squares = BigDecimal.ZERO;
            for (double value : values) {
                sum = sum.add(new BigDecimal(value));
                BigDecimal distance = new BigDecimal(value).subtract(new BigDecimal(0.25));
                squares = squares.add(distance.multiply(distance));
            }
            F64Array array = Memory.doubles(values);
            assertThat(PairwiseSum.sum(array, 0, count, 1)).isCloseTo(sum.doubleValue(), within(1e-12));
            assertThat(PairwiseSum.squares(array, 0, count, 0.25)).isCloseTo(squares.doubleValue(), within(1e-12));
        }
    }

    @Test
    void aStrideSkips() {
        assertThat(PairwiseSum.sum(Memory.doubles(1, 10, 2, 20, 4, 40), 1, 3, 2))
                .isEqualTo(70);
        assertThat(PairwiseSum.sum(Memory.doubles(1), 0, 0, 1)).isZero();
    }
}
