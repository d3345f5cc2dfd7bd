package dev.antipode.core.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.testing.MatrixFamily;
import dev.antipode.core.testing.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmallQrTest {
    @ParameterizedTest
    @EnumSource
    void isAFactorisation(MatrixFamily family) {
        for (int seed = 0; seed < 20; seed++) {
            int n = MatrixFamily.size(seed);
            int count = 1 + seed % n;
            double[] a = family.matrix(n, seed);
            double[] q = a.clone();
            SmallQr qr = new SmallQr(n, count);
            assertThat(qr.factor(q)).isBetween(0, count);
            assertOrthonormal(q, n, count);
            for (int j = 0; j < count; j++) {
                double norm = Vectors.norm(a, j * n, n);
                for (int i = 0; i < n; i++) {
                    double sum = 0;
                    for (int k = 0; k <= j; k++) {
                        sum += q[k * n + i] * qr.r(k, j);
                    }
                    assertThat(sum).isCloseTo(a[j * n + i], within(1e-14 * n * norm));
                }
                assertThat(qr.r(j, j)).isNotNegative();
                assertThat(j + 1 < count ? qr.r(j + 1, j) : 0).isZero();
            }
        }
    }

    /** One pass of Gram-Schmidt loses all orthogonality on the Hilbert matrix. */
    @Test
    void almostDependentVectorsBecomeOrthogonalToRounding() {
        int n = 12;
        double[] hilbert = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                hilbert[i * n + j] = 1.0 / (i + j + 1);
            }
        }
        SmallQr qr = new SmallQr(n, n);
        qr.factor(hilbert);
        assertOrthonormal(hilbert, n, n);
    }

    @Test
    void theDiagonalGivesTheDeterminant() {
        for (int seed = 0; seed < 20; seed++) {
            double[] a = MatrixFamily.GAUSSIAN.matrix(9, seed);
            double expected = Math.abs(Reference.determinant(a, 9));
            SmallQr qr = new SmallQr(9, 9);
            assertThat(qr.factor(a)).isEqualTo(9);
            double product = 1;
            double logs = 0;
            for (int j = 0; j < 9; j++) {
                product *= qr.r(j, j);
                logs += qr.logDiagonal(j);
            }
            assertThat(product).isCloseTo(expected, within(1e-12 * expected));
            assertThat(logs).isCloseTo(Math.log(expected), within(1e-12));
        }
    }

    @Test
    void dependentVectorsAreReplaced() {
        double[] a = {1, 2, 2, 2, 4, 4, 0, 0, 0};
        SmallQr qr = new SmallQr(3, 3);
        assertThat(qr.factor(a)).isEqualTo(1);
        assertOrthonormal(a, 3, 3);
        assertThat(qr.r(0, 0)).isEqualTo(3);
        assertThat(qr.r(0, 1)).isCloseTo(6, within(1e-14));
        assertThat(qr.logDiagonal(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(qr.logDiagonal(2)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void vectorsOfAnySizeKeepTheirDirections() {
        double[] a = {3e300, 4e300, 0, 1e-300, 0, 0, 0, 0, 5e-324};
        SmallQr qr = new SmallQr(3, 3);
        assertThat(qr.factor(a)).isEqualTo(3);
        assertOrthonormal(a, 3, 3);
        assertThat(qr.r(0, 0)).isCloseTo(5e300, within(1e286));
        assertThat(qr.r(1, 1)).isCloseTo(0.8e-300, within(1e-314));
        assertThat(qr.logDiagonal(2)).isCloseTo(Math.log(5e-324), within(1e-12));
    }

    @Test
    void whatIsNotFiniteIsReported() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            SmallQr qr = new SmallQr(2, 2);
            assertThat(qr.factor(new double[] {1, 0, 0, bad})).isEqualTo(SmallQr.NOT_FINITE);
            assertThat(qr.r(0, 0)).isNaN();
            assertThat(qr.logDiagonal(1)).isNaN();
            assertThat(qr.factor(new double[] {1, 0, 0, 1})).isEqualTo(2);
        }
    }

    @Test
    void sizesThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SmallQr(0, 1)).withMessageContaining("length 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmallQr(3, 4))
                .withMessageContaining("4 vectors of length 3")
                .withMessageContaining("from 1 to 3");
        assertThatIllegalArgumentException().isThrownBy(() -> new SmallQr(3, 0)).withMessageContaining("0 vectors");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmallQr(1 << 20, 1 << 12))
                .withMessageContaining("array");
    }

    @Test
    void normsNeitherOverflowNorVanish() {
        assertThat(Vectors.norm(new double[] {3e200, 4e200}, 0, 2)).isCloseTo(5e200, within(1e186));
        assertThat(Vectors.norm(new double[] {3e-200, 4e-200}, 0, 2)).isCloseTo(5e-200, within(1e-214));
        assertThat(Vectors.norm(new double[] {0, Double.NaN}, 0, 2)).isNaN();
        assertThat(Vectors.norm(new double[] {0, Double.NEGATIVE_INFINITY}, 0, 2))
                .isEqualTo(Double.POSITIVE_INFINITY);
        double[] x = {9, 0, 6e-310, 8e-310, 9};
        assertThat(Vectors.normalise(x, 1, 3)).isCloseTo(Math.log(1e-309), within(1e-12));
        assertThat(x[2]).isCloseTo(0.6, within(1e-12));
        assertThat(x[0]).isEqualTo(9);
        assertThat(Vectors.normalise(new double[3], 0, 3)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Vectors.normalise(new double[] {Double.POSITIVE_INFINITY}, 0, 1))
                .isNaN();
    }

    private static void assertOrthonormal(double[] q, int n, int count) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(Vectors.dot(q, i * n, q, j * n, n))
                        .as(i + " " + j)
                        .isCloseTo(i == j ? 1 : 0, within(1e-15 * (n + 4)));
            }
        }
    }
}
