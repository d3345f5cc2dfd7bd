package dev.antipode.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation on every kind of operand, simplified and not, on all special values. */
class SimplifierTest {
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        2,
        -0.5,
        0.5,
        Math.PI,
        -0.3,
        -4,
        0x1p-126,
        0x1p127,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE
    };

    private final GraphBuilder g = new GraphBuilder();
    private Node x;
    private Node y;
    private Node m;
    private Node n;

    @BeforeEach
    void inputs() {
        x = g.input("x");
        y = g.input("y");
        m = raw(Op.LT, x, y);
        n = raw(Op.EQ, y, g.constant(1));
    }

    private Node raw(Op op, Node... operands) {
        return g.intern(op, List.of(operands), 0);
    }

    private List<Node> reals(int arity) {
        List<Node> pool = new ArrayList<>(List.of(x, y, raw(Op.NEG, x), raw(Op.NEG, y)));
        int constants = arity == 3 ? 6 : SPECIAL.length;
        IntStream.range(0, constants).forEach(i -> pool.add(g.constant(SPECIAL[i])));
        pool.add(raw(Op.SELECT, m, x, y));
        pool.add(raw(Op.SELECT, m, y, g.constant(2)));
        if (arity < 3) {
            pool.addAll(
                    List.of(raw(Op.ABS, x), raw(Op.FLOOR, x), raw(Op.SIGNUM, y), raw(Op.ADD, x, y), raw(Op.SUB, x, x)));
        }
        return pool;
    }

    private List<Node> masks() {
        return List.of(
                m,
                n,
                raw(Op.NOT, m),
                raw(Op.NOT, n),
                raw(Op.AND, m, n),
                raw(Op.OR, m, n),
                raw(Op.NOT, raw(Op.NOT, n)),
                g.constantMask(true),
                g.constantMask(false));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INPUT", "CONSTANT"})
    void everyRewriteIsExact(Op op) {
        List<Node> simplified = new ArrayList<>();
        List<Node> plain = new ArrayList<>();
        List<Node[]> combinations = combinations(op);
        for (Node[] operands : combinations) {
            simplified.add(g.apply(op, operands));
            plain.add(raw(op, operands));
        }
        List<String> names =
                IntStream.range(0, plain.size()).mapToObj(i -> "f" + i).toList();
        Graph first = g.build(names, simplified);
        Graph second = g.build(names, plain);
        for (double a : SPECIAL) {
            for (double b : SPECIAL) {
                double[] actual = first.evaluate(a, b);
                double[] expected = second.evaluate(a, b);
                for (int i = 0; i < actual.length; i++) {
                    if (Double.doubleToLongBits(actual[i]) != Double.doubleToLongBits(expected[i])) {
                        assertThat(actual[i])
                                .as("%s%s at x = %s, y = %s", op, List.of(combinations.get(i)), a, b)
                                .isEqualTo(Double.valueOf(expected[i]));
                    }
                }
            }
        }
    }

    private List<Node[]> combinations(Op op) {
        List<Node[]> all = new ArrayList<>();
        all.add(new Node[0]);
        for (int i = 0; i < op.arity(); i++) {
            List<Node[]> longer = new ArrayList<>();
            for (Node[] start : all) {
                for (Node operand : op.operand(i) == Type.MASK ? masks() : reals(op.arity())) {
                    Node[] next = java.util.Arrays.copyOf(start, start.length + 1);
                    next[start.length] = operand;
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    @Test
    void foldsWhatIsKnown() {
        Node two = g.constant(2);
        assertThat(g.mul(two, g.add(two, g.constant(1))).isConstant(6)).isTrue();
        assertThat(g.lt(two, g.constant(3)).isMask(true)).isTrue();
        assertThat(g.eq(two, g.constant(Double.NaN)).isMask(false)).isTrue();
        assertThat(g.select(g.le(two, two), x, y)).isSameAs(x);
        assertThat(g.and(m, g.constantMask(true))).isSameAs(m);
        assertThat(g.or(m, g.not(m)).isMask(true)).isTrue();
        assertThat(g.not(g.and(g.not(m), g.not(n)))).isSameAs(g.or(m, n));
        assertThat(g.select(g.not(m), x, y)).isSameAs(g.select(m, y, x));
        assertThat(g.mul(g.constant(-1), g.neg(x))).isSameAs(x);
        assertThat(g.fma(x, g.constant(1), y)).isSameAs(g.add(x, y));
    }

    @Test
    void powersAndQuotientsThatArePlainOperationsAgreeOnManyNumbers() {
        double[] exponents = {1, -1, 2, 0.5};
        java.util.Random random = new java.util.Random(2);
        for (double exponent : exponents) {
            Graph power = g.build(List.of("power"), List.of(g.pow(x, g.constant(exponent))));
            assertThat(power.nodes().stream().map(Node::op)).doesNotContain(Op.POW);
            for (int i = 0; i < 5000; i++) {
                double a = Double.longBitsToDouble(random.nextLong());
                assertThat(power.evaluate(a, 0)[0])
                        .as("%s to the %s", a, exponent)
                        .isEqualTo(Double.valueOf(StrictMath.pow(a, exponent)));
            }
        }
        Graph quotient = g.build(List.of("quotient"), List.of(g.div(x, g.constant(-8))));
        assertThat(quotient.nodes().stream().map(Node::op)).doesNotContain(Op.DIV);
        for (int i = 0; i < 5000; i++) {
            double a = Double.longBitsToDouble(random.nextLong());
            assertThat(quotient.evaluate(a, 0)[0]).isEqualTo(Double.valueOf(a / -8));
            assertThat(quotient.evaluate(a * 0x1p-1060, 0)[0]).isEqualTo(Double.valueOf(a * 0x1p-1060 / -8));
        }
    }

    @Test
    void keepsWhatIsNotExact() {
        Node zero = g.constant(0);
        assertThat(g.add(x, zero).op()).isEqualTo(Op.ADD);
        assertThat(g.mul(x, zero).op()).isEqualTo(Op.MUL);
        assertThat(g.sub(x, x).op()).isEqualTo(Op.SUB);
        assertThat(g.sub(zero, x).op()).isEqualTo(Op.SUB);
        assertThat(g.div(x, g.constant(3)).op()).isEqualTo(Op.DIV);
        assertThat(g.div(x, g.constant(0x1p-1000)).op()).isEqualTo(Op.DIV);
        assertThat(g.pow(x, g.constant(3)).op()).isEqualTo(Op.POW);
        assertThat(g.eq(x, x).op()).isEqualTo(Op.EQ);
        assertThat(g.not(g.lt(x, y)).op()).isEqualTo(Op.NOT);
    }

    @Test
    void rebuildsAComposedGraph() {
        Node product = raw(Op.MUL, g.constant(1), raw(Op.NEG, raw(Op.NEG, x)));
        Graph graph = g.build(List.of("a", "b"), List.of(raw(Op.SELECT, g.constantMask(false), y, product), y));
        Graph simple = Simplifier.of(graph);
        assertThat(simple.operationCount()).isZero();
        assertThat(simple.inputNames()).containsExactly("x", "y");
        assertThat(simple.evaluate(3, 4)).containsExactly(3, 4);
        assertThat(Simplifier.of(simple).fingerprint()).isEqualTo(simple.fingerprint());
    }
}
