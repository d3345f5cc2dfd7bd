package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.memory.Precision;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The power and the angle of a point: accuracy in both precisions and modes, and every pair of special values. */
final class ElementaryOfTwoTest {
    enum Function {
        POW(ElementaryPow::pow, (x, y) -> x != x || y != y ? Double.NaN : StrictMath.pow(x, y), 4),
        ATAN2(ElementaryInverseTrig::atan2, StrictMath::atan2, 2);

        private final Lowering lowering;
        private final Reference reference;
        private final double ulps;

        Function(Lowering lowering, Reference reference, double ulps) {
            this.lowering = lowering;
            this.reference = reference;
            this.ulps = ulps;
        }

        LoweredEvaluator evaluator(Precision precision, Arithmetic mode) {
            LoweredBuilder b = new LoweredBuilder(precision, mode);
            return new LoweredEvaluator(b, lowering.of(b, b.input(0), b.input(1)));
        }
    }

    private interface Lowering {
        LoweredNode of(LoweredBuilder b, LoweredNode x, LoweredNode y);
    }

    private interface Reference {
        double of(double x, double y);
    }

    private static final double[] SPECIAL = {
        0,
        0.5,
        1,
        1.5,
        2,
        2.5,
        3,
        4,
        7,
        0x1p-20,
        0.999,
        1.001,
        1e10,
        0x1p24 - 1,
        0x1p24,
        0x1p24 + 2,
        0x1p53 - 1,
        0x1p53,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN
    };

    static List<Arguments> everything() {
        List<Arguments> cases = new ArrayList<>();
        for (Function function : Function.values()) {
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
    void specialValuesAreThoseOfJavaLangMath(Function function, Precision precision, Arithmetic mode) {
        double[] values = signedSpecial(precision);
        double[] x = new double[values.length * values.length];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = values[i / values.length];
            y[i] = values[i % values.length];
        }
        double[] got = function.evaluator(precision, mode).evaluate(x, y);
        for (int i = 0; i < x.length; i++) {
            double error = error(precision, got[i], function.reference.of(x[i], y[i]));
            assertThat(error)
                    .as("%s(%s, %s) is %s", function, x[i], y[i], got[i])
                    .isLessThanOrEqualTo(function.ulps + (precision == Precision.F64 ? 1 : 0));
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void powersWithConstantExponentAgreeWithJavaLangMath(Precision precision) {
        double[] bases = signedSpecial(precision);
        double[] exponents = {0, 1, 2, 3, 4, 0.5, 1.5, -0.5, -1, -2, 5, 6, -3, 2.5, 1.0 / 3, -7, 1e9, Double.NaN};
        SplittableRandom random = new SplittableRandom(3);
        double[] x = new double[bases.length + 2000];
        System.arraycopy(bases, 0, x, 0, bases.length);
        for (int i = bases.length; i < x.length; i++) {
            x[i] = precision.round(Math.scalb(random.nextDouble(-1, 1), random.nextInt(-60, 60)));
        }
        for (Arithmetic mode : Arithmetic.values()) {
            for (double exponent : exponents) {
                LoweredBuilder b = new LoweredBuilder(precision, mode);
                LoweredNode y = b.constant(exponent);
                double[] got = new LoweredEvaluator(b, ElementaryPow.pow(b, b.input(0), y)).evaluate(x);
                for (int i = 0; i < x.length; i++) {
                    double expected = Function.POW.reference.of(x[i], y.constant());
                    assertThat(error(precision, got[i], expected))
                            .as("%s to the power of %s is %s in %s", x[i], exponent, got[i], mode)
                            .isLessThanOrEqualTo(precision == Precision.F64 ? 5 : 4);
                }
            }
        }
    }

    private static double[] signedSpecial(Precision precision) {
        double[] values = new double[2 * SPECIAL.length];
        for (int i = 0; i < SPECIAL.length; i++) {
            values[2 * i] = precision.round(SPECIAL[i]);
            values[2 * i + 1] = -values[2 * i];
        }
        return values;
    }

    private static double error(Precision precision, double got, double reference) {
        if (precision == Precision.F32) {
            return Ulps.f32(got, reference);
        }
        if (Double.isNaN(reference) || Double.isInfinite(reference) || reference == 0) {
            return Double.compare(got, reference) == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(got - reference) / Math.ulp(reference);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void isAccurateAtRandomPoints(Function function, Precision precision, Arithmetic mode) {
        int count = precision == Precision.F32 ? 300_000 : 10_000;
        HardPoints points = new HardPoints(5);
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            boolean pow = function == Function.POW;
            x[i] = precision.round(pow ? base(points, precision, i) : points.spread(i % 3 == 0 ? 1e-30 : 0.1, 10));
            y[i] = precision.round(
                    pow ? exponent(points, precision, x[i]) : points.spread(i % 2 == 0 ? 1e-30 : 0.1, 10));
        }
        double[] got = function.evaluator(precision, mode).evaluate(x, y);
        double worst = 0;
        int at = 0;
        for (int i = 0; i < count; i++) {
            double error = precision == Precision.F32
                    ? Ulps.f32(got[i], function.reference.of(x[i], y[i]))
                    : Ulps.f64(got[i], reference(function, x[i], y[i]));
            if (!(error <= worst)) {
                worst = error;
                at = i;
            }
        }
        Ulps.publish(function, precision, mode, worst);
        assertThat(worst)
                .as("worst error of %s %s %s in ulp, at (%s, %s)", function, precision, mode, x[at], y[at])
                .isLessThanOrEqualTo(function.ulps);
    }

    /** Bases over all exponents, near one, and in between. */
    private static double base(HardPoints points, Precision precision, int i) {
        double smallest = precision == Precision.F32 ? Float.MIN_VALUE : Double.MIN_VALUE;
        return switch (i % 3) {
            case 0 -> Math.abs(points.spread(smallest, 1 / Float.MIN_NORMAL));
            case 1 -> Math.max(0x1p-30, 1 + points.spread(precision == Precision.F32 ? 1e-6 : 1e-14, 0.5));
            default -> points.uniform(0.1, 10);
        };
    }

    /** Exponents for which the power stays within the range of the format, up to its very ends. */
    private static double exponent(HardPoints points, Precision precision, double base) {
        double limit = precision == Precision.F32 ? 88 : 708;
        double log = StrictMath.log(base);
        return log == 0 ? points.uniform(-10, 10) : points.uniform(-limit, limit) / log;
    }

    private static BigDecimal reference(Function function, double x, double y) {
        return function == Function.POW ? ReferenceMath.pow(x, y) : ReferenceMath.atan2(x, y);
    }

    @Test
    void powerOfNanIsNanEvenToTheZero() {
        for (Precision precision : Precision.values()) {
            double[] got = Function.POW
                    .evaluator(precision, Arithmetic.FUSED)
                    .evaluate(new double[] {Double.NaN, 1, Double.POSITIVE_INFINITY}, new double[] {0, Double.NaN, 0});
            assertThat(got[0]).isNaN();
            assertThat(got[1]).isNaN();
            assertThat(got[2]).isEqualTo(1);
        }
    }
}
