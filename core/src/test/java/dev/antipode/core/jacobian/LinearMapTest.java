package dev.antipode.core.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearMapTest {
    private static final MatrixMap TALL = new MatrixMap(3, 2, new double[] {1, 2, 3, 4, 5, 6});

    @Test
    void aMatrixMultiplies() {
        double[] out = new double[3];
        assertThat(TALL.apply(new double[] {1, -1}, out)).isZero();
        assertThat(out).containsExactly(-1, -1, -1);
        double[] back = new double[2];
        assertThat(TALL.applyTransposed(new double[] {1, 0, -2}, back)).isZero();
        assertThat(back).containsExactly(-9, -10);
    }

    @Test
    void aProductMultipliesInOrder() {
        MatrixMap wide = new MatrixMap(2, 3, new double[] {1, 0, 2, 0, 3, 0});
        ProductMap product = new ProductMap(List.of(TALL, wide));
        assertThat(product.inputs()).isEqualTo(2);
        assertThat(product.outputs()).isEqualTo(2);
        assertThat(product.transposable()).isTrue();
        // wide * TALL = {11, 14; 9, 12}.
        double[] out = new double[2];
        double scale = product.apply(new double[] {1, -1}, out);
        assertThat(out[0] * Math.exp(scale)).isCloseTo(-3, within(1e-14));
        assertThat(out[1] * Math.exp(scale)).isCloseTo(-3, within(1e-14));
        scale = product.applyTransposed(new double[] {1, -1}, out);
        assertThat(out[0] * Math.exp(scale)).isCloseTo(2, within(1e-14));
        assertThat(out[1] * Math.exp(scale)).isCloseTo(2, within(1e-14));
    }

    /** A thousand quarter turns that stretch by 3 and by 1/3: the logarithm is known exactly. */
    @Test
    void longProductsGrowAndVanishWithTheRightLogarithm() {
        for (double stretch : new double[] {3, 1.0 / 3}) {
            MatrixMap turn = new MatrixMap(2, 2, new double[] {0, -stretch, stretch, 0});
            ProductMap product = new ProductMap(Collections.nCopies(1000, turn));
            double[] out = new double[2];
            double scale = product.apply(new double[] {0.6, 0.8}, out);
            assertThat(Math.log(Math.hypot(out[0], out[1])) + scale).isCloseTo(1000 * Math.log(stretch), within(1e-9));
            assertThat(out[1] / out[0]).isCloseTo(4.0 / 3, within(1e-13));
            assertThat(product.applyTransposed(new double[] {0.6, 0.8}, out) + Math.log(Math.hypot(out[0], out[1])))
                    .isCloseTo(1000 * Math.log(stretch), within(1e-9));
        }
    }

    @Test
    void zeroStaysZeroAndWhatIsNotFiniteSpreads() {
        MatrixMap nothing = new MatrixMap(2, 2, new double[4]);
        MatrixMap broken = new MatrixMap(2, 2, new double[] {1, 0, 0, Double.NaN});
        double[] out = new double[2];
        double scale = new ProductMap(List.of(nothing, nothing)).apply(new double[] {1, 1}, out);
        assertThat(out).containsExactly(0, 0);
        assertThat(scale).isFinite();
        new ProductMap(List.of(broken, broken)).apply(new double[] {1, 1}, out);
        assertThat(out[1]).isNaN();
    }

    @Test
    void withoutATransposeTheProductIsNotANumber() {
        LinearMap oneWay = new LinearMap() {
            @Override
            public int inputs() {
                return 2;
            }

            @Override
            public int outputs() {
                return 2;
            }

            @Override
            public double apply(double[] in, double[] out) {
                System.arraycopy(in, 0, out, 0, 2);
                return 0;
            }
        };
        assertThat(oneWay.transposable()).isFalse();
        assertThat(new ProductMap(List.of(oneWay, new MatrixMap(2, 2, new double[4]))).transposable())
                .isFalse();
        double[] out = new double[2];
        assertThat(oneWay.applyTransposed(new double[2], out)).isZero();
        assertThat(out).containsOnly(Double.NaN);
    }

    @Test
    void entriesMayBeReplaced() {
        double[] entries = {1, 2, 3, 4};
        MatrixMap map = new MatrixMap(2, 2, entries);
        entries[0] = 100;
        double[] out = new double[2];
        map.apply(new double[] {1, 0}, out);
        assertThat(out).containsExactly(1, 3);
        map.set(entries);
        map.apply(new double[] {1, 0}, out);
        assertThat(out).containsExactly(100, 3);
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MatrixMap(2, 2, new double[3]))
                .withMessageContaining("4 entries, not 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MatrixMap(0, 2, new double[0]))
                .withMessageContaining("0 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProductMap(List.of()))
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProductMap(List.of(TALL, TALL)))
                .withMessageContaining("map 1 takes 2 inputs, but map 0 gives 3");
    }
}
