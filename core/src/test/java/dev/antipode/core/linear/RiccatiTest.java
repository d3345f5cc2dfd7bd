package dev.antipode.core.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RiccatiTest {
    private static final double SAME = 1e-9;

    @Test
    void theScalarEquationGivesTheGoldenRatio() {
        DiscreteRiccati riccati = new DiscreteRiccati(1, 1);

        assertThat(riccati.solve(new double[] {1}, new double[] {1}, new double[] {1}, new double[] {1}))
                .isEqualTo(RiccatiResult.STABILISING);

        double golden = (1 + Math.sqrt(5)) / 2;
        assertThat(riccati.solution(0, 0)).isCloseTo(golden, within(1e-14));
        assertThat(riccati.gain(0, 0)).isCloseTo(golden / (1 + golden), within(1e-14));
        assertThat(riccati.spectralRadius()).isCloseTo(1 - golden / (1 + golden), within(1e-14));
    }

    /** A. J. Laub, "A Schur method for solving algebraic Riccati equations", 1979, example 1. */
    @Test
    void theDoubleIntegratorHasItsClosedForm() {
        ContinuousRiccati riccati = new ContinuousRiccati(2, 1);
        double[] a = {0, 1, 0, 0};
        double[] b = {0, 1};

        assertThat(riccati.solve(a, b, new double[] {1, 0, 0, 2}, new double[] {1}))
                .isEqualTo(RiccatiResult.STABILISING);
        assertThat(new double[] {riccati.solution(0, 0), riccati.solution(0, 1), riccati.solution(1, 1)})
                .containsExactly(new double[] {2, 1, 2}, within(1e-13));

        // With a position weight alone X = [sqrt(2) 1; 1 sqrt(2)]: Åström and Murray, "Feedback Systems", example 7.8.
        assertThat(riccati.solve(a, b, new double[] {1, 0, 0, 0}, new double[] {1}))
                .isEqualTo(RiccatiResult.STABILISING);
        assertThat(new double[] {riccati.gain(0, 0), riccati.gain(0, 1)})
                .containsExactly(new double[] {1, Math.sqrt(2)}, within(1e-13));
        assertThat(riccati.spectralAbscissa()).isCloseTo(-Math.sqrt(0.5), within(1e-13));
    }

    /** From P. Benner, A. J. Laub, V. Mehrmann, "A collection of benchmark examples ... II: discrete-time case" (DAREX, 1995), part 1. */
    @Test
    void aPublishedDiscreteExampleIsMet() {
        DiscreteRiccati riccati = new DiscreteRiccati(2, 2);

        assertThat(riccati.solve(
                        new double[] {0.9512, 0, 0, 0.9048},
                        new double[] {4.877, 4.877, -1.1895, 3.569},
                        new double[] {0.005, 0, 0, 0.02},
                        new double[] {1.0 / 3, 0, 0, 3}))
                .isEqualTo(RiccatiResult.STABILISING);

        assertThat(riccati.solution(0, 0)).isCloseTo(0.010459082320970, within(5e-15));
        assertThat(riccati.solution(0, 1)).isCloseTo(0.003224644477419, within(5e-15));
        assertThat(riccati.solution(1, 1)).isCloseTo(0.050397741135643, within(5e-15));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void discreteGainsEqualThoseOfTheRecursion(int n) {
        for (int seed = 0; seed < 4; seed++) {
            SplittableRandom random = new SplittableRandom(100L * n + seed);
            int m = inputs(random, n);
            Problem p = Problem.random(random, n, m, seed % 2 == 1, 0.9 / Math.sqrt(n));
            DiscreteRiccati riccati = new DiscreteRiccati(n, m);

            assertThat(riccati.solve(p.a.data, p.b.data, p.q.data, p.r.data, p.s.data))
                    .isEqualTo(RiccatiResult.STABILISING);

            DMatrixRMaj expected = p.recursion();
            for (int i = 0; i < m * n; i++) {
                assertThat(riccati.gain(i / n, i % n)).isCloseTo(expected.data[i], within(SAME));
            }
            assertThat(riccati.spectralRadius()).isLessThan(1);
            assertThat(riccati.relativeResidual()).isLessThan(1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void continuousGainsEqualThoseOfTheSignFunction(int n) {
        for (int seed = 0; seed < 4; seed++) {
            SplittableRandom random = new SplittableRandom(1000L * n + seed);
            int m = inputs(random, n);
            Problem p = Problem.random(random, n, m, seed % 2 == 1, 1 / Math.sqrt(n));
            ContinuousRiccati riccati = new ContinuousRiccati(n, m);

            assertThat(riccati.solve(p.a.data, p.b.data, p.q.data, p.r.data, p.s.data))
                    .isEqualTo(RiccatiResult.STABILISING);

            DMatrixRMaj expected = p.signFunction();
            for (int i = 0; i < m * n; i++) {
                assertThat(riccati.gain(i / n, i % n)).isCloseTo(expected.data[i], within(SAME));
            }
            assertThat(riccati.spectralAbscissa()).isNegative();
            assertThat(riccati.relativeResidual()).isLessThan(1e-12);
        }
    }

    /** At least a third of the states: with fewer, random problems of this size are too badly conditioned for nine digits. */
    private static int inputs(SplittableRandom random, int n) {
        int least = (n + 2) / 3;
        return least + random.nextInt(n - least + 1);
    }

    @Test
    void theCostToGoIsTheSumOfTheCosts() {
        SplittableRandom random = new SplittableRandom(7);
        Problem p = Problem.random(random, 4, 2, true, 0.5);
        DiscreteRiccati riccati = new DiscreteRiccati(4, 2);
        riccati.solve(p.a.data, p.b.data, p.q.data, p.r.data, p.s.data);
        double[] x = {1, -2, 0.5, 3};
        double expected = 0;
        for (int i = 0; i < 16; i++) {
            expected += x[i / 4] * riccati.solution(i / 4, i % 4) * x[i % 4];
        }
        double sum = 0;
        for (int step = 0; step < 2000; step++) {
            double[] u = new double[2];
            for (int i = 0; i < 8; i++) {
                u[i / 4] -= riccati.gain(i / 4, i % 4) * x[i % 4];
            }
            double[] next = new double[4];
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    sum += x[i] * p.q.get(i, j) * x[j];
                    next[i] += p.a.get(i, j) * x[j];
                }
                for (int j = 0; j < 2; j++) {
                    sum += 2 * x[i] * p.s.get(i, j) * u[j];
                    next[i] += p.b.get(i, j) * u[j];
                }
            }
            sum += u[0] * (p.r.get(0, 0) * u[0] + p.r.get(0, 1) * u[1]);
            sum += u[1] * (p.r.get(1, 0) * u[0] + p.r.get(1, 1) * u[1]);
            x = next;
        }
        assertThat(sum).isCloseTo(expected, within(1e-10 * expected));
    }

    @Test
    void badlyScaledUnitsDoNotMatter() {
        // Micrometres and kilometres: the double integrator in other units.
        double scale = 1e9;
        ContinuousRiccati riccati = new ContinuousRiccati(2, 1);
        assertThat(riccati.solve(
                        new double[] {0, scale, 0, 0},
                        new double[] {0, 1 / scale},
                        new double[] {1, 0, 0, 0},
                        new double[] {1}))
                .isEqualTo(RiccatiResult.STABILISING);
        assertThat(riccati.gain(0, 0)).isCloseTo(1, within(SAME));
        assertThat(riccati.gain(0, 1) / scale).isCloseTo(Math.sqrt(2), within(SAME));
    }

    @Test
    void whatHasNoStabilisingSolutionIsSaid() {
        DiscreteRiccati discrete = new DiscreteRiccati(2, 1);
        ContinuousRiccati continuous = new ContinuousRiccati(2, 1);
        double[] one = {1};
        double[] unit = {1, 0, 0, 1};
        double[] second = {0, 1};

        // The input does not reach the first state, which grows.
        assertThat(discrete.solve(new double[] {1.1, 0, 0, 0.5}, second, unit, one))
                .isEqualTo(RiccatiResult.NO_STABILISING_SOLUTION);
        assertThat(continuous.solve(new double[] {0.1, 0, 0, -1}, second, unit, one))
                .isEqualTo(RiccatiResult.NO_STABILISING_SOLUTION);
        // Nor does it where that state stays as it is.
        assertThat(discrete.solve(new double[] {1, 0, 0, 0.5}, second, unit, one))
                .isEqualTo(RiccatiResult.NO_STABILISING_SOLUTION);
        assertThat(continuous.solve(new double[] {0, 0, 0, -1}, second, unit, one))
                .isEqualTo(RiccatiResult.NO_STABILISING_SOLUTION);
        // The cost does not see the position of a double integrator.
        assertThat(discrete.solve(new double[] {1, 1, 0, 1}, second, new double[] {0, 0, 0, 1}, one))
                .isEqualTo(RiccatiResult.NO_STABILISING_SOLUTION);
        assertThat(continuous.solve(new double[] {0, 1, 0, 0}, second, new double[] {0, 0, 0, 1}, one))
                .isEqualTo(RiccatiResult.NO_STABILISING_SOLUTION);
        // A mode that decays need be neither reached nor seen.
        assertThat(discrete.solve(new double[] {0.9, 0, 0, 1}, second, new double[] {0, 0, 0, 1}, one))
                .isEqualTo(RiccatiResult.STABILISING);
        assertThat(continuous.solve(new double[] {-0.1, 0, 0, 1}, second, new double[] {0, 0, 0, 1}, one))
                .isEqualTo(RiccatiResult.STABILISING);
    }

    @Test
    void badWeightsAndNumbersAreSaid() {
        DiscreteRiccati discrete = new DiscreteRiccati(2, 1);
        ContinuousRiccati continuous = new ContinuousRiccati(2, 1);
        double[] a = {1, 1, 0, 1};
        double[] b = {0, 1};
        double[] q = {1, 0, 0, 1};
        for (double weight : new double[] {0, -1}) {
            double[] r = {weight};
            assertThat(discrete.solve(a, b, q, r)).isEqualTo(RiccatiResult.INPUT_WEIGHT_NOT_POSITIVE);
            assertThat(continuous.solve(a, b, q, r)).isEqualTo(RiccatiResult.INPUT_WEIGHT_NOT_POSITIVE);
        }
        double[] broken = {1, Double.NaN, 0, 1};
        assertThat(discrete.solve(broken, b, q, new double[] {1})).isEqualTo(RiccatiResult.NOT_FINITE);
        assertThat(continuous.solve(a, b, broken, new double[] {1})).isEqualTo(RiccatiResult.NOT_FINITE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DiscreteRiccati(0, 1))
                .withMessageContaining("0 states and 1 inputs");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12})
    void systemsAreSolvedAsByAnotherLibrary(int n) {
        SplittableRandom random = new SplittableRandom(n);
        DMatrixRMaj a = Problem.gaussian(random, n, n, 1);
        DMatrixRMaj b = Problem.gaussian(random, n, 3, 1);
        DMatrixRMaj expected = new DMatrixRMaj(n, 3);
        CommonOps_DDRM.solve(a, b, expected);
        SmallLu lu = new SmallLu(n);

        assertThat(lu.factor(a.data)).isTrue();
        lu.solve(b.data, 3);

        assertThat(b.data).containsExactly(expected.data, within(1e-10));
    }

    @Test
    void singularSystemsAreRefused() {
        assertThat(new SmallLu(2).factor(new double[] {1, 2, 2, 4})).isFalse();
        assertThat(new SmallLu(2).factor(new double[] {0, 0, 0, 0})).isFalse();
        assertThat(new SmallLu(2).factor(new double[] {1, Double.NaN, 0, 1})).isFalse();
        assertThat(new SmallLu(2).factor(new double[] {1, Double.POSITIVE_INFINITY, 0, 1}))
                .isFalse();
    }

    /** A random problem whose every mode is reached and seen, almost surely; solved by other means on another library. */
    private record Problem(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj q, DMatrixRMaj r, DMatrixRMaj s) {
        static Problem random(SplittableRandom random, int n, int m, boolean cross, double size) {
            DMatrixRMaj a = gaussian(random, n, n, size);
            DMatrixRMaj b = gaussian(random, n, m, 1);
            // [Q S; S^T R] as a Gram matrix, with some of the unit matrix for R.
            DMatrixRMaj root = gaussian(random, n + m, n + m, 1 / Math.sqrt(n + m));
            DMatrixRMaj whole = new DMatrixRMaj(n + m, n + m);
            CommonOps_DDRM.multTransA(root, root, whole);
            DMatrixRMaj q = CommonOps_DDRM.extract(whole, 0, n, 0, n);
            DMatrixRMaj s = CommonOps_DDRM.extract(whole, 0, n, n, n + m);
            DMatrixRMaj r = CommonOps_DDRM.extract(whole, n, n + m, n, n + m);
            for (int i = 0; i < m; i++) {
                r.add(i, i, 0.5);
            }
            if (!cross) {
                s.zero();
            }
            return new Problem(a, b, q, r, s);
        }

        static DMatrixRMaj gaussian(SplittableRandom random, int rows, int columns, double size) {
            DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
            for (int i = 0; i < rows * columns; i++) {
                matrix.data[i] = size * random.nextGaussian();
            }
            return matrix;
        }

        /** The Riccati difference equation, run until it stands still. */
        DMatrixRMaj recursion() {
            DMatrixRMaj x = q.copy();
            DMatrixRMaj k = new DMatrixRMaj(b.numCols, a.numCols);
            DMatrixRMaj xa = new DMatrixRMaj(a.numRows, a.numCols);
            DMatrixRMaj xb = new DMatrixRMaj(a.numRows, b.numCols);
            for (int step = 0; step < 5000; step++) {
                CommonOps_DDRM.mult(x, a, xa);
                CommonOps_DDRM.mult(x, b, xb);
                DMatrixRMaj weight = r.copy();
                CommonOps_DDRM.multAddTransA(b, xb, weight);
                DMatrixRMaj right = CommonOps_DDRM.transpose(s, null);
                CommonOps_DDRM.multAddTransA(b, xa, right);
                CommonOps_DDRM.solve(weight, right, k);
                DMatrixRMaj next = q.copy();
                CommonOps_DDRM.multAddTransA(a, xa, next);
                CommonOps_DDRM.multAddTransA(-1, right, k, next);
                for (int i = 0; i < x.numRows; i++) {
                    for (int j = 0; j < x.numRows; j++) {
                        x.set(i, j, 0.5 * (next.get(i, j) + next.get(j, i)));
                    }
                }
            }
            return k;
        }

        /** J. D. Roberts, "Linear model reduction and solution of the algebraic Riccati equation by use of the sign function", 1980. */
        DMatrixRMaj signFunction() {
            int n = a.numRows;
            DMatrixRMaj inverse = new DMatrixRMaj(r.numRows, r.numRows);
            CommonOps_DDRM.invert(r, inverse);
            DMatrixRMaj rst = new DMatrixRMaj(r.numRows, n);
            CommonOps_DDRM.multTransB(inverse, s, rst);
            DMatrixRMaj plainA = a.copy();
            CommonOps_DDRM.multAdd(-1, b, rst, plainA);
            DMatrixRMaj plainQ = q.copy();
            CommonOps_DDRM.multAdd(-1, s, rst, plainQ);
            DMatrixRMaj rbt = new DMatrixRMaj(r.numRows, n);
            CommonOps_DDRM.multTransB(inverse, b, rbt);
            DMatrixRMaj g = new DMatrixRMaj(n, n);
            CommonOps_DDRM.mult(b, rbt, g);
            DMatrixRMaj z = new DMatrixRMaj(2 * n, 2 * n);
            CommonOps_DDRM.insert(plainA, z, 0, 0);
            CommonOps_DDRM.scale(-1, g);
            CommonOps_DDRM.insert(g, z, 0, n);
            CommonOps_DDRM.scale(-1, plainQ);
            CommonOps_DDRM.insert(plainQ, z, n, 0);
            CommonOps_DDRM.transpose(plainA);
            CommonOps_DDRM.scale(-1, plainA);
            CommonOps_DDRM.insert(plainA, z, n, n);
            DMatrixRMaj zInverse = new DMatrixRMaj(2 * n, 2 * n);
            for (int step = 0; step < 60; step++) {
                CommonOps_DDRM.invert(z, zInverse);
                CommonOps_DDRM.add(0.5, z, 0.5, zInverse, z);
            }
            // (sign + I) [I; X] = 0.
            CommonOps_DDRM.addEquals(z, CommonOps_DDRM.identity(2 * n));
            DMatrixRMaj left = CommonOps_DDRM.extract(z, 0, 2 * n, n, 2 * n);
            DMatrixRMaj right = CommonOps_DDRM.extract(z, 0, 2 * n, 0, n);
            CommonOps_DDRM.scale(-1, right);
            DMatrixRMaj x = new DMatrixRMaj(n, n);
            CommonOps_DDRM.solve(left, right, x);
            DMatrixRMaj bx = CommonOps_DDRM.transpose(s, null);
            CommonOps_DDRM.multAddTransA(b, x, bx);
            DMatrixRMaj k = new DMatrixRMaj(r.numRows, n);
            CommonOps_DDRM.mult(inverse, bx, k);
            return k;
        }
    }
}
