package dev.antipode.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Differences of 60 digits against derivatives from the textbook, themselves to 60 digits. */
class BigDerivativeTest {
    private final GraphBuilder g = new GraphBuilder();
    private final Node x = g.input("x");
    private final Node y = g.input("y");

    private Graph graph(Node... outputs) {
        List<String> names = java.util.stream.IntStream.range(0, outputs.length)
                .mapToObj(i -> "f" + i)
                .toList();
        return g.build(names, List.of(outputs));
    }

    private static void assertClose(BigDecimal actual, BigDecimal expected, String relative) {
        BigDecimal error = actual.subtract(expected).abs();
        assertThat(error).isLessThanOrEqualTo(expected.abs().multiply(new BigDecimal(relative)));
    }

    /** (x sin y)' = sin y dx + x cos y dy; (x^y)' = x^y (y/x dx + log x dy). */
    @Test
    void jacobianAndDirections() {
        BigDerivative derivative = new BigDerivative(graph(g.mul(x, g.sin(y)), g.pow(x, y)));
        Node power = g.pow(x, y);
        BigGraph expected =
                new BigGraph(graph(g.sin(y), g.mul(x, g.cos(y)), g.mul(power, g.div(y, x)), g.mul(power, g.log(x))));
        for (double[] at : new double[][] {{0.3, 2}, {1.7, -1.1}, {40, 0.01}}) {
            BigDecimal[][] jacobian = derivative.jacobian(at, 0, 1);
            BigDecimal[] known = expected.evaluate(BigGraph.exact(at));
            BigDecimal[] along = derivative.along(at, new double[] {2, -3});
            for (int row = 0; row < 2; row++) {
                assertClose(jacobian[row][0], known[2 * row], "1e-35");
                assertClose(jacobian[row][1], known[2 * row + 1], "1e-35");
                BigDecimal sum = known[2 * row]
                        .multiply(BigDecimal.TWO)
                        .subtract(known[2 * row + 1].multiply(BigDecimal.valueOf(3)));
                assertClose(along[row], sum, "1e-33");
            }
        }
    }

    /** Steep and curved: arc sine a billionth from its end, where the third derivative is 10^18 times the first. */
    @Test
    void nearTheEndOfADomain() {
        Node slope = g.div(g.constant(1), g.sqrt(g.mul(g.sub(g.constant(1), x), g.add(g.constant(1), x))));
        double[] at = {1 - 0x1p-30, 0};
        BigDecimal expected = new BigGraph(graph(slope)).evaluate(BigGraph.exact(at))[0];
        BigDecimal actual = new BigDerivative(graph(g.apply(Op.ASIN, x))).jacobian(at, 0)[0][0];
        assertClose(actual, expected, "1e-30");
    }

    @Test
    void secondDerivatives() {
        BigDerivative derivative = new BigDerivative(graph(g.mul(g.mul(x, x), g.apply(Op.EXP, y)), x));
        BigGraph exp = new BigGraph(graph(g.apply(Op.EXP, y)));
        double[] at = {3, 0.5};
        BigDecimal e = exp.evaluate(BigGraph.exact(at))[0];
        double[] dx = {1, 0};
        double[] dy = {0, 1};
        assertClose(derivative.second(at, new double[] {1, 5}, dx, dx), e.multiply(BigDecimal.TWO), "1e-28");
        assertClose(derivative.second(at, new double[] {1, 5}, dx, dy), e.multiply(BigDecimal.valueOf(6)), "1e-28");
        assertClose(derivative.second(at, new double[] {1, 5}, dy, dy), e.multiply(BigDecimal.valueOf(9)), "1e-28");
    }

    @Test
    void kinksAndJumpsAreRefusedAndHaveTheirSides() {
        BigDerivative kink = new BigDerivative(graph(g.max(x, g.mul(x, g.constant(-3)))));
        double[] zero = {0, 0};
        assertThatThrownBy(() -> kink.jacobian(zero, 0)).hasMessageContaining("no derivative at [0.0, 0.0]");
        assertThat(kink.oneSided(zero, new double[] {1, 0})[0]).isEqualByComparingTo("1");
        assertThat(kink.oneSided(zero, new double[] {-1, 0})[0]).isEqualByComparingTo("3");
        BigDerivative even = new BigDerivative(graph(g.abs(x)));
        assertThatThrownBy(() -> even.jacobian(zero, 0)).isInstanceOf(ArithmeticException.class);
        BigDerivative jump = new BigDerivative(graph(g.apply(Op.FLOOR, x)));
        assertThatThrownBy(() -> jump.jacobian(zero, 0)).isInstanceOf(ArithmeticException.class);
        BigDerivative end = new BigDerivative(graph(g.sqrt(x)));
        assertThatThrownBy(() -> end.jacobian(zero, 0)).hasMessageContaining("SQRT of -1.0E-18");
    }

    /** On a side where it is smooth, it is exact to the second order: here a quadratic. */
    @Test
    void oneSideOfASmoothFunction() {
        BigDerivative derivative = new BigDerivative(graph(g.mul(x, x)));
        assertThat(derivative.oneSided(new double[] {3, 0}, new double[] {1, 0})[0])
                .isEqualByComparingTo("6");
    }
}
