package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.memory.Precision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function of one argument in F32 over the bit patterns of float, in both arithmetic modes, against StrictMath in
 * double, whose own error is below 2^-28 float ulp. The system property {@code antipode.completeSweep=true} visits all
 * 2^32 patterns, which takes hours; without it every 4099th (a prime, so that all low digits occur).
 */
final class ElementaryF32Test {
    private static final int BLOCK = 1 << 10;
    private static final long PATTERNS = 1L << 32;

    static List<Arguments> functionsAndModes() {
        List<Arguments> cases = new ArrayList<>();
        for (ElementaryFunction function : ElementaryFunction.values()) {
            for (Arithmetic arithmetic : Arithmetic.values()) {
                cases.add(Arguments.of(function, arithmetic));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("functionsAndModes")
    void isAccurateOverTheBitPatterns(ElementaryFunction function, Arithmetic arithmetic) {
        long stride = Boolean.getBoolean("antipode.completeSweep") ? 1 : 4099;
        LoweredBuilder builder = new LoweredBuilder(Precision.F32, arithmetic);
        LoweredEvaluator evaluator = function.evaluator(builder);
        double range = function.range(builder);
        double[] points = new double[BLOCK];
        Worst worst = new Worst();
        for (long start = 0; start < PATTERNS; start += stride * BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                points[i] = Float.intBitsToFloat((int) (start + i * stride));
            }
            double[] got = evaluator.evaluate(points);
            for (int i = 0; i < BLOCK; i++) {
                if (Math.abs(points[i]) <= range || !Double.isFinite(points[i])) {
                    worst.record(points[i], Ulps.f32(got[i], function.reference.of(points[i])));
                } else {
                    assertThat(got[i]).isFinite();
                    assertThat(function == ElementaryFunction.TAN || Math.abs(got[i]) <= 1)
                            .isTrue();
                }
            }
        }
        assertThat(worst.ulps)
                .as("worst error of %s %s in ulp, at %s", function, arithmetic, worst.at)
                .isLessThanOrEqualTo(function.ulps);
    }

    private static final class Worst {
        private double ulps;
        private double at;

        void record(double point, double error) {
            if (!(error <= ulps)) {
                ulps = error;
                at = point;
            }
        }
    }
}
