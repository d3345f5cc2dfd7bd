package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.memory.Precision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** NaN, infinities, signed zeros, ends of domains, and angles beyond the range of the reduction. */
final class ElementarySpecialValuesTest {
    private static final int[] NAN_F32 = {0x7fc00000, 0x7f800001, 0xffffffff, 0x7fffffff, 0xff812345, 0x7f8000ff};
    private static final long[] NAN_F64 = {
        0x7ff8000000000000L, 0x7ff0000000000001L, -1L, 0x7fffffffffffffffL, 0xfff0123456789abcL, 0x7ff00000000003ffL
    };

    static List<Arguments> everything() {
        List<Arguments> cases = new ArrayList<>();
        for (ElementaryFunction function : ElementaryFunction.values()) {
            for (Precision precision : Precision.values()) {
                for (Arithmetic mode : Arithmetic.values()) {
                    cases.add(Arguments.of(function, precision, mode));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("everything")
    void nanInGivesNanOut(ElementaryFunction function, Precision precision, Arithmetic mode) {
        double[] points = new double[NAN_F32.length];
        for (int i = 0; i < points.length; i++) {
            points[i] =
                    precision == Precision.F32 ? Float.intBitsToFloat(NAN_F32[i]) : Double.longBitsToDouble(NAN_F64[i]);
        }
        assertThat(function.evaluator(new LoweredBuilder(precision, mode)).evaluate(points))
                .containsOnly(Double.NaN);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void specialValuesAreThoseOfJavaLangMath(ElementaryFunction function, Precision precision, Arithmetic mode) {
        double[] points = {
            0.0,
            -0.0,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            1,
            -1,
            precision == Precision.F32 ? Math.nextUp(1f) : Math.nextUp(1.0),
            -2,
            2,
            precision == Precision.F32 ? Float.MIN_VALUE : Double.MIN_VALUE,
            precision == Precision.F32 ? -Float.MIN_VALUE : -Double.MIN_VALUE,
            1000,
            -1000
        };
        double[] got = function.evaluator(new LoweredBuilder(precision, mode)).evaluate(points);
        for (int i = 0; i < points.length; i++) {
            double expected = precision.round(function.reference.of(points[i]));
            if (Double.isNaN(expected) || Double.isInfinite(expected) || expected == 0 || Math.abs(expected) == 1) {
                // Tells the zeros apart, and takes NaN for equal to NaN.
                assertThat(Double.compare(got[i], expected))
                        .as("%s of %s is %s", function, points[i], got[i])
                        .isZero();
            } else {
                double ulp = precision == Precision.F32 ? Math.ulp((float) expected) : Math.ulp(expected);
                assertThat(Math.abs(got[i] - expected) / ulp)
                        .as("%s of %s", function, points[i])
                        .isLessThanOrEqualTo(function.ulps + 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void oddFunctionsKeepNegativeZero(ElementaryFunction function, Precision precision, Arithmetic mode) {
        double[] got = function.evaluator(new LoweredBuilder(precision, mode)).evaluate(new double[] {-0.0, 0.0});
        boolean odd = function.reference.of(0.0) == 0 && function != ElementaryFunction.LOG;
        if (odd) {
            assertThat(Double.doubleToRawLongBits(got[0])).isEqualTo(Double.doubleToRawLongBits(-0.0));
            assertThat(Double.doubleToRawLongBits(got[1])).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void anglesBeyondTheRangeStayOnTheUnitCircle(ElementaryFunction function, Precision precision, Arithmetic mode) {
        if (!function.periodic()) {
            return;
        }
        LoweredBuilder b = new LoweredBuilder(precision, mode);
        double beyond = precision == Precision.F32
                ? Math.nextUp((float) PiReduction.range(b))
                : Math.nextUp(PiReduction.range(b));
        double largest = precision == Precision.F32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        assertThat(function.evaluator(b).evaluate(new double[] {beyond, -beyond, 1e30, largest, -largest}))
                .containsOnly(function == ElementaryFunction.COS ? 1.0 : 0.0);
    }

    @Test
    void sineAndCosineOfOneAngleShareTheirReductionAndPolynomials() {
        for (Precision precision : Precision.values()) {
            LoweredBuilder b = new LoweredBuilder(precision, Arithmetic.FUSED);
            LoweredNode sine = ElementaryTrig.sin(b, PiReduction.reduce(b, b.input(0)));
            LoweredNode cosine = ElementaryTrig.cos(b, PiReduction.reduce(b, b.input(0)));
            int both = new LoweredEvaluator(b, b.add(sine, cosine)).operations() - 1;
            int one = new LoweredEvaluator(b, sine).operations();
            assertThat(both).isLessThanOrEqualTo(one + 4);
        }
    }
}
