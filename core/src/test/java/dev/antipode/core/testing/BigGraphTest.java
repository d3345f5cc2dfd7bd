package dev.antipode.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference itself: against published digits, and against F64 to F64's precision. */
class BigGraphTest {
    /** The numbers of the OEIS, 50 decimals: A049469, A049470, A049471, A019669, A003881, A073742, A073743, A073744, A001113, A002392, A002193. */
    @ParameterizedTest
    @CsvSource({
        "SIN, 1, 0.84147098480789650665250232163029899962256306079837",
        "COS, 1, 0.54030230586813971740093660744297660373231042061792",
        "TAN, 1, 1.55740772465490223050697480745836017308725077238152",
        "ASIN, 1, 1.57079632679489661923132169163975144209858469968755",
        "ACOS, 0, 1.57079632679489661923132169163975144209858469968755",
        "ATAN, 1, 0.78539816339744830961566084581987572104929234984377",
        "SINH, 1, 1.17520119364380145688238185059560081515571798133409",
        "COSH, 1, 1.54308063481524377847790562075706168260152911236586",
        "TANH, 1, 0.76159415595576488811945828260479359041276859725793",
        "EXP, 1, 2.71828182845904523536028747135266249775724709369995",
        "LOG, 10, 2.30258509299404568401799145468436420760110148862877",
        "SQRT, 2, 1.41421356237309504880168872420969807856967187537694",
    })
    void publishedDigits(Op op, BigDecimal at, BigDecimal expected) {
        GraphBuilder g = new GraphBuilder();
        Graph graph = g.build(List.of("y"), List.of(g.apply(op, g.input("x"))));
        BigDecimal actual = new BigGraph(graph).evaluate(at)[0];
        assertThat(actual.subtract(expected).abs()).isLessThan(new BigDecimal("1e-49"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INPUT", "CONSTANT"})
    void everyOperationAgreesWithF64(Op op) {
        Graph graph = OperationPoints.graph(op);
        BigGraph big = new BigGraph(graph);
        for (double[] x : OperationPoints.wide(op, 200)) {
            double expected = graph.evaluate(x)[0];
            double actual = big.evaluate(BigGraph.exact(x))[0].doubleValue();
            assertThat(Math.abs(actual - expected))
                    .as("%s of %s: %s, in F64 %s", op, Arrays.toString(x), actual, expected)
                    .isLessThanOrEqualTo(4 * Math.ulp(expected));
        }
    }

    @Test
    void powersOfZeroAndOfNegativeNumbers() {
        BigGraph pow = new BigGraph(OperationPoints.graph(Op.POW));
        assertThat(pow.evaluate(BigGraph.exact(0, 0))[0]).isEqualByComparingTo("1");
        assertThat(pow.evaluate(BigGraph.exact(0, 0.5))[0]).isZero();
        assertThat(pow.evaluate(BigGraph.exact(-2, 3))[0]).isEqualByComparingTo("-8");
        assertThat(pow.evaluate(BigGraph.exact(-2, -2))[0]).isEqualByComparingTo("0.25");
        assertThat(pow.evaluate(BigGraph.exact(0.5, 1e6))[0]).isZero();
        for (double[] x : new double[][] {{-2, 0.5}, {0, -1}, {2, 1e6}}) {
            assertThatThrownBy(() -> pow.evaluate(BigGraph.exact(x))).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void theSideThatIsNotTakenNeedsNoValue() {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node reciprocal = g.div(g.constant(1), x);
        Node zero = g.eq(x, g.constant(0));
        Node large = g.lt(g.constant(2), reciprocal);
        Graph graph = g.build(
                List.of("chosen", "both", "either", "bounded"),
                List.of(
                        g.select(zero, g.constant(7), reciprocal),
                        g.and(large, g.not(zero)),
                        g.or(zero, large),
                        g.min(x, g.constant(Double.POSITIVE_INFINITY))));
        BigGraph big = new BigGraph(graph);
        assertThat(big.evaluate(BigGraph.exact(0))).containsExactly(BigGraph.exact(7, 0, 1, 0));
        assertThat(big.evaluate(BigGraph.exact(0.25))).containsExactly(BigGraph.exact(4, 1, 1, 0.25));
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        for (Op op : new Op[] {Op.LOG, Op.SQRT, Op.ASIN, Op.ACOS}) {
            assertThatThrownBy(() -> new BigGraph(OperationPoints.graph(op)).evaluate(BigGraph.exact(-2)))
                    .hasMessageContaining("output y has no value: " + op + " of -2.0");
        }
        assertThatThrownBy(() -> new BigGraph(OperationPoints.graph(Op.DIV)).evaluate(BigGraph.exact(1, 0)))
                .hasMessageContaining("division by zero");
        assertThatThrownBy(() -> new BigGraph(OperationPoints.graph(Op.EXP)).evaluate(BigGraph.exact(711)))
                .hasMessageContaining("beyond F64");
        assertThatThrownBy(() -> new BigGraph(OperationPoints.graph(Op.MUL)).evaluate(BigGraph.exact(1e200, 1e200)))
                .hasMessageContaining("beyond F64");
    }

    @Test
    void masksAreOneOrZero() {
        assertThat(OperationPoints.graph(Op.LT).outputs().getFirst().type()).isEqualTo(Type.MASK);
        BigGraph less = new BigGraph(OperationPoints.graph(Op.LT));
        assertThat(less.evaluate(BigGraph.exact(1, 2))[0]).isEqualByComparingTo("1");
        assertThat(less.evaluate(BigGraph.exact(2, 2))[0]).isZero();
    }
}
