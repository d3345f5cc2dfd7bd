package dev.antipode.core.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SmoothedJacobianTest {
    private static final SigmaLadder LADDER = new SigmaLadder(1, 10, 5);

    /** A function of one point, made one of many. */
    private interface Pointwise {
        void evaluate(double[] x, double[] y);
    }

    private static BatchFunction batch(int inputs, int outputs, Pointwise function) {
        return new BatchFunction() {
            @Override
            public int inputs() {
                return inputs;
            }

            @Override
            public int outputs() {
                return outputs;
            }

            @Override
            public void evaluate(double[] points, int count, double[] values) {
                double[] x = new double[inputs];
                double[] y = new double[outputs];
                for (int c = 0; c < count; c++) {
                    for (int i = 0; i < inputs; i++) {
                        x[i] = points[i * count + c];
                    }
                    function.evaluate(x, y);
                    for (int i = 0; i < outputs; i++) {
                        values[i * count + c] = y[i];
                    }
                }
            }
        };
    }

    private static BatchFunction scalar(DoubleUnaryOperator function) {
        return batch(1, 1, (x, y) -> y[0] = function.applyAsDouble(x[0]));
    }

    private static double[] ones(int n) {
        double[] widths = new double[n];
        Arrays.fill(widths, 1);
        return widths;
    }

    private static SmoothedJacobian of(BatchFunction function, Sampling sampling) {
        return new SmoothedJacobian(function, LADDER, sampling, 8, ones(function.inputs()));
    }

    /**
     * The Jacobian of f convolved with a normal density is known: of a sine it is the cosine times exp(-sigma^2 / 2), of a
     * cube 3 (x^2 + sigma^2), of a sign 2 phi(x / sigma) / sigma. Within five standard errors at every scale.
     */
    @Test
    void isTheDerivativeOfTheConvolution() {
        double x = 0.4;
        BatchFunction function = batch(1, 3, (in, out) -> {
            out[0] = Math.sin(in[0]);
            out[1] = in[0] * in[0] * in[0];
            out[2] = Math.signum(in[0]);
        });
        SmoothedJacobian smoothed = of(function, Sampling.gaussian(20_000, 1));
        smoothed.compute(new double[] {x});
        for (int s = 0; s < smoothed.scales(); s++) {
            double sigma = smoothed.report(s).sigma();
            double density = Math.exp(-0.5 * x * x / (sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
            double[] expected = {Math.cos(x) * Math.exp(-0.5 * sigma * sigma), 3 * (x * x + sigma * sigma), 2 * density
            };
            for (int row = 0; row < 3; row++) {
                assertThat(smoothed.value(s, row, 0))
                        .as("sigma " + sigma + " row " + row)
                        .isCloseTo(expected[row], within(5 * smoothed.standardError(s, row, 0) + 1e-3));
            }
        }
    }

    @Test
    void errorsCoverTheTruth() {
        double[] gradient = {1, -2, 3, 0.5};
        BatchFunction linear = batch(4, 1, (x, y) -> y[0] = x[0] - 2 * x[1] + 3 * x[2] + 0.5 * x[3]);
        int covered = 0;
        int repetitions = 300;
        for (int seed = 0; seed < repetitions; seed++) {
            SmoothedJacobian smoothed = of(linear, Sampling.gaussian(60, seed));
            smoothed.compute(new double[] {1, 2, 3, 4});
            for (int j = 0; j < 4; j++) {
                double miss = Math.abs(smoothed.value(2, 0, j) - gradient[j]);
                covered += miss <= 2 * smoothed.standardError(2, 0, j) ? 1 : 0;
            }
        }
        assertThat(covered / (4.0 * repetitions)).isBetween(0.91, 0.98);
    }

    /** For a smooth function any scale that is fine enough will do; the same directions at each make them comparable. */
    @Test
    void aSmoothFunctionIsStableAndItsFineScalesAreTrusted() {
        BatchFunction smooth = batch(3, 2, (x, y) -> {
            y[0] = Math.sin(x[0]) + x[1] * x[2];
            y[1] = Math.exp(0.3 * x[0]) - x[2] * x[2];
        });
        SmoothedJacobian smoothed = of(smooth, Sampling.gaussian(400, 2));
        int best = smoothed.compute(new double[] {0.2, -0.5, 1.1});
        assertThat(best).isGreaterThanOrEqualTo(2).isEqualTo(smoothed.mostTrustworthy());
        for (int s = 2; s < smoothed.scales(); s++) {
            ScaleReport report = smoothed.report(s);
            assertThat(report.trustworthy()).isTrue();
            assertThat(report.change()).isLessThan(0.05 * report.errorNorm());
            assertThat(report.relativeError()).isLessThan(0.3);
            assertThat(report.lost()).isZero();
        }
        assertThat(smoothed.value(best, 0, 2)).isCloseTo(-0.5, within(5 * smoothed.standardError(best, 0, 2)));
        assertThat(smoothed.value(best, 1, 2)).isCloseTo(-2.2, within(5 * smoothed.standardError(best, 1, 2)));
    }

    @Test
    void orthogonalBlocksGiveALinearFunctionExactly() {
        BatchFunction linear = batch(3, 1, (x, y) -> y[0] = x[0] - 2 * x[1] + 3 * x[2]);
        SmoothedJacobian smoothed = of(linear, Sampling.orthogonal(2, 3, 1));
        assertThat(smoothed.compute(new double[] {0, 0, 0})).isNotEqualTo(SmoothedJacobian.NONE);
        for (int s = 0; s < smoothed.scales(); s++) {
            assertThat(smoothed.value(s, 0, 1)).isCloseTo(-2, within(1e-10));
            assertThat(smoothed.report(s).stable()).isTrue();
            assertThat(smoothed.report(s).dominatedByFluctuation()).isFalse();
        }
    }

    /**
     * A slope of 1 under ripples of slope 50000: at scales between the ripples' length and their height there is nothing but
     * noise, at the coarse ones the slope.
     */
    @Test
    void ripplesAreNoiseAtMiddleScalesAndGoneAtCoarseOnes() {
        BatchFunction rippled = scalar(x -> x + 0.5 * Math.sin(100_000 * x));
        SmoothedJacobian smoothed = of(rippled, Sampling.gaussian(300, 1));
        int best = smoothed.compute(new double[] {0.3});
        assertThat(best).isEqualTo(0);
        assertThat(smoothed.value(0, 0, 0)).isCloseTo(1, within(5 * smoothed.standardError(0, 0, 0)));
        assertThat(smoothed.report(2).dominatedByFluctuation()).isTrue();
        assertThat(smoothed.report(3).dominatedByFluctuation()).isTrue();
        assertThat(smoothed.report(0).trustworthy()).isTrue();
        assertThat(smoothed.report(2).trustworthy()).isFalse();
        assertThat(smoothed.report(3).trustworthy()).isFalse();
    }

    /** A staircase is flat or infinitely steep when looked at closely, and a slope from afar. */
    @Test
    void stairsAreASlopeFromAfar() {
        BatchFunction stairs = scalar(x -> 2 * Math.rint(x * 20) / 20);
        SmoothedJacobian smoothed = of(stairs, Sampling.gaussian(500, 1));
        int best = smoothed.compute(new double[] {0.01});
        assertThat(best).isBetween(0, 1);
        assertThat(smoothed.value(best, 0, 0)).isCloseTo(2, within(5 * smoothed.standardError(best, 0, 0)));
        assertThat(smoothed.report(4).estimateNorm()).isZero();
        assertThat(smoothed.report(4).dominatedByFluctuation()).isTrue();
        assertThat(smoothed.report(4).relativeError()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void pureNoiseIsNotTrustedAtAnyScale() {
        // A hash of the point: no two points have anything to do with each other.
        BatchFunction noise = scalar(x -> (Double.hashCode(x) * 0x9E3779B9 >>> 8) * 0x1p-24);
        int trusted = 0;
        for (int seed = 0; seed < 500; seed++) {
            SmoothedJacobian smoothed = of(noise, Sampling.gaussian(100, seed));
            trusted += smoothed.compute(new double[] {1}) == SmoothedJacobian.NONE ? 0 : 1;
        }
        // By chance an estimate is twice its error 5 times of 100; two neighbours that are, and agree, are much rarer.
        assertThat(trusted).isLessThan(10);
    }

    @Test
    void lostPairsAreCountedAndNotTrusted() {
        BatchFunction half = scalar(x -> x < 0.5 ? x : Double.NaN);
        SmoothedJacobian smoothed = of(half, Sampling.gaussian(200, 1));
        int best = smoothed.compute(new double[] {0.2});
        assertThat(smoothed.report(0).lost()).isGreaterThan(50);
        assertThat(smoothed.report(0).trustworthy()).isFalse();
        assertThat(smoothed.report(0).estimateNorm()).isFinite();
        assertThat(smoothed.report(4).lost()).isZero();
        assertThat(best).isGreaterThanOrEqualTo(2);
        SmoothedJacobian nothing = of(scalar(x -> Double.NaN), Sampling.gaussian(20, 1));
        assertThat(nothing.compute(new double[] {0})).isEqualTo(SmoothedJacobian.NONE);
        assertThat(nothing.value(0, 0, 0)).isNaN();
        assertThat(nothing.report(0).lost()).isEqualTo(20);
        SmoothedJacobian blocks = of(batch(2, 1, (x, y) -> y[0] = Double.NaN), Sampling.orthogonal(10, 2, 1));
        assertThat(blocks.compute(new double[] {0, 0})).isEqualTo(SmoothedJacobian.NONE);
        assertThat(blocks.report(0).lost()).isEqualTo(20);
    }

    /** What lies in a batch, how many pairs it has and that some lanes are left over changes no bit. */
    @Test
    void theBatchSizeDoesNotMatter() {
        BatchFunction function = batch(2, 2, (x, y) -> {
            y[0] = Math.abs(x[0]) + x[1];
            y[1] = x[0] * x[1];
        });
        double[] x = {0.1, -0.7};
        double[] widths = {2, 0.5};
        SmoothedJacobian first = new SmoothedJacobian(function, LADDER, Sampling.gaussian(50, 4), 1, widths);
        first.compute(x);
        for (int pairs : new int[] {3, 8, 50, 64}) {
            SmoothedJacobian other = new SmoothedJacobian(function, LADDER, Sampling.gaussian(50, 4), pairs, widths);
            other.compute(x);
            other.compute(x);
            for (int k = 0; k < 4; k++) {
                assertThat(other.value(1, k / 2, k % 2)).isEqualTo(first.value(1, k / 2, k % 2));
                assertThat(other.standardError(1, k / 2, k % 2)).isEqualTo(first.standardError(1, k / 2, k % 2));
            }
        }
    }

    /** Widths are units: in millimetres the same function has the same Jacobian, in other units. */
    @Test
    void widthsAreUnits() {
        BatchFunction metres = batch(2, 1, (x, y) -> y[0] = Math.sin(x[0]) * x[1]);
        BatchFunction millimetres = batch(2, 1, (x, y) -> y[0] = Math.sin(x[0] / 1024) * x[1]);
        SmoothedJacobian one = new SmoothedJacobian(metres, LADDER, Sampling.gaussian(50, 4), 8, new double[] {0.5, 2});
        SmoothedJacobian other =
                new SmoothedJacobian(millimetres, LADDER, Sampling.gaussian(50, 4), 8, new double[] {512, 2});
        one.compute(new double[] {0.25, 1});
        other.compute(new double[] {256, 1});
        for (int s = 0; s < LADDER.count(); s++) {
            assertThat(other.value(s, 0, 0) * 1024).isEqualTo(one.value(s, 0, 0));
            assertThat(other.standardError(s, 0, 1)).isEqualTo(one.standardError(s, 0, 1));
            assertThat(other.report(s).estimateNorm()).isEqualTo(one.report(s).estimateNorm());
        }
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        BatchFunction f = scalar(x -> x);
        Sampling sampling = Sampling.gaussian(10, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmoothedJacobian(f, LADDER, Sampling.gaussian(1, 1), 8, ones(1)))
                .withMessageContaining("at least 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmoothedJacobian(f, LADDER, sampling, 0, ones(1)))
                .withMessageContaining("0 pairs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmoothedJacobian(f, LADDER, sampling, 8, ones(2)))
                .withMessageContaining("2 widths for 1 inputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmoothedJacobian(f, LADDER, sampling, 8, new double[] {0}))
                .withMessageContaining("width 0.0");
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SigmaLadder(bad, 10, 3))
                    .withMessageContaining("sigma " + bad);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SigmaLadder(1, 1, 3))
                .withMessageContaining("ratio 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SigmaLadder(1, 10, 1))
                .withMessageContaining("1 scales");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SigmaLadder(1, 1000, 200))
                .withMessageContaining("smallest normal");
    }
}
