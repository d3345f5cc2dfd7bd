package dev.antipode.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivatives of derivatives: the rules are written in operations whose own derivatives must hold everywhere, too. */
class HigherDerivativesTest {
    /** The third derivative, by differentiating three times. */
    private static double third(Op op, double x) {
        GraphBuilder g = new GraphBuilder();
        Graph first = Jvp.of(g.build(List.of("y"), List.of(g.apply(op, g.input("x")))), 0);
        Graph second = Jvp.of(first, 0);
        Graph third = Jvp.of(second, 0);
        return third.evaluate(x, 1, 1, 1)[third.outputNames().size() - 1];
    }

    /** From the series of each function. */
    @ParameterizedTest
    @CsvSource({
        "SIN, -1",
        "TAN, 2",
        "ASIN, 1",
        "ACOS, -1",
        "ATAN, -2",
        "SINH, 1",
        "TANH, -2",
        "EXP, 1",
        "COS, 0",
        "COSH, 0"
    })
    void thirdDerivativesAtZeroAreThoseOfTheSeries(Op op, double expected) {
        assertThat(third(op, 0.0)).isCloseTo(expected, within(1e-14));
        assertThat(third(op, -0.0)).isCloseTo(expected, within(1e-14));
    }

    @Test
    void theTangentsThirdDerivativeIsEven() {
        for (double x : new double[] {1e-300, 1e-9, 0.3, 1, 4, 30}) {
            double t = StrictMath.tanh(x);
            double c = StrictMath.cosh(x);
            double slope = 1 / (c * c);
            double expected = slope * (4 * t * t - 2 * slope);
            assertThat(third(Op.TANH, x)).isCloseTo(expected, within(1e-14 * Math.max(slope, Math.abs(expected))));
            assertThat(third(Op.TANH, -x)).isEqualTo(third(Op.TANH, x));
        }
        assertThat(third(Op.TANH, 400)).isZero();
    }
}
