package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.core.linear.Eigenvalues;
import dev.antipode.core.linear.SmallMatrices;
import dev.antipode.core.linear.SmallQr;
import dev.antipode.core.random.Purpose;
import org.junit.jupiter.api.Test;

class LinearSystemsTest {
    private static double radius(double[] matrix) {
        Eigenvalues eigenvalues = new Eigenvalues((int) Math.sqrt(matrix.length));
        eigenvalues.compute(matrix);
        double largest = 0;
        for (int i = 0; i < eigenvalues.order(); i++) {
            largest = Math.max(largest, eigenvalues.modulus(i));
        }
        return largest;
    }

    @Test
    void heatDecaysAtItsKnownRate() {
        assertThat(LinearSystems.heatRadius(20, 0.3)).isCloseTo(0.992613, within(5e-7));
        assertThat(radius(LinearSystems.heat(20, 0.3))).isCloseTo(LinearSystems.heatRadius(20, 0.3), within(1e-12));
    }

    @Test
    void driftMakesItDecayFaster() {
        double radius = radius(LinearSystems.driftAndDiffusion(12, 0.2, 0.1));
        assertThat(radius).isCloseTo(LinearSystems.driftRadius(12, 0.2, 0.1), within(1e-9));
        assertThat(radius).isLessThan(LinearSystems.heatRadius(12, 0.2));
        for (double entry : LinearSystems.driftAndDiffusion(12, 0.2, 0.1)) {
            assertThat(entry).isNotNegative();
        }
        assertThatThrownBy(() -> LinearSystems.driftAndDiffusion(12, 0.4, 0.3)).hasMessageContaining("negative");
    }

    /** Published in research notes for n = 4, s = 0.5, and measured here: a tenth of the step's own deviation of 0.4 / sqrt(n). */
    @Test
    void gaussianProductsHaveTheirExactSpectrum() {
        double[] expected = {-0.1352, -0.3283, -0.6352, -1.3283};
        int n = 4;
        int steps = 20_000;
        NormalStream normal = new NormalStream(5, Purpose.INSPECTION);
        SmallQr qr = new SmallQr(n, n);
        double[] frame = new double[n * n];
        SmallMatrices.identity(frame, n);
        double[] next = new double[n * n];
        double[] logs = new double[n];
        for (int step = 0; step < steps; step++) {
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += 0.5 * normal.get(step, i * n + k) * frame[j * n + k];
                    }
                    next[j * n + i] = sum;
                }
            }
            System.arraycopy(next, 0, frame, 0, n * n);
            qr.factor(frame);
            for (int j = 0; j < n; j++) {
                logs[j] += qr.logDiagonal(j);
            }
        }
        for (int i = 0; i < n; i++) {
            assertThat(LinearSystems.gaussianExponent(n, i + 1, 0.5)).isCloseTo(expected[i], within(6e-5));
            // Five standard errors; a step's deviation is at most that of the last exponent, sqrt(trigamma(1/2)) / 2 =
            // 1.11.
            assertThat(logs[i] / steps).isCloseTo(expected[i], within(5 * 1.11 / Math.sqrt(steps)));
        }
    }

    /** Without change the approximation is exact; for small changes its error is of the first order, its square of the second. */
    @Test
    void theErrorOfSlowlyVaryingProductsIsQuadraticInTheChange() {
        SlowlyVaryingProduct product = new SlowlyVaryingProduct(4, 10);
        double coarse = 0;
        double fine = 0;
        for (int seed = 1; seed <= 20; seed++) {
            assertThat(product.meanSquareError(0, seed)).isLessThan(1e-25);
            coarse += product.meanSquareError(1e-3, seed);
            fine += product.meanSquareError(1e-4, seed);
        }
        assertThat(coarse / fine).isBetween(90.0, 110.0);
    }
}
