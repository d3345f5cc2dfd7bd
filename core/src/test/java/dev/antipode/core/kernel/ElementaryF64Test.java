package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.memory.Precision;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every elementary function in F64, in both arithmetic modes, against a computation with 40 digits. */
final class ElementaryF64Test {
    private static final int POINTS = Integer.getInteger("antipode.referencePoints", 10_000);

    @ParameterizedTest
    @EnumSource(ElementaryFunction.class)
    void isAccurateAtHardPoints(ElementaryFunction function) {
        HardPoints points = new HardPoints(function.ordinal());
        double smallestRange = Stream.of(Arithmetic.values())
                .mapToDouble(mode -> function.range(new LoweredBuilder(Precision.F64, mode)))
                .min()
                .orElseThrow();
        double[] x = new double[POINTS];
        BigDecimal[] expected = new BigDecimal[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = points.point(function, smallestRange);
            expected[i] = reference(function, x[i]);
        }
        for (Arithmetic mode : Arithmetic.values()) {
            assertAccurate(function, mode, x, expected);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementaryFunction.class,
            names = {"SIN", "COS", "TAN"})
    void isAccurateUpToTheEndOfTheFusedRange(ElementaryFunction function) {
        HardPoints points = new HardPoints(100);
        double range = PiReduction.range(new LoweredBuilder(Precision.F64, Arithmetic.FUSED));
        double[] x = new double[POINTS / 10];
        BigDecimal[] expected = new BigDecimal[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 2 == 0 ? points.uniform(-range, range) : points.nearQuarterTurn(range * (1 - 1e-9));
            expected[i] = reference(function, x[i]);
        }
        assertAccurate(function, Arithmetic.FUSED, x, expected);
    }

    private static void assertAccurate(
            ElementaryFunction function, Arithmetic mode, double[] x, BigDecimal[] expected) {
        double[] got =
                function.evaluator(new LoweredBuilder(Precision.F64, mode)).evaluate(x);
        double worst = 0;
        double at = 0;
        for (int i = 0; i < x.length; i++) {
            assertThat(got[i]).as("%s %s of %s", function, mode, x[i]).isFinite();
            double error = Ulps.f64(got[i], expected[i]);
            if (!(error <= worst)) {
                worst = error;
                at = x[i];
            }
        }
        Ulps.publish(function, Precision.F64, mode, worst);
        assertThat(worst)
                .as("worst error of %s %s in ulp, at %s", function, mode, at)
                .isLessThanOrEqualTo(function.ulps);
    }

    static BigDecimal reference(ElementaryFunction function, double x) {
        return switch (function) {
            case SIN -> ReferenceMath.sin(x);
            case COS -> ReferenceMath.cos(x);
            case TAN -> ReferenceMath.tan(x);
            case ASIN -> ReferenceMath.asin(x);
            case ACOS -> ReferenceMath.acos(x);
            case ATAN -> ReferenceMath.atan(x);
            case SINH -> ReferenceMath.sinh(x);
            case COSH -> ReferenceMath.cosh(x);
            case TANH -> ReferenceMath.tanh(x);
            case EXP -> ReferenceMath.exp(x);
            case LOG -> ReferenceMath.log(x);
            case FLOOR -> new BigDecimal(StrictMath.floor(x));
        };
    }

    @ParameterizedTest
    @EnumSource(ElementaryFunction.class)
    void referenceIsWithinTwoUlpOfStrictMath(ElementaryFunction function) {
        HardPoints points = new HardPoints(1);
        for (int i = 0; i < 300; i++) {
            double x = points.point(function, 1e5);
            assertThat(Ulps.f64(function.reference.of(x), reference(function, x)))
                    .as("StrictMath against the reference, %s of %s", function, x)
                    .isLessThan(2.6);
        }
    }

    @Test
    void referenceAgreesWithPublishedDigits() {
        // e: OEIS A001113; sin 1: A049469; sqrt 2: A002193; atan 1 = pi/4: A003881.
        assertThat(ReferenceMath.exp(1)
                        .subtract(new BigDecimal("2.71828182845904523536028747135266249775724709369995957")))
                .isBetween(new BigDecimal("-1e-38"), new BigDecimal("1e-38"));
        assertThat(ReferenceMath.sin(1)
                        .subtract(new BigDecimal("0.84147098480789650665250232163029899962256306079837106")))
                .isBetween(new BigDecimal("-1e-38"), new BigDecimal("1e-38"));
        assertThat(ReferenceMath.pow(2, 0.5)
                        .subtract(new BigDecimal("1.41421356237309504880168872420969807856967187537694807")))
                .isBetween(new BigDecimal("-1e-38"), new BigDecimal("1e-38"));
        assertThat(ReferenceMath.atan(1)
                        .subtract(new BigDecimal("0.78539816339744830961566084581987572104929234984377645")))
                .isBetween(new BigDecimal("-1e-38"), new BigDecimal("1e-38"));
    }
}
