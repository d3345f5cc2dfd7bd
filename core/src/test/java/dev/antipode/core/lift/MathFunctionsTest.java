package dev.antipode.core.lift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions of Math: exact ones to the bit, composed ones within a few units in the last place. */
class MathFunctionsTest {
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        0.49999999999999994,
        -0.49999999999999994,
        0.9999999999999999,
        -0.9999999999999999,
        4503599627370495.5,
        4503599627370497.0,
        9007199254740993.0,
        1e300,
        -1e300,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    /** Calls of every supported function. StrictMath where Math may differ from machine to machine. */
    static final class Functions {
        double sines(double x, double y) {
            return StrictMath.sin(x) + StrictMath.cos(y) * StrictMath.tan(x) - StrictMath.atan2(y, x);
        }

        double inverse(double x, double y) {
            return StrictMath.asin(x) + StrictMath.acos(y) * StrictMath.atan(x);
        }

        double hyperbolic(double x, double y) {
            return StrictMath.sinh(x) + StrictMath.cosh(y) * StrictMath.tanh(x);
        }

        double powers(double x, double y) {
            double base = Math.abs(x) + 0.5;
            return StrictMath.exp(x) - StrictMath.log(y) + Math.sqrt(y) * (y == y ? StrictMath.pow(base, y) : y);
        }

        double rounding(double x, double y) {
            return Math.ceil(x) + 10 * Math.floor(y) + 100 * Math.rint(x);
        }

        double signs(double x, double y) {
            return Math.signum(x) + 1 / StrictMath.copySign(2, y) + StrictMath.copySign(x, y);
        }

        double extremes(double x, double y) {
            return Math.min(x, y) + 2 * Math.max(x, y) + Double.min(1, x) + Double.max(y, 0) + Double.sum(x, y);
        }

        double degrees(double x, double y) {
            return Math.toRadians(x) - Math.toDegrees(y);
        }

        double fused(double x, double y) {
            return Math.fma(x, y, -0.0) + Math.fma(x, x, Math.fma(-y, y, 1));
        }

        double clamps(double x, double y) {
            return Math.clamp(x, -1.0, 1.5) + Math.clamp(y, 0.0, Double.POSITIVE_INFINITY);
        }

        double tests(double x, double y) {
            double sum = Double.isNaN(x) ? 1 : 0;
            sum += Double.isFinite(y) ? 2 : 0;
            sum += Double.isInfinite(x) && !Double.isInfinite(y) ? 4 : 0;
            return sum;
        }

        double ceil(double x) {
            return Math.ceil(x);
        }

        double rint(double x) {
            return Math.rint(x);
        }

        double cbrt(double x) {
            return Math.cbrt(x);
        }

        double log10(double x) {
            return Math.log10(x);
        }

        double log1p(double x) {
            return Math.log1p(x);
        }

        double expm1(double x) {
            return Math.expm1(x);
        }

        double hypot(double x, double y) {
            return Math.hypot(x, y);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sines",
                "inverse",
                "hyperbolic",
                "powers",
                "rounding",
                "signs",
                "extremes",
                "degrees",
                "fused",
                "clamps",
                "tests"
            })
    void agreesWithJavaToTheBit(String method) {
        LiftCheck.agrees(new Functions(), method);
    }

    @Test
    void roundsSpecialValuesAsJava() {
        Graph ceil = graph("ceil");
        Graph rint = graph("rint");
        for (double x : SPECIAL) {
            assertThat(Double.doubleToLongBits(ceil.evaluate(x)[0]))
                    .as("ceil(%s)", x)
                    .isEqualTo(Double.doubleToLongBits(StrictMath.ceil(x)));
            assertThat(Double.doubleToLongBits(rint.evaluate(x)[0]))
                    .as("rint(%s)", x)
                    .isEqualTo(Double.doubleToLongBits(StrictMath.rint(x)));
        }
    }

    @Test
    void composedFunctionsAreWithinAFewUlp() {
        within("cbrt", StrictMath::cbrt, 2);
        within("log10", StrictMath::log10, 3);
        within("log1p", StrictMath::log1p, 3);
        within("expm1", StrictMath::expm1, 6);
    }

    private static Graph graph(String method) {
        return LiftCheck.graph(new Functions(), method);
    }

    private static void within(String method, DoubleUnaryOperator expected, double ulps) {
        Graph graph = graph(method);
        Random random = new Random(3);
        for (double x : SPECIAL) {
            close(method, x, graph.evaluate(x)[0], expected.applyAsDouble(x), ulps);
        }
        for (int i = 0; i < 50_000; i++) {
            double scale = StrictMath.pow(10, random.nextInt(-20, 21));
            double x = i % 2 == 0 ? random.nextGaussian() * 3 : random.nextGaussian() * scale;
            close(method, x, graph.evaluate(x)[0], expected.applyAsDouble(x), ulps);
        }
    }

    private static void close(String method, double x, double actual, double expected, double ulps) {
        boolean same = Double.doubleToLongBits(actual) == Double.doubleToLongBits(expected);
        boolean close = Math.abs(actual - expected) <= ulps * Math.ulp(expected) && expected != 0;
        assertThat(same || close)
                .as("%s(%s) is %s, by Java %s", method, x, actual, expected)
                .isTrue();
    }

    @Test
    void hypotIsAccurateAndNeitherOverflowsNorUnderflows() {
        Graph hypot = graph("hypot");
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            double x = random.nextGaussian() * StrictMath.pow(10, random.nextInt(-300, 300));
            double y = i % 2 == 0 ? x * random.nextGaussian() : random.nextGaussian() * 1e-10;
            BigDecimal square = new BigDecimal(x).pow(2).add(new BigDecimal(y).pow(2));
            double expected = square.sqrt(new MathContext(30)).doubleValue();
            close("hypot", x, hypot.evaluate(x, y)[0], expected, 2);
        }
        for (double x : SPECIAL) {
            for (double y : SPECIAL) {
                double expected = StrictMath.hypot(x, y);
                if (expected == 0 || !Double.isFinite(expected)) {
                    assertThat(hypot.evaluate(x, y)[0])
                            .as("hypot(%s, %s)", x, y)
                            .isEqualTo(Double.valueOf(expected));
                } else {
                    close("hypot", x, hypot.evaluate(x, y)[0], expected, 2);
                }
            }
        }
    }
}
