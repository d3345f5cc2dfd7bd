package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.memory.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every function of one argument in F32 over the bit patterns of float, in both arithmetic modes: the kernels against
 * StrictMath in double, whose own error is below 2^-28 float ulp, and against the evaluator. The system property
 * {@code antipode.completeSweep=true} visits all 2^32 patterns, a few minutes a function, and prints the worst error of
 * each; without it every 4099th (a prime, so that all low digits occur).
 */
final class ElementaryF32Test {
    private static final boolean COMPLETE = Boolean.getBoolean("antipode.completeSweep");
    private static final long STRIDE = COMPLETE ? 1 : 4099;
    private static final int BLOCK = 1 << 10;
    private static final long PATTERNS = 1L << 32;

    /** The evaluator is an interpreter: the complete sweep shows it every so many blocks only. */
    private static final long EVALUATED = COMPLETE ? 4099 : 1;

    @ParameterizedTest
    @EnumSource(ElementaryFunction.class)
    void isAccurateOverTheBitPatterns(ElementaryFunction function) {
        try (Sweep fused = new Sweep(function, Arithmetic.FUSED);
                Sweep unfused = new Sweep(function, Arithmetic.UNFUSED)) {
            double range = Math.max(fused.range, unfused.range);
            float[] points = new float[BLOCK];
            double[] expected = new double[BLOCK];
            for (long block = 0; block * STRIDE * BLOCK < PATTERNS; block++) {
                long first = block * STRIDE * BLOCK;
                for (int i = 0; i < BLOCK; i++) {
                    points[i] = Float.intBitsToFloat((int) (first + i * STRIDE));
                    // Half of the cost of a sweep: both modes share it, and far beyond the range nothing is promised.
                    expected[i] = beyond(points[i], range) ? Double.NaN : function.reference.of(points[i]);
                }
                boolean evaluated = block % EVALUATED == 0;
                fused.check(points, expected, evaluated);
                unfused.check(points, expected, evaluated);
            }
            fused.assertAccurate();
            unfused.assertAccurate();
        }
    }

    private static boolean beyond(float point, double range) {
        return Math.abs(point) > range && Float.isFinite(point);
    }

    /** One function in one arithmetic mode, and the worst that was met. */
    private static final class Sweep implements AutoCloseable {
        private final ElementaryFunction function;
        private final Arithmetic arithmetic;
        private final LoweredEvaluator evaluator;
        private final SweptKernel kernel;
        private final double range;
        private double worst;
        private double at;

        Sweep(ElementaryFunction function, Arithmetic arithmetic) {
            LoweredBuilder builder = new LoweredBuilder(Precision.F32, arithmetic);
            this.function = function;
            this.arithmetic = arithmetic;
            this.evaluator = function.evaluator(builder);
            this.kernel = new SweptKernel(function, arithmetic, BLOCK);
            this.range = function.range(builder);
        }

        void check(float[] points, double[] expected, boolean evaluated) {
            float[] got = kernel.run(points);
            for (int i = 0; i < BLOCK; i++) {
                if (beyond(points[i], range)) {
                    requireBounded(points[i], got[i]);
                } else {
                    record(points[i], Ulps.f32(got[i], expected[i]));
                }
            }
            if (evaluated) {
                requireTheEvaluatorsBits(points, got);
            }
        }

        private void record(float point, double error) {
            if (!(error <= worst)) {
                worst = error;
                at = point;
            }
        }

        /** Angles too large to be reduced still give a number that a sine can be. */
        private void requireBounded(float point, float got) {
            if (!Float.isFinite(got) || (function != ElementaryFunction.TAN && Math.abs(got) > 1)) {
                throw new AssertionError(function + " " + arithmetic + " of " + point + " is " + got);
            }
        }

        private void requireTheEvaluatorsBits(float[] points, float[] got) {
            double[] x = new double[BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                x[i] = points[i];
            }
            double[] values = evaluator.evaluate(x);
            for (int i = 0; i < BLOCK; i++) {
                if (Float.floatToIntBits(got[i]) != Float.floatToIntBits((float) values[i])) {
                    throw new AssertionError(function + " " + arithmetic + " of " + points[i] + " is " + got[i]
                            + " by the kernel and " + values[i] + " by the evaluator");
                }
            }
        }

        void assertAccurate() {
            Ulps.publish(function, Precision.F32, arithmetic, worst);
            assertThat(worst)
                    .as("worst error of %s %s in ulp, at %s", function, arithmetic, at)
                    .isLessThanOrEqualTo(function.ulps);
        }

        @Override
        public void close() {
            kernel.close();
        }
    }
}
