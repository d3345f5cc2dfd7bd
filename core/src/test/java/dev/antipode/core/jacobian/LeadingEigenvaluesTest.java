package dev.antipode.core.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.linear.Convergence;
import dev.antipode.core.testing.MatrixFamily;
import dev.antipode.core.testing.Reference;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadingEigenvaluesTest {
    private static final IterationOptions OPTIONS = IterationOptions.standard(1);

    /** Where the residual alone decides how good the eigenvalues are: matrices not far from normal. */
    @ParameterizedTest
    @EnumSource(names = {"GAUSSIAN", "SYMMETRIC", "PAIRS", "LOW_RANK"})
    void agreeWithADenseSolver(MatrixFamily family) {
        for (int seed = 0; seed < 30; seed++) {
            int n = MatrixFamily.size(seed);
            double[] a = family.matrix(n, seed);
            double[][] expected = family.eigenvalues(n, seed);
            Arrays.sort(expected, (x, y) -> Double.compare(modulus(y), modulus(x)));
            for (int k : new int[] {1, Math.min(2, n), Math.min(5, n), Math.min(11, n), n}) {
                LeadingEigenvalues leading = new LeadingEigenvalues(new MatrixMap(n, n, a), k, OPTIONS);
                String name = family + " " + n + " " + seed + " " + k;
                assertThat(leading.compute()).as(name).isEqualTo(Convergence.CONVERGED);
                assertThat(leading.count()).isEqualTo(k);
                for (int i = 0; i < k; i++) {
                    double tolerance = 1e-6 * modulus(expected[0]);
                    assertThat(Math.exp(leading.logModulus(i)))
                            .as(name)
                            .isCloseTo(modulus(expected[i]), within(tolerance));
                    assertThat(leading.residual(i)).isLessThanOrEqualTo(OPTIONS.tolerance());
                    assertThat(nearest(leading, i, expected)).as(name).isLessThan(tolerance);
                }
            }
        }
    }

    /** What has converged anywhere is an eigenvalue of a matrix that differs by no more than the residual says. */
    @ParameterizedTest
    @EnumSource
    void residualsTellTheTruth(MatrixFamily family) {
        for (int seed = 0; seed < 20; seed++) {
            int n = Math.min(MatrixFamily.size(seed), 24);
            double[] a = family.matrix(n, seed);
            LeadingEigenvalues leading = new LeadingEigenvalues(new MatrixMap(n, n, a), Math.min(3, n), OPTIONS);
            leading.compute();
            assertThat(leading.convergence()).isIn(Convergence.CONVERGED, Convergence.NOT_CONVERGED);
            assertThat(leading.products()).isLessThanOrEqualTo(OPTIONS.maxProducts());
            if (family == MatrixFamily.GRADED) {
                // Its residuals are those in equal units.
                continue;
            }
            double largest = Math.exp(leading.logModulus(0));
            for (int i = 0; i < leading.count(); i++) {
                double distance = smallestSingularValue(a, n, leading.real(i), leading.imaginary(i));
                assertThat(distance)
                        .as(family + " " + n + " " + seed + " " + i)
                        .isLessThanOrEqualTo(40 * leading.residual(i) * largest);
            }
        }
    }

    /** Of {@code A - (re + i im)}, as a real matrix of twice the size. */
    private static double smallestSingularValue(double[] a, int n, double re, double im) {
        double[] b = new double[4 * n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double entry = a[i * n + j] - (i == j ? re : 0);
                b[i * 2 * n + j] = entry;
                b[(n + i) * 2 * n + n + j] = entry;
            }
            b[i * 2 * n + n + i] = im;
            b[(n + i) * 2 * n + i] = -im;
        }
        double[] values = Reference.singularValues(b, 2 * n);
        return values[2 * n - 1];
    }

    /** Twenty copies of one system of three states: every eigenvalue twenty times. */
    @Test
    void eigenvaluesThatCoincideAreAllFound() {
        double[] one = {0.9, -0.5, 0, 0.5, 0.9, 0, 0.1, 0.2, 0.7};
        int copies = 20;
        int n = 3 * copies;
        double[] a = new double[n * n];
        for (int c = 0; c < copies; c++) {
            for (int i = 0; i < 9; i++) {
                a[(3 * c + i / 3) * n + 3 * c + i % 3] = one[i];
            }
        }
        LeadingEigenvalues leading = new LeadingEigenvalues(new MatrixMap(n, n, a), 6, OPTIONS);
        assertThat(leading.compute()).isEqualTo(Convergence.CONVERGED);
        for (int i = 0; i < 6; i++) {
            assertThat(leading.real(i)).isCloseTo(0.9, within(1e-7));
            assertThat(Math.abs(leading.imaginary(i))).isCloseTo(0.5, within(1e-7));
            assertThat(leading.phase(i)).isCloseTo(Math.atan2(leading.imaginary(i), leading.real(i)), within(1e-14));
        }
    }

    /** Three thousand states: the matrix would take 72 MB. */
    @Test
    void largeMapsNeedOnlyProducts() {
        int n = 3000;
        LinearMap diagonal = new LinearMap() {
            @Override
            public int inputs() {
                return n;
            }

            @Override
            public int outputs() {
                return n;
            }

            @Override
            public double apply(double[] in, double[] out) {
                for (int i = 0; i < n; i++) {
                    out[i] = in[i] / (1 + 0.1 * i) * (i % 2 == 0 ? 1 : -1);
                }
                return 5;
            }
        };
        LeadingEigenvalues leading = new LeadingEigenvalues(diagonal, 4, OPTIONS);
        assertThat(leading.compute()).isEqualTo(Convergence.CONVERGED);
        for (int i = 0; i < 4; i++) {
            double expected = Math.exp(5) / (1 + 0.1 * i) * (i % 2 == 0 ? 1 : -1);
            assertThat(leading.real(i)).isCloseTo(expected, within(1e-5));
            assertThat(leading.imaginary(i)).isZero();
        }
        assertThat(leading.products()).isLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(doubles = {40, 0.02})
    void productsBeyondTheRangeOfDoublesHaveALogarithm(double stretch) {
        double[] a = {0, -stretch, 0, stretch, 0, 0, 0, 0, 0.999 * stretch};
        ProductMap product = new ProductMap(Collections.nCopies(401, new MatrixMap(3, 3, a)));
        LeadingEigenvalues leading = new LeadingEigenvalues(product, 3, OPTIONS);
        assertThat(leading.compute()).isEqualTo(Convergence.CONVERGED);
        double expected = 401 * Math.log(stretch);
        assertThat(leading.logModulus(0)).isCloseTo(expected, within(1e-9));
        assertThat(leading.logModulus(1)).isCloseTo(expected, within(1e-9));
        assertThat(leading.logModulus(2)).isCloseTo(expected + 401 * Math.log(0.999), within(1e-9));
        assertThat(leading.phase(0)).isCloseTo(Math.PI / 2, within(1e-9));
        assertThat(leading.imaginary(0)).isEqualTo(stretch > 1 ? Double.POSITIVE_INFINITY : 0);
    }

    /** The scale that the first product sets may turn out to be far too small. */
    @Test
    void productsOfVeryDifferentSizesShareOneScale() {
        // Applied in turn: almost nothing is left of the first coordinate, and what it becomes is blown up at once.
        MatrixMap small = new MatrixMap(3, 3, new double[] {1e-250, 0, 0, 0, 1e250, 0, 0, 0, 1});
        MatrixMap turn = new MatrixMap(3, 3, new double[] {0, 0, 1, 1, 0, 0, 0, 1, 0});
        ProductMap product = new ProductMap(List.of(small, small, turn));
        LeadingEigenvalues leading = new LeadingEigenvalues(product, 3, OPTIONS);
        SpectralRadius radius = new SpectralRadius(product, OPTIONS);
        // The cube of the product is the unit matrix.
        leading.compute();
        radius.compute();
        assertThat(leading.convergence()).isNotEqualTo(Convergence.NOT_FINITE);
        assertThat(radius.convergence()).isNotEqualTo(Convergence.NOT_FINITE);
        assertThat(radius.logRadius()).isCloseTo(0, within(1e-9));
    }

    @Test
    void zeroAndNilpotentMapsHaveZeros() {
        for (int n : new int[] {1, 4, 40}) {
            LeadingEigenvalues leading = new LeadingEigenvalues(new MatrixMap(n, n, new double[n * n]), 1, OPTIONS);
            assertThat(leading.compute()).isEqualTo(Convergence.CONVERGED);
            assertThat(leading.real(0)).isZero();
            assertThat(leading.logModulus(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        }
        double[] shift = {0, 1, 0, 0, 0, 1, 0, 0, 0};
        LeadingEigenvalues leading = new LeadingEigenvalues(new MatrixMap(3, 3, shift), 3, OPTIONS);
        leading.compute();
        assertThat(Math.exp(leading.logModulus(0))).isLessThan(1e-4);
    }

    @Test
    void whatIsNotFiniteIsReported() {
        MatrixMap map = new MatrixMap(3, 3, new double[] {1, 2, 3, 4, 5, 6, 7, Double.NaN, 9});
        LeadingEigenvalues leading = new LeadingEigenvalues(map, 2, OPTIONS);
        assertThat(leading.real(0)).isNaN();
        assertThat(leading.compute()).isEqualTo(Convergence.NOT_FINITE);
        assertThat(leading.real(0)).isNaN();
        assertThat(leading.imaginary(1)).isNaN();
        assertThat(leading.logModulus(0)).isNaN();
        assertThat(leading.residual(0)).isNaN();
        map.set(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        assertThat(leading.compute()).isEqualTo(Convergence.CONVERGED);
        assertThat(leading.real(0)).isCloseTo((15 + Math.sqrt(297)) / 2, within(1e-8));
    }

    @Test
    void theLimitOfProductsHolds() {
        double[] a = MatrixFamily.ORTHOGONAL.matrix(60, 3);
        LeadingEigenvalues leading = new LeadingEigenvalues(new MatrixMap(60, 60, a), 2, OPTIONS.withMaxProducts(100));
        assertThat(leading.compute()).isEqualTo(Convergence.NOT_CONVERGED);
        assertThat(leading.products()).isLessThanOrEqualTo(100);
        assertThat(leading.logModulus(0)).isCloseTo(0, within(0.1));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        MatrixMap map = new MatrixMap(3, 3, new double[9]);
        for (int k : new int[] {0, 4, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LeadingEigenvalues(map, k, OPTIONS))
                    .withMessageContaining(k + " leading eigenvalues of a map of size 3")
                    .withMessageContaining("from 1 to 3");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeadingEigenvalues(new MatrixMap(2, 3, new double[6]), 1, OPTIONS))
                .withMessageContaining("square");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeadingEigenvalues(map, 1, OPTIONS.withMaxProducts(4)))
                .withMessageContaining("at most 4 products");
    }

    private static double modulus(double[] value) {
        return Math.hypot(value[0], value[1]);
    }

    private static double nearest(LeadingEigenvalues leading, int i, double[][] expected) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] value : expected) {
            least = Math.min(least, Math.hypot(leading.real(i) - value[0], leading.imaginary(i) - value[1]));
        }
        return least;
    }
}
