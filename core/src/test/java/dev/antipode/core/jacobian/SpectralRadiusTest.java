package dev.antipode.core.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.linear.Convergence;
import dev.antipode.core.testing.MatrixFamily;
import dev.antipode.core.testing.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpectralRadiusTest {
    private static final int MATRICES = 50;
    private static final IterationOptions OPTIONS = IterationOptions.standard(1);

    /** Two agreeing estimates may both lag behind where convergence is slow. */
    private static final double LAG = 1e-6;

    /** Every family, near to normal and far from it: almost all settle, and what has settled is right. */
    @ParameterizedTest
    @EnumSource
    void agreesWithADenseSolver(MatrixFamily family) {
        int converged = 0;
        for (int seed = 0; seed < MATRICES; seed++) {
            int n = MatrixFamily.size(seed);
            double[] a = family.matrix(n, seed);
            double expected = Reference.largestModulus(family.eigenvalues(n, seed));
            SpectralRadius radius = new SpectralRadius(new MatrixMap(n, n, a), OPTIONS);
            boolean settled = radius.compute() == Convergence.CONVERGED;
            converged += settled ? 1 : 0;
            assertThat(radius.radius())
                    .as(family + " " + n + " " + seed)
                    .isCloseTo(expected, within(expected * (settled ? LAG + sensitivity(family, a, n) : 0.02)));
            assertThat(radius.products()).isLessThanOrEqualTo(OPTIONS.maxProducts());
            double norm = Reference.singularValues(a, n)[0];
            assertThat(Math.exp(radius.logNorm())).isCloseTo(norm, within(1e-7 * norm));
            assertThat(radius.normConvergence()).isEqualTo(Convergence.CONVERGED);
            assertThat(Math.exp(radius.logLargestGrowth())).isLessThanOrEqualTo(norm * (1 + 1e-12));
        }
        assertThat(converged).isGreaterThanOrEqualTo(MATRICES - 1);
    }

    /** How much the radius moves when a rounding error is put on the matrix. */
    private static double sensitivity(MatrixFamily family, double[] a, int n) {
        if (family == MatrixFamily.TRIANGULAR || family == MatrixFamily.GRADED) {
            return 0;
        }
        double before = Reference.largestModulus(Reference.eigenvalues(a, n));
        double after = Reference.largestModulus(Reference.eigenvalues(Reference.perturbed(a, n, 1e-15), n));
        return 20 * Math.abs(before - after) / before;
    }

    /** Known from theory: 1 - 4 r sin^2(pi / 2n) for the explicit heat equation. */
    @Test
    void theHeatEquationHasItsKnownRadius() {
        SpectralRadius radius = new SpectralRadius(new MatrixMap(19, 19, MatrixFamily.heat(20, 0.3)), OPTIONS);
        assertThat(radius.compute()).isEqualTo(Convergence.CONVERGED);
        double sine = Math.sin(Math.PI / 40);
        assertThat(radius.radius()).isCloseTo(1 - 1.2 * sine * sine, within(1e-8));
        assertThat(radius.radius()).isCloseTo(0.992613, within(5e-7));
        assertThat(radius.logNorm()).isCloseTo(radius.logRadius(), within(1e-8));
    }

    /** The eigenvalue 0.9 lives in components 1e20 times smaller than the rest. */
    @Test
    void aTinyComponentThatMattersIsNotLost() {
        for (double coupling : new double[] {1e3, 1e8, 1e20, 1e60}) {
            SpectralRadius radius =
                    new SpectralRadius(new MatrixMap(2, 2, new double[] {0.5, coupling, 0, 0.9}), OPTIONS);
            assertThat(radius.compute()).isEqualTo(Convergence.CONVERGED);
            assertThat(radius.radius()).isCloseTo(0.9, within(1e-7));
            assertThat(Math.exp(radius.logNorm())).isCloseTo(coupling, within(1e-3 * coupling));
        }
    }

    @Test
    void jordanBlocksSettleSlowlyButNearTheTruth() {
        for (int n = 2; n <= 8; n++) {
            double[] a = new double[n * n];
            for (int i = 0; i < n; i++) {
                a[i * n + i] = 0.95;
                if (i + 1 < n) {
                    a[i * n + i + 1] = 1;
                }
            }
            SpectralRadius radius = new SpectralRadius(new MatrixMap(n, n, a), OPTIONS);
            radius.compute();
            assertThat(radius.radius()).as("size " + n).isCloseTo(0.95, within(0.01));
            assertThat(radius.logNorm()).isGreaterThan(Math.log(1.2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16, 40})
    void nilpotentMapsHaveRadiusZero(int n) {
        double[] a = new double[n * n];
        for (int i = 0; i + 1 < n; i++) {
            a[i * n + i + 1] = 3;
        }
        SpectralRadius radius = new SpectralRadius(new MatrixMap(n, n, a), OPTIONS);
        assertThat(radius.compute()).isEqualTo(Convergence.CONVERGED);
        assertThat(radius.radius()).isZero();
        assertThat(radius.logRadius()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Math.exp(radius.logNorm())).isCloseTo(n == 1 ? 0 : 3, within(1e-7));
    }

    @Test
    void oneByOneIsItsEntry() {
        for (double entry : new double[] {-2.5, 1, 1e-300, 1e300}) {
            SpectralRadius radius = new SpectralRadius(new MatrixMap(1, 1, new double[] {entry}), OPTIONS);
            assertThat(radius.compute()).isEqualTo(Convergence.CONVERGED);
            assertThat(radius.logRadius()).isCloseTo(Math.log(Math.abs(entry)), within(1e-12));
            assertThat(radius.logNorm()).isCloseTo(Math.log(Math.abs(entry)), within(1e-12));
        }
    }

    /** Products of 400 Jacobians that grow past 1e200, and that shrink below 1e-200. */
    @ParameterizedTest
    @ValueSource(doubles = {4, 0.1})
    void productsBeyondTheRangeOfDoublesHaveALogarithm(double size) {
        int n = 6;
        int factors = 800;
        List<LinearMap> maps = new ArrayList<>();
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++) {
            product[i * n + i] = 1;
        }
        double logScale = 0;
        for (int k = 0; k < factors; k++) {
            double[] a = MatrixFamily.GAUSSIAN.matrix(n, k);
            for (int i = 0; i < a.length; i++) {
                a[i] *= size;
            }
            maps.add(new MatrixMap(n, n, a));
            logScale += multiply(a, product, n);
        }
        double expected = Math.log(Reference.largestModulus(Reference.eigenvalues(product, n))) + logScale;
        SpectralRadius radius = new SpectralRadius(new ProductMap(maps), OPTIONS);
        assertThat(radius.compute()).isEqualTo(Convergence.CONVERGED);
        assertThat(radius.logRadius()).isCloseTo(expected, within(1e-7));
        assertThat(Math.abs(expected)).isGreaterThan(Math.log(1e200));
        double norm = Math.log(Reference.singularValues(product, n)[0]) + logScale;
        assertThat(radius.logNorm()).isCloseTo(norm, within(1e-7));
        assertThat(radius.radius()).isEqualTo(size > 1 ? Double.POSITIVE_INFINITY : 0);
    }

    /** {@code product = a * product}, brought back to the order of one; returns the logarithm that was taken out. */
    private static double multiply(double[] a, double[] product, int n) {
        double[] next = new double[n * n];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    next[i * n + j] += a[i * n + k] * product[k * n + j];
                }
                largest = Math.max(largest, Math.abs(next[i * n + j]));
            }
        }
        for (int i = 0; i < next.length; i++) {
            product[i] = next[i] / largest;
        }
        return Math.log(largest);
    }

    @Test
    void mapsThatAreNotFiniteAreReportedAtOnce() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            SpectralRadius radius = new SpectralRadius(new MatrixMap(2, 2, new double[] {1, 2, 3, bad}), OPTIONS);
            assertThat(radius.compute()).isEqualTo(Convergence.NOT_FINITE);
            assertThat(radius.radius()).isNaN();
            assertThat(radius.logRadius()).isNaN();
            assertThat(radius.uncertainty()).isNaN();
            assertThat(radius.logNorm()).isNaN();
            assertThat(radius.normConvergence()).isEqualTo(Convergence.NOT_FINITE);
            assertThat(radius.products()).isEqualTo(1);
        }
        for (int good = 1; good < 60; good++) {
            SpectralRadius radius = new SpectralRadius(failingAfter(good), OPTIONS);
            Convergence how = radius.compute();
            assertThat(how).as("after " + good).isIn(Convergence.NOT_FINITE, Convergence.CONVERGED);
            assertThat(radius.products()).isLessThanOrEqualTo(good + 1);
        }
        SpectralRadius scale = new SpectralRadius(map(2, call -> Double.POSITIVE_INFINITY), OPTIONS);
        assertThat(scale.compute()).isEqualTo(Convergence.NOT_FINITE);
    }

    private static LinearMap failingAfter(int good) {
        return map(24, call -> call < good ? 0 : Double.NaN);
    }

    /** A shift register with feedback, whose products have the given logarithmic scale, call by call. */
    private static LinearMap map(int size, IntFunction<Double> logScale) {
        return new LinearMap() {
            private int calls;

            @Override
            public int inputs() {
                return size;
            }

            @Override
            public int outputs() {
                return size;
            }

            @Override
            public double apply(double[] in, double[] out) {
                System.arraycopy(in, 0, out, 1, size - 1);
                out[0] = 0.3 * in[size - 1] + 0.2 * in[0];
                return logScale.apply(calls++);
            }
        };
    }

    @Test
    void theLimitOfProductsHolds() {
        // All eigenvalues on one circle, so that the Krylov spaces never settle, and far from normal, so that growth
        // does not.
        int n = 60;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + (i + 1) % n] = i == 0 ? 1e6 : i == n / 2 ? 1e-6 : 1;
        }
        for (int limit : new int[] {36, 60, 100, 1000}) {
            SpectralRadius radius = new SpectralRadius(new MatrixMap(n, n, a), OPTIONS.withMaxProducts(limit));
            radius.compute();
            assertThat(radius.products()).isLessThanOrEqualTo(limit);
            assertThat(radius.uncertainty()).isNotNegative();
        }
        SpectralRadius radius = new SpectralRadius(new MatrixMap(n, n, a), OPTIONS);
        radius.compute();
        assertThat(radius.radius()).isCloseTo(1, within(0.1));
    }

    @Test
    void theResultIsAFunctionOfTheMap() {
        double[] a = MatrixFamily.GAUSSIAN.matrix(30, 1);
        double[] b = MatrixFamily.GAUSSIAN.matrix(30, 2);
        MatrixMap map = new MatrixMap(30, 30, a);
        SpectralRadius radius = new SpectralRadius(map, OPTIONS);
        radius.compute();
        double first = radius.logRadius();
        map.set(b);
        radius.compute();
        assertThat(radius.logRadius()).isNotEqualTo(first);
        map.set(a);
        radius.compute();
        assertThat(radius.logRadius()).isEqualTo(first);
    }

    @Test
    void mapsWithoutTransposeHaveNoNorm() {
        SpectralRadius radius = new SpectralRadius(map(5, call -> 0.0), OPTIONS);
        assertThat(radius.convergence()).isNull();
        assertThat(radius.compute()).isEqualTo(Convergence.CONVERGED);
        assertThat(radius.logNorm()).isNaN();
        assertThat(radius.normConvergence()).isEqualTo(Convergence.NOT_CONVERGED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpectralNorm(map(5, call -> 0.0), OPTIONS))
                .withMessageContaining("transpose");
    }

    @Test
    void rectangularMapsHaveANormAndNoRadius() {
        MatrixMap map = new MatrixMap(2, 3, new double[] {3, 0, 0, 0, 4, 0});
        SpectralNorm norm = new SpectralNorm(map, OPTIONS);
        assertThat(norm.compute()).isEqualTo(Convergence.CONVERGED);
        assertThat(norm.norm()).isCloseTo(4, within(1e-8));
        assertThat(norm.logNorm()).isCloseTo(Math.log(4), within(1e-8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpectralRadius(map, OPTIONS))
                .withMessageContaining("2 outputs and 3 inputs");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withSubspace(1))
                .withMessageContaining("dimension 1")
                .withMessageContaining("from 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withMaxProducts(0))
                .withMessageContaining("0 products");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpectralRadius(map(40, call -> 0.0), OPTIONS.withMaxProducts(35)))
                .withMessageContaining("at least 36");
        for (double tolerance : new double[] {0, Double.NaN, 1, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OPTIONS.withTolerance(tolerance))
                    .withMessageContaining("" + tolerance);
        }
    }
}
