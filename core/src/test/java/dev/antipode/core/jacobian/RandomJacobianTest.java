package dev.antipode.core.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.testing.MatrixFamily;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomJacobianTest {
    private static final int ROWS = 3;
    private static final int COLUMNS = 6;

    /** Some matrix of three rows. */
    private static final double[] ENTRIES = {
        1, -2, 0.5, 3, 0, 0.25, -1, 4, 0.1, 0.2, -0.3, 7, 0.01, -0.02, 0, 0.5, 1.5, -2.5
    };

    private static Sampling sampling(DirectionKind kind, int samples, long seed) {
        return kind == DirectionKind.ORTHOGONAL
                ? Sampling.orthogonal(samples / 3, 3, seed)
                : new Sampling(kind, samples, 1, seed);
    }

    /**
     * Over 400 estimates of 18 entries: their mean is the entry, and 95 % of them are within two standard errors, which
     * are themselves estimated from 60 samples.
     */
    @ParameterizedTest
    @EnumSource
    void isUnbiasedAndItsErrorsCoverTheTruth(DirectionKind kind) {
        MatrixMap map = new MatrixMap(ROWS, COLUMNS, ENTRIES);
        int repetitions = 400;
        int covered = 0;
        double[] sums = new double[ENTRIES.length];
        double[] variances = new double[ENTRIES.length];
        for (int seed = 0; seed < repetitions; seed++) {
            RandomJacobian jacobian = new RandomJacobian(map, sampling(kind, 60, seed));
            jacobian.compute();
            for (int k = 0; k < ENTRIES.length; k++) {
                double value = jacobian.value(k / COLUMNS, k % COLUMNS);
                double error = jacobian.standardError(k / COLUMNS, k % COLUMNS);
                sums[k] += value / repetitions;
                variances[k] += error * error / repetitions;
                covered += Math.abs(value - ENTRIES[k]) <= 2 * error ? 1 : 0;
            }
        }
        for (int k = 0; k < ENTRIES.length; k++) {
            assertThat(sums[k]).isCloseTo(ENTRIES[k], within(5 * Math.sqrt(variances[k] / repetitions)));
        }
        double share = (double) covered / (repetitions * ENTRIES.length);
        assertThat(share).isBetween(0.92, 0.98);
    }

    /** Of random signs, the error of an entry is the norm of the rest of its row over the root of the samples. */
    @Test
    void errorsOfRandomSignsAreKnownExactly() {
        int samples = 40_000;
        RandomJacobian jacobian =
                new RandomJacobian(new MatrixMap(ROWS, COLUMNS, ENTRIES), Sampling.rademacher(samples, 1));
        jacobian.compute();
        double total = 0;
        for (int row = 0; row < ROWS; row++) {
            double square = 0;
            for (int column = 0; column < COLUMNS; column++) {
                square += ENTRIES[row * COLUMNS + column] * ENTRIES[row * COLUMNS + column];
            }
            for (int column = 0; column < COLUMNS; column++) {
                double own = ENTRIES[row * COLUMNS + column];
                double expected = Math.sqrt((square - own * own) / samples);
                assertThat(jacobian.standardError(row, column)).isCloseTo(expected, within(0.03 * expected));
                total += expected * expected;
            }
        }
        assertThat(jacobian.errorNorm()).isCloseTo(Math.sqrt(total), within(0.02 * Math.sqrt(total)));
    }

    @Test
    void aWholeOrthogonalBlockIsExact() {
        RandomJacobian jacobian =
                new RandomJacobian(new MatrixMap(ROWS, COLUMNS, ENTRIES), Sampling.orthogonal(2, COLUMNS, 1));
        jacobian.compute();
        for (int k = 0; k < ENTRIES.length; k++) {
            assertThat(jacobian.value(k / COLUMNS, k % COLUMNS)).isCloseTo(ENTRIES[k], within(1e-13));
            assertThat(jacobian.standardError(k / COLUMNS, k % COLUMNS)).isLessThan(1e-13);
        }
    }

    @Test
    void scalesAreTakenInAndWhatIsNotFiniteSpreads() {
        MatrixMap two = new MatrixMap(1, 1, new double[] {2});
        RandomJacobian power =
                new RandomJacobian(new ProductMap(Collections.nCopies(20, two)), Sampling.rademacher(2, 1));
        assertThat(power.value(0, 0)).isNaN();
        power.compute();
        assertThat(power.value(0, 0)).isCloseTo(0x1p20, within(1e-6));
        RandomJacobian broken =
                new RandomJacobian(new MatrixMap(1, 1, new double[] {Double.NaN}), Sampling.rademacher(2, 1));
        broken.compute();
        assertThat(broken.value(0, 0)).isNaN();
        RandomJacobian one = new RandomJacobian(two, Sampling.gaussian(1, 1));
        one.compute();
        assertThat(one.standardError(0, 0)).isNaN();
    }

    /** Norm and trace of 200 estimates: unbiased, and within two standard errors 95 times of 100. */
    @ParameterizedTest
    @EnumSource
    void normsAndTracesCoverTheTruth(DirectionKind kind) {
        int n = 12;
        double[] a = MatrixFamily.GAUSSIAN.matrix(n, 4);
        double square = 0;
        double trace = 0;
        for (int k = 0; k < a.length; k++) {
            square += a[k] * a[k];
            trace += k % (n + 1) == 0 ? a[k] : 0;
        }
        double norm = Math.sqrt(square);
        int repetitions = 300;
        int normCovered = 0;
        int traceCovered = 0;
        double meanSquare = 0;
        double meanTrace = 0;
        double traceVariance = 0;
        double squareVariance = 0;
        for (int seed = 0; seed < repetitions; seed++) {
            NormEstimate estimate = new NormEstimate(new MatrixMap(n, n, a), sampling(kind, 90, seed));
            estimate.compute();
            normCovered += Math.abs(estimate.frobeniusNorm() - norm) <= 2 * estimate.frobeniusStandardError() ? 1 : 0;
            traceCovered += Math.abs(estimate.trace() - trace) <= 2 * estimate.traceStandardError() ? 1 : 0;
            double estimated = estimate.frobeniusNorm() * estimate.frobeniusNorm();
            meanSquare += estimated / repetitions;
            meanTrace += estimate.trace() / repetitions;
            traceVariance += Math.pow(estimate.traceStandardError(), 2) / repetitions;
            squareVariance += Math.pow(2 * estimated * estimate.logFrobeniusStandardError(), 2) / repetitions;
        }
        assertThat(meanSquare).isCloseTo(square, within(5 * Math.sqrt(squareVariance / repetitions)));
        assertThat(meanTrace).isCloseTo(trace, within(5 * Math.sqrt(traceVariance / repetitions)));
        assertThat(normCovered / (double) repetitions).isBetween(0.9, 0.99);
        assertThat(traceCovered / (double) repetitions).isBetween(0.9, 0.99);
    }

    @Test
    void normsBeyondTheRangeOfDoublesHaveALogarithm() {
        for (double size : new double[] {1e3, 1e-3}) {
            MatrixMap map = new MatrixMap(2, 2, new double[] {size, 0, 0, -size});
            NormEstimate estimate =
                    new NormEstimate(new ProductMap(Collections.nCopies(301, map)), Sampling.rademacher(4, 1));
            estimate.compute();
            double expected = 301 * Math.log(size) + 0.5 * Math.log(2);
            assertThat(estimate.logFrobeniusNorm()).isCloseTo(expected, within(1e-9));
            assertThat(estimate.logFrobeniusStandardError()).isLessThan(1e-9);
            assertThat(estimate.frobeniusNorm()).isEqualTo(size > 1 ? Double.POSITIVE_INFINITY : 0);
            ColumnSubset subset = new ColumnSubset(new ProductMap(Collections.nCopies(301, map)), 1, 1);
            subset.compute();
            assertThat(subset.logFrobeniusNorm()).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void zeroMapsAndBrokenMapsHaveTheirNorms() {
        NormEstimate zero = new NormEstimate(new MatrixMap(2, 2, new double[4]), Sampling.rademacher(3, 1));
        zero.compute();
        assertThat(zero.frobeniusNorm()).isZero();
        assertThat(zero.trace()).isZero();
        NormEstimate broken =
                new NormEstimate(new MatrixMap(2, 2, new double[] {1, 2, Double.NaN, 3}), Sampling.gaussian(3, 1));
        broken.compute();
        assertThat(broken.frobeniusNorm()).isNaN();
        assertThat(broken.trace()).isNaN();
        NormEstimate wide = new NormEstimate(new MatrixMap(1, 2, new double[] {3, 4}), Sampling.orthogonal(2, 2, 1));
        wide.compute();
        assertThat(wide.frobeniusNorm()).isCloseTo(5, within(1e-13));
        assertThat(wide.trace()).isNaN();
    }

    @Test
    void aSubsetHasExactColumns() {
        MatrixMap map = new MatrixMap(ROWS, COLUMNS, ENTRIES);
        ColumnSubset subset = new ColumnSubset(map, 4, 7);
        subset.compute();
        boolean[] seen = new boolean[COLUMNS];
        for (int c = 0; c < subset.count(); c++) {
            int column = subset.column(c);
            assertThat(seen[column]).isFalse();
            seen[column] = true;
            double square = 0;
            for (int row = 0; row < ROWS; row++) {
                assertThat(subset.value(row, c)).isEqualTo(ENTRIES[row * COLUMNS + column]);
                square += subset.value(row, c) * subset.value(row, c);
            }
            assertThat(subset.logColumnNorm(c)).isCloseTo(0.5 * Math.log(square), within(1e-14));
        }
    }

    /** All subsets together: unbiased for the square of the norm, with errors of the right size; exact with all columns. */
    @Test
    void theNormOfTheWholeIsExtrapolated() {
        MatrixMap map = new MatrixMap(20, 20, MatrixFamily.GAUSSIAN.matrix(20, 1));
        ColumnSubset all = new ColumnSubset(map, 20, 1);
        all.compute();
        double norm = all.logFrobeniusNorm();
        double square = 0;
        for (double x : MatrixFamily.GAUSSIAN.matrix(20, 1)) {
            square += x * x;
        }
        assertThat(norm).isCloseTo(0.5 * Math.log(square), within(1e-13));
        assertThat(all.logFrobeniusStandardError()).isZero();
        int repetitions = 2000;
        double mean = 0;
        double spread = 0;
        double claimed = 0;
        for (int seed = 0; seed < repetitions; seed++) {
            ColumnSubset subset = new ColumnSubset(map, 10, seed);
            subset.compute();
            double relative = Math.exp(2 * (subset.logFrobeniusNorm() - norm)) - 1;
            mean += relative / repetitions;
            spread += relative * relative / repetitions;
            claimed += Math.pow(2 * subset.logFrobeniusStandardError(), 2) / repetitions;
        }
        assertThat(mean).isCloseTo(0, within(5 * Math.sqrt(spread / repetitions)));
        assertThat(claimed).isCloseTo(spread, within(0.15 * spread));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        MatrixMap map = new MatrixMap(ROWS, COLUMNS, ENTRIES);
        for (int count : new int[] {0, 7}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ColumnSubset(map, count, 1))
                    .withMessageContaining(count + " columns")
                    .withMessageContaining("from 1 to 6");
        }
        ColumnSubset one = new ColumnSubset(map, 1, 1);
        one.compute();
        assertThat(one.logFrobeniusStandardError()).isNaN();
    }
}
