package dev.antipode.core.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.testing.MatrixFamily;
import dev.antipode.core.testing.Reference;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EigenvaluesTest {
    private static final int MATRICES = 60;

    /** As near to another implementation's values as that one's move when the matrix is changed by a rounding error. */
    @ParameterizedTest
    @EnumSource
    void agreeWithAnotherImplementation(MatrixFamily family) {
        for (int seed = 0; seed < MATRICES; seed++) {
            int n = MatrixFamily.size(seed);
            double[] a = family.matrix(n, seed);
            double[][] expected = family.eigenvalues(n, seed);
            Eigenvalues eigenvalues = new Eigenvalues(n);
            assertThat(eigenvalues.compute(a)).isEqualTo(Convergence.CONVERGED);
            double sensitivity = family == MatrixFamily.TRIANGULAR || family == MatrixFamily.GRADED
                    ? 0
                    : Reference.distance(Reference.eigenvalues(Reference.perturbed(a, n, 1e-15), n), expected);
            assertThat(Reference.distance(all(eigenvalues), expected))
                    .as(family + " " + n + " " + seed)
                    .isLessThan(20 * sensitivity + 1e-13 * n * family.referenceNorm(n, seed));
        }
    }

    @Test
    void aTriangleIsReadOffExactly() {
        double[] a = MatrixFamily.TRIANGULAR.matrix(40, 6);
        assertThat(Reference.distance(all(of(40, a)), MatrixFamily.TRIANGULAR.eigenvalues(40, 6)))
                .isZero();
    }

    @Test
    void theRootsOfPolynomialsComeFromCompanionMatrices() {
        // x^4 - 1, then (x - 1)(x - 2)(x - 3)(x - 4) = x^4 - 10 x^3 + 35 x^2 - 50 x + 24.
        assertThat(Reference.distance(
                        all(of(4, companion(0, 0, 0, 1))), new double[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}))
                .isLessThan(1e-14);
        assertThat(Reference.distance(
                        all(of(4, companion(10, -35, 50, -24))), new double[][] {{1, 0}, {2, 0}, {3, 0}, {4, 0}}))
                .isLessThan(1e-12);
    }

    /** Without exceptional shifts the iteration would never move: all first shifts are zero. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 17, 64})
    void cyclesHaveTheRootsOfUnity(int n) {
        double[] a = new double[n * n];
        double[][] roots = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i * n + (i + 1) % n] = 1;
            roots[i] = new double[] {Math.cos(2 * Math.PI * i / n), Math.sin(2 * Math.PI * i / n)};
        }
        assertThat(Reference.distance(all(of(n, a)), roots)).isLessThan(1e-12);
    }

    /**
     * One explicit step of the heat equation on 20 cells between fixed ends, r = 0.3: the eigenvalues are
     * {@code 1 - 4 r sin^2(j pi / (2 cells))} for j = 1 to 19 (K. W. Morton, D. F. Mayers, "Numerical Solution of Partial
     * Differential Equations", section 2.7).
     */
    @Test
    void theHeatEquationHasItsKnownSpectrum() {
        int cells = 20;
        double[] expected = new double[cells - 1];
        for (int j = 1; j < cells; j++) {
            double sine = Math.sin(j * Math.PI / (2 * cells));
            expected[j - 1] = 1 - 4 * 0.3 * sine * sine;
        }
        double[][] values = all(of(cells - 1, MatrixFamily.heat(cells, 0.3)));
        double[][] pairs =
                Arrays.stream(expected).mapToObj(x -> new double[] {x, 0}).toArray(double[][]::new);
        assertThat(Reference.distance(values, pairs)).isLessThan(1e-14);
        assertThat(values[0][0]).isCloseTo(0.992613, within(5e-7));
    }

    @Test
    void defectiveMatricesKeepTheirEigenvalueToTheAccuracyThatIsPossible() {
        // A Jordan block of three in rotated coordinates: rounding moves its eigenvalue by about the cube root of
        // 1e-16.
        double[] a = {2, 1, 0, 0, 2, 1, 0, 0, 2};
        double c = 0.8;
        double s = 0.6;
        double[] q = {c, -s, 0, s, c, 0, 0, 0, 1};
        double[] rotated = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 9; k++) {
                    rotated[i * 3 + j] += q[i * 3 + k / 3] * a[k] * q[j * 3 + k % 3];
                }
            }
        }
        Eigenvalues eigenvalues = of(3, rotated);
        for (int i = 0; i < 3; i++) {
            assertThat(eigenvalues.modulus(i)).isCloseTo(2, within(1e-4));
        }
    }

    @Test
    void theSmallestSizesWork() {
        Eigenvalues one = of(1, new double[] {-3});
        assertThat(one.real(0)).isEqualTo(-3);
        assertThat(one.modulus(0)).isEqualTo(3);
        Eigenvalues turn = of(2, new double[] {0, -2, 2, 0});
        assertThat(turn.real(0)).isZero();
        assertThat(turn.imaginary(0)).isEqualTo(2);
        assertThat(turn.imaginary(1)).isEqualTo(-2);
        Eigenvalues zero = of(5, new double[25]);
        for (int i = 0; i < 5; i++) {
            assertThat(zero.modulus(i)).isZero();
        }
    }

    @Test
    void modesOfVeryDifferentSizesAreAllFound() {
        // In balanced units: 0.5, 1 / 1, 0.9, whose eigenvalues are 0.7 +- sqrt(1.04).
        Eigenvalues eigenvalues = of(2, new double[] {0.5, 1e200, 1e-200, 0.9});
        assertThat(eigenvalues.real(0)).isCloseTo(0.7 + Math.sqrt(1.04), within(1e-14));
        assertThat(eigenvalues.real(1)).isCloseTo(0.7 - Math.sqrt(1.04), within(1e-14));
        for (double factor : new double[] {0x1p900, 0x1p-900}) {
            double[] a = Arrays.stream(new double[] {1, 2, 3, 4})
                    .map(x -> factor * x)
                    .toArray();
            assertThat(of(2, a).real(0) / factor).isCloseTo((5 + Math.sqrt(33)) / 2, within(1e-14));
        }
    }

    @Test
    void fallingModuliAndPairsTogether() {
        for (int seed = 0; seed < 20; seed++) {
            Eigenvalues eigenvalues = of(31, MatrixFamily.PAIRS.matrix(31, seed));
            for (int i = 0; i < 31; i++) {
                assertThat(i == 0 || eigenvalues.modulus(i) <= eigenvalues.modulus(i - 1))
                        .isTrue();
                if (eigenvalues.imaginary(i) > 0) {
                    assertThat(eigenvalues.real(i + 1)).isEqualTo(eigenvalues.real(i));
                    assertThat(eigenvalues.imaginary(i + 1)).isEqualTo(-eigenvalues.imaginary(i));
                }
            }
        }
    }

    @Test
    void theLeadingBlockOfAWiderMatrixIsEnough() {
        double[] wide = {1, 2, Double.NaN, 3, 4, Double.NaN, Double.NaN, Double.NaN, Double.NaN};
        double[] before = wide.clone();
        Eigenvalues eigenvalues = new Eigenvalues(3);
        assertThat(eigenvalues.compute(wide, 2, 3)).isEqualTo(Convergence.CONVERGED);
        assertThat(eigenvalues.order()).isEqualTo(2);
        assertThat(eigenvalues.real(0)).isCloseTo((5 + Math.sqrt(33)) / 2, within(1e-14));
        assertThat(wide).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsReported(double bad) {
        Eigenvalues eigenvalues = new Eigenvalues(3);
        double[] a = {1, 2, 3, 4, 5, bad, 7, 8, 9};
        assertThat(eigenvalues.compute(a)).isEqualTo(Convergence.NOT_FINITE);
        assertThat(eigenvalues.modulus(0)).isNaN();
        a[5] = 6;
        assertThat(eigenvalues.compute(a)).isEqualTo(Convergence.CONVERGED);
        assertThat(eigenvalues.modulus(0)).isCloseTo((15 + Math.sqrt(297)) / 2, within(1e-12));
    }

    @Test
    void sizesThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Eigenvalues(0))
                .withMessageContaining("0 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Eigenvalues(8193))
                .withMessageContaining("products with vectors");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InverseIteration(0))
                .withMessageContaining("0 rows");
    }

    /** J x = lambda x for every eigenvalue found, whatever the matrix. */
    @ParameterizedTest
    @EnumSource
    void vectorsSolveTheirEquation(MatrixFamily family) {
        for (int seed = 0; seed < 12; seed++) {
            int n = MatrixFamily.size(seed);
            double[] a = family.matrix(n, seed);
            Eigenvalues eigenvalues = of(n, a);
            InverseIteration iteration = new InverseIteration(n);
            double norm = Reference.singularValues(a, n)[0];
            for (int i = 0; i < n; i++) {
                assertThat(iteration.compute(a, n, n, eigenvalues.real(i), eigenvalues.imaginary(i), i))
                        .isTrue();
                assertThat(residual(a, n, eigenvalues.real(i), eigenvalues.imaginary(i), iteration))
                        .as(family + " " + n + " " + seed + " " + i)
                        .isLessThan(1e-13 * n * norm);
            }
        }
    }

    @Test
    void severalStartsGiveSeveralVectorsOfOneEigenvalue() {
        double[] identity = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        InverseIteration iteration = new InverseIteration(3);
        double[] rows = new double[9];
        for (int start = 0; start < 3; start++) {
            assertThat(iteration.compute(identity, 3, 3, 1, 0, start)).isTrue();
            for (int i = 0; i < 3; i++) {
                rows[start * 3 + i] = iteration.real(i);
                assertThat(iteration.imaginary(i)).isZero();
            }
        }
        assertThat(Math.abs(Reference.determinant(rows, 3))).isGreaterThan(0.1);
        assertThat(iteration.compute(new double[9], 3, 3, Double.NaN, 0, 0)).isFalse();
    }

    private static double residual(double[] a, int n, double re, double im, InverseIteration x) {
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double real = -re * x.real(i) + im * x.imaginary(i);
            double imaginary = -re * x.imaginary(i) - im * x.real(i);
            for (int j = 0; j < n; j++) {
                real += a[i * n + j] * x.real(j);
                imaginary += a[i * n + j] * x.imaginary(j);
            }
            squares += real * real + imaginary * imaginary;
        }
        return Math.sqrt(squares);
    }

    private static Eigenvalues of(int n, double[] a) {
        Eigenvalues eigenvalues = new Eigenvalues(n);
        assertThat(eigenvalues.compute(a)).isEqualTo(Convergence.CONVERGED);
        return eigenvalues;
    }

    private static double[][] all(Eigenvalues eigenvalues) {
        double[][] values = new double[eigenvalues.order()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new double[] {eigenvalues.real(i), eigenvalues.imaginary(i)};
        }
        return values;
    }

    /** Of {@code x^4 - c[0] x^3 - c[1] x^2 - c[2] x - c[3]}. */
    private static double[] companion(double... c) {
        double[] a = new double[16];
        System.arraycopy(c, 0, a, 0, 4);
        for (int i = 1; i < 4; i++) {
            a[i * 4 + i - 1] = 1;
        }
        return a;
    }
}
