package dev.antipode.core.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Vjp;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** First and second derivatives of the functions that are made of several operations, against their closed forms. */
class MathFunctionDerivativesTest {
    private static final double[] POINTS = {
        0, 1e-300, 1e-17, -1e-17, 1e-16, -1e-16, 3e-16, -3e-16, 1e-9, -1e-9, 0.01, -0.3, 0.5, -0.5, -0.99, 1, -1, 2.5,
        -3, 7, -20, -40, -60, 100, 1e9
    };

    /** What saturates, written as plants write it. */
    static final class Saturations {
        double logistic(double x) {
            return 1 / (1 + Math.exp(-100 * x));
        }

        double swish(double x) {
            return x / (1 + Math.exp(-x));
        }

        double sech(double x) {
            return 2 / Math.cosh(x);
        }
    }

    private static Graph graph(String method) {
        return LiftCheck.graph(new MathFunctionsTest.Functions(), method);
    }

    private static void check(String method, DoubleUnaryOperator first, DoubleUnaryOperator second, double above) {
        Graph jvp = Jvp.of(graph(method), 0);
        Graph twice = Jvp.of(jvp, 0);
        for (double x : POINTS) {
            double expected = first.applyAsDouble(x);
            if (x > above && Double.isFinite(expected)) {
                assertThat(jvp.evaluate(x, 1)[1])
                        .as("%s'(%s)", method, x)
                        .isCloseTo(expected, within(1e-14 * Math.abs(expected)));
                double bend = second.applyAsDouble(x);
                if (Double.isFinite(bend)) {
                    assertThat(twice.evaluate(x, 1, 1)[3])
                            .as("%s''(%s)", method, x)
                            .isCloseTo(bend, within(1e-13 * Math.abs(bend)));
                }
            }
        }
    }

    @Test
    void agreeWithClosedForms() {
        check("expm1", StrictMath::exp, StrictMath::exp, -1e9);
        check("log1p", x -> 1 / (1 + x), x -> -1 / ((1 + x) * (1 + x)), -1);
        check("log10", x -> 1 / (x * StrictMath.log(10)), x -> -1 / (x * x * StrictMath.log(10)), 1e-200);
        check(
                "cbrt",
                x -> 1 / (3 * StrictMath.cbrt(x) * StrictMath.cbrt(x)),
                x -> -2 / (9 * x * StrictMath.cbrt(x) * StrictMath.cbrt(x)),
                -1e9);
    }

    @Test
    void theCubeRootIsFlatAtZero() {
        assertThat(Jvp.of(graph("cbrt"), 0).evaluate(0, 1)).containsExactly(0, 0);
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "1, 1", "-1, 1", "2, -2", "-5, -5", "0, 2", "-3, 0", "1e200, 1e200", "1e-200, -3e-200"})
    void theLengthsSlopesAreTheDirection(double x, double y) {
        double length = StrictMath.hypot(x, y);
        double[] vjp = Vjp.of(graph("hypot"), 0, 1).evaluate(x, y, 1);
        Graph jvp = Jvp.of(graph("hypot"), 0);
        assertThat(vjp[1]).isCloseTo(x / length, within(1e-15));
        assertThat(vjp[2]).isCloseTo(y / length, within(1e-15));
        assertThat(jvp.evaluate(x, y, 1)[1]).isCloseTo(x / length, within(1e-15));
        if (length > 1e-100 && length < 1e100) {
            double bend = y / length * (y / length) / length;
            assertThat(Jvp.of(jvp, 0).evaluate(x, y, 1, 1)[3]).isCloseTo(bend, within(1e-14 / length));
        }
    }

    @Test
    void aLengthOfZeroIsFlat() {
        assertThat(Vjp.of(graph("hypot"), 0, 1).evaluate(0, -0.0, 1)).containsExactly(0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "swish", "sech"})
    void saturationIsFlatWhereAnExponentialOverflows(String method) {
        Graph graph = LiftCheck.graph(new Saturations(), method);
        Graph jvp = Jvp.of(graph, 0);
        Graph vjp = Vjp.of(graph, 0);
        assertThat(graph.evaluate(-800)[0]).isZero();
        assertThat(jvp.evaluate(-800, 1)[1]).isZero();
        assertThat(vjp.evaluate(-800, 1)[1]).isZero();
        assertThat(Jvp.of(jvp, 0).evaluate(-800, 1, 1)[3]).isZero();
        assertThat(Jvp.of(vjp, 0).evaluate(-800, 1, 1)[3]).isZero();
        assertThat(Vjp.of(jvp, 0).evaluate(-800, 1, 0, 1)[2]).isZero();
    }
}
