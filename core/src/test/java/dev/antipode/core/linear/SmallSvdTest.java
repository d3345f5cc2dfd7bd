package dev.antipode.core.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.testing.MatrixFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmallSvdTest {
    @ParameterizedTest
    @EnumSource
    void directionsAreOrthonormalAndStretchedByTheirValues(MatrixFamily family) {
        for (int seed = 0; seed < 10; seed++) {
            int n = MatrixFamily.size(seed);
            double[] a = family.matrix(n, seed);
            double norm = Vectors.norm(a, 0, n * n);
            SmallSvd svd = new SmallSvd(n);
            assertThat(svd.factor(a)).isTrue();
            double[][] images = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int row = 0; row < n; row++) {
                    for (int k = 0; k < n; k++) {
                        images[i][row] += a[row * n + k] * svd.direction(i, k);
                    }
                }
                assertThat(Vectors.norm(images[i], 0, n)).isCloseTo(svd.value(i), within(1e-13 * n * norm));
                for (int j = 0; j <= i; j++) {
                    double product = 0;
                    for (int k = 0; k < n; k++) {
                        product += svd.direction(i, k) * svd.direction(j, k);
                    }
                    assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-13 * n));
                    if (i != j) {
                        assertThat(Vectors.dot(images[i], 0, images[j], 0, n))
                                .isCloseTo(0, within(1e-12 * n * norm * norm));
                        assertThat(svd.value(i)).isLessThanOrEqualTo(svd.value(j));
                    }
                }
            }
        }
    }

    /** A 2 x 2 matrix: the sum of squares is the squared Frobenius norm, the product the determinant. */
    @Test
    void twoByTwo() {
        SmallSvd svd = new SmallSvd(2);
        assertThat(svd.factor(new double[] {3, 0, 4, 5})).isTrue();
        assertThat(svd.value(0)).isCloseTo(Math.sqrt(45), within(1e-14));
        assertThat(svd.value(1)).isCloseTo(Math.sqrt(5), within(1e-14));
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        SmallSvd svd = new SmallSvd(2);
        assertThat(svd.factor(new double[] {1, Double.NaN, 0, 1})).isFalse();
        assertThat(svd.value(0)).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> new SmallSvd(0)).withMessageContaining("0 columns");
    }
}
