package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Vjp;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.testing.BigDerivative;
import dev.antipode.core.testing.Evaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the derivatives are where there is none, and at the sides of choices that were not taken: on the host and in
 * kernels of both precisions, forward and in reverse.
 */
class DerivativeConventionsTest {
    private static final Map<String, Evaluator> EVALUATORS = new TreeMap<>(Map.of(
            "host", Evaluator.HOST,
            "F64", Evaluator.kernel(Precision.F64),
            "F32", Evaluator.kernel(Precision.F32)));

    /** A function of x and y. */
    private interface Function {
        Node of(GraphBuilder g, Node x, Node y);
    }

    /** A function at a point, and the gradient that is to be there. */
    private record Case(String name, Graph graph, double[] at, double[] gradient) {
        @Override
        public String toString() {
            return name + " at " + Arrays.toString(at);
        }
    }

    private static final List<Case> CASES = new ArrayList<>();

    private static Case add(String name, Function function, double x, double y, double dx, double dy) {
        GraphBuilder g = new GraphBuilder();
        Node a = g.input("x");
        Node b = g.input("y");
        Graph graph = g.build(List.of("f"), List.of(function.of(g, a, b)));
        Case made = new Case(name, graph, new double[] {x, y}, new double[] {dx, dy});
        CASES.add(made);
        return made;
    }

    private static Node zero(GraphBuilder g) {
        return g.constant(0);
    }

    private static Node one(GraphBuilder g) {
        return g.constant(1);
    }

    private static Node clamp(GraphBuilder g, Node x) {
        return g.min(g.max(x, g.constant(-1)), one(g));
    }

    static Stream<Case> sidesNotTaken() {
        CASES.clear();
        Function reciprocal = (g, x, y) -> g.select(g.eq(x, zero(g)), zero(g), g.div(one(g), x));
        add("x != 0 ? 1/x : 0", reciprocal, 0, 0, 0, 0);
        add("x != 0 ? 1/x : 0", reciprocal, -0.0, 0, 0, 0);
        add("x != 0 ? 1/x : 0", reciprocal, 2, 0, -0.25, 0);
        Function root = (g, x, y) -> g.select(g.lt(zero(g), x), g.sqrt(x), zero(g));
        add("x > 0 ? sqrt(x) : 0", root, 0, 0, 0, 0);
        add("x > 0 ? sqrt(x) : 0", root, -1, 0, 0, 0);
        add("x > 0 ? sqrt(x) : 0", root, 4, 0, 0.25, 0);
        Function log = (g, x, y) -> g.select(g.lt(zero(g), x), g.mul(g.log(x), y), y);
        add("x > 0 ? y log(x) : y", log, 0, 2, 0, 1);
        add("x > 0 ? y log(x) : y", log, -1, 2, 0, 1);
        add("x > 0 ? y log(x) : y", log, 1, 2, 2, 0);
        Function sinc = (g, x, y) -> g.select(g.eq(x, zero(g)), one(g), g.div(g.sin(x), x));
        add("x == 0 ? 1 : sin(x)/x", sinc, 0, 0, 0, 0);
        Function nested = (g, x, y) -> g.select(
                g.lt(zero(g), x), g.select(g.lt(one(g), x), g.div(y, g.sub(x, one(g))), g.mul(x, y)), g.sqrt(g.neg(x)));
        add("x > 0 ? x > 1 ? y/(x-1) : x y : sqrt(-x)", nested, 1, 3, 3, 1);
        add("x > 0 ? x > 1 ? y/(x-1) : x y : sqrt(-x)", nested, 3, 8, -2, 0.5);
        add("x > 0 ? x > 1 ? y/(x-1) : x y : sqrt(-x)", nested, -4, 8, -0.25, 0);
        Function overflow =
                (g, x, y) -> g.select(g.lt(x, one(g)), g.mul(x, y), g.apply(Op.EXP, g.mul(g.constant(4000), x)));
        add("x < 1 ? x y : exp(4000 x)", overflow, 0.5, 3, 3, 0.5);
        // The same node on both sides, once infinite and not taken.
        Function shared = (g, x, y) -> {
            Node r = g.div(y, x);
            Node positive = g.lt(zero(g), x);
            return g.add(g.select(positive, r, zero(g)), g.select(positive, g.mul(r, r), g.mul(x, x)));
        };
        add("x > 0 ? y/x + (y/x)^2 : x^2", shared, 0, 2, 0, 0);
        add("x > 0 ? y/x + (y/x)^2 : x^2", shared, -2, 2, -4, 0);
        add("x > 0 ? y/x + (y/x)^2 : x^2", shared, 2, 4, -5, 2.5);
        // A node with a use of its own beside two guarded ones, all of them through an infinite slope.
        Function three = (g, x, y) -> {
            Node r = g.pow(x, g.constant(-1.5));
            Node positive = g.lt(zero(g), x);
            Node some = g.select(g.and(positive, g.lt(x, y)), r, zero(g));
            return g.add(g.add(some, g.select(g.and(positive, g.lt(y, x)), g.mul(r, r), y)), g.mul(x, y));
        };
        add("two guards", three, 0, 2, 2, 1);
        add("two guards", three, 1, 2, 0.5, 2);
        add("two guards", three, 4, 2, 2 - 3 / 256.0, 4);
        Function min = (g, x, y) -> g.min(g.max(g.div(y, x), g.constant(-1)), one(g));
        add("clamp(y/x)", min, 0, 2, 0, 0);
        add("clamp(y/x)", min, 4, 2, -0.125, 0.25);
        Function nan = (g, x, y) -> g.select(g.lt(g.log(x), one(g)), x, g.neg(x));
        add("log(x) < 1 ? x : -x", nan, -2, 0, -1, 0);
        add("log(x) < 1 ? x : -x", nan, 2, 0, 1, 0);
        return List.copyOf(CASES).stream();
    }

    static Stream<Case> kinks() {
        CASES.clear();
        add("abs", (g, x, y) -> g.abs(x), 0, 0, 0, 0);
        add("abs", (g, x, y) -> g.abs(x), -0.0, 0, 0, 0);
        add("abs", (g, x, y) -> g.abs(g.mul(x, y)), 0, 3, 0, 0);
        add("min", (g, x, y) -> g.min(x, y), 2, 2, 1, 0);
        add("max", (g, x, y) -> g.max(x, y), 2, 2, 1, 0);
        add("min", (g, x, y) -> g.min(g.mul(y, y), x), 9, 3, 0, 6);
        add("max", (g, x, y) -> g.max(g.mul(x, x), x), 1, 0, 2, 0);
        add("max(x, 0)", (g, x, y) -> g.max(x, zero(g)), 0, 0, 1, 0);
        add("max(0, x)", (g, x, y) -> g.max(zero(g), x), 0, 0, 0, 0);
        add("max(x, -0)", (g, x, y) -> g.max(x, g.constant(-0.0)), 0, 0, 1, 0);
        add("clamp", (g, x, y) -> clamp(g, x), 1, 0, 1, 0);
        add("clamp", (g, x, y) -> clamp(g, x), -1, 0, 1, 0);
        add("clamp", (g, x, y) -> clamp(g, x), 2, 0, 0, 0);
        add("clamp", (g, x, y) -> clamp(g, x), -2, 0, 0, 0);
        add("clamp", (g, x, y) -> clamp(g, x), 0.25, 0, 1, 0);
        add("x signum(x)", (g, x, y) -> g.mul(x, g.signum(x)), 0, 0, 0, 0);
        add("x signum(x)", (g, x, y) -> g.mul(x, g.signum(x)), -2, 0, -1, 0);
        return List.copyOf(CASES).stream();
    }

    static Stream<Case> endsAndSteps() {
        CASES.clear();
        Function asin = (g, x, y) -> g.apply(Op.ASIN, clamp(g, x));
        Function acos = (g, x, y) -> g.apply(Op.ACOS, clamp(g, x));
        for (double end : new double[] {-3, -1, 1, 2}) {
            add("asin(clamp(x))", asin, end, 0, 0, 0);
            add("acos(clamp(x))", acos, end, 0, 0, 0);
        }
        add("asin(clamp(x))", asin, 0.6, 0, 1.25, 0);
        add("acos(clamp(x))", acos, -0.6, 0, -1.25, 0);
        Function norm = (g, x, y) -> g.sqrt(g.add(g.mul(x, x), g.mul(y, y)));
        add("sqrt", (g, x, y) -> g.sqrt(x), 0, 0, 0, 0);
        add("sqrt", (g, x, y) -> g.sqrt(x), -0.0, 0, 0, 0);
        add("sqrt(max(x, 0))", (g, x, y) -> g.sqrt(g.max(x, zero(g))), -2, 0, 0, 0);
        add("norm", norm, 0, 0, 0, 0);
        add("norm", norm, 3, 4, 0.6, 0.8);
        add("norm", norm, 0, 4, 0, 1);
        add("floor", (g, x, y) -> g.apply(Op.FLOOR, x), 2, 0, 0, 0);
        add("x - floor(x)", (g, x, y) -> g.sub(x, g.apply(Op.FLOOR, x)), 3, 0, 1, 0);
        add("signum", (g, x, y) -> g.signum(x), 0, 0, 0, 0);
        add("signum", (g, x, y) -> g.signum(x), -0.0, 0, 0, 0);
        Function angle = (g, x, y) -> g.apply(Op.ATAN2, y, x);
        add("atan2", angle, 0, 0, 0, 0);
        add("atan2", angle, -0.0, -0.0, 0, 0);
        add("atan2", angle, -2, 0, 0, -0.5);
        add("atan2", angle, -2, -0.0, 0, -0.5);
        add("atan2", angle, 0, 2, -0.5, 0);
        Function wrap = (g, x, y) -> g.apply(Op.ATAN2, g.sin(x), g.cos(x));
        add("atan2(sin(x), cos(x))", wrap, Math.PI, 0, 1, 0);
        add("atan2(sin(x), cos(x))", wrap, -7, 0, 1, 0);
        return List.copyOf(CASES).stream();
    }

    static Stream<Case> powers() {
        CASES.clear();
        Function pow = (g, x, y) -> g.pow(x, y);
        add("pow", pow, 0, 0, 0, 0);
        add("pow", pow, 0, 0.5, 0, 0);
        add("pow", pow, 0, 1, 1, 0);
        add("pow", pow, -0.0, 1, 1, 0);
        add("pow", pow, 0, 1.5, 0, 0);
        add("pow", pow, 0, 2, 0, 0);
        add("pow", pow, 0, 3, 0, 0);
        add("pow", pow, -2, 2, -4, 0);
        add("pow", pow, -2, 3, 12, 0);
        add("pow", pow, -2, -1, -0.25, 0);
        add("pow", pow, -2, 0, 0, 0);
        add("pow", pow, 1, 5, 5, 0);
        add("pow", pow, 2, 0, 0, Math.log(2));
        for (double exponent : new double[] {0.25, 0.5, 0.75, 1.5, 2, 3, 7}) {
            add("x^" + exponent, (g, x, y) -> g.pow(x, g.constant(exponent)), 0, 0, 0, 0);
            add("x^" + exponent, (g, x, y) -> g.pow(x, g.constant(exponent)), 1, 0, exponent, 0);
        }
        add("x^-1", (g, x, y) -> g.pow(x, g.constant(-1)), 2, 0, -0.25, 0);
        add("x^-2", (g, x, y) -> g.pow(x, g.constant(-2)), -2, 0, 0.25, 0);
        add("2^y", (g, x, y) -> g.pow(g.constant(2), y), 0, 0, 0, Math.log(2));
        add("0^y", (g, x, y) -> g.pow(zero(g), y), 0, 2, 0, 0);
        return List.copyOf(CASES).stream();
    }

    static Stream<Case> far() {
        CASES.clear();
        double far = Double.POSITIVE_INFINITY;
        add("tanh", (g, x, y) -> g.apply(Op.TANH, x), 1e4, 0, 0, 0);
        add("tanh", (g, x, y) -> g.apply(Op.TANH, x), -far, 0, 0, 0);
        add("atan", (g, x, y) -> g.apply(Op.ATAN, x), far, 0, 0, 0);
        add("exp", (g, x, y) -> g.apply(Op.EXP, x), -far, 0, 0, 0);
        add("1/x", (g, x, y) -> g.div(one(g), x), -far, 0, 0, 0);
        add("clamp", (g, x, y) -> clamp(g, x), far, 0, 0, 0);
        add("min(x, y)", (g, x, y) -> g.min(x, y), far, 2, 0, 1);
        return List.copyOf(CASES).stream();
    }

    @ParameterizedTest
    @MethodSource({"sidesNotTaken", "kinks", "endsAndSteps", "powers", "far"})
    void gradientsAreAsChosen(Case c) {
        Graph jvp = Jvp.of(c.graph, 0, 1);
        Graph vjp = Vjp.of(c.graph, 0, 1);
        double x = c.at[0];
        double y = c.at[1];
        EVALUATORS.forEach((name, evaluator) -> {
            double[][] forward =
                    evaluator.evaluate(jvp, new double[][] {{x, y, 1, 0}, {x, y, 0, 1}, {x, y, 0, 0}, {x, y, 2, -1}});
            double[][] reverse = evaluator.evaluate(vjp, new double[][] {{x, y, 1}, {x, y, 0}, {x, y, -2}});
            double dx = c.gradient[0];
            double dy = c.gradient[1];
            double tolerance = name.equals("F32") ? 2e-6 : 4e-15;
            assertThat(new double[] {forward[0][1], forward[1][1], forward[2][1], forward[3][1]})
                    .as("tangents, %s", name)
                    .containsExactly(new double[] {dx, dy, 0, 2 * dx - dy}, within(tolerance));
            assertThat(new double[] {reverse[0][1], reverse[0][2], reverse[1][1], reverse[1][2]})
                    .as("cotangents, %s", name)
                    .containsExactly(new double[] {dx, dy, 0, 0}, within(tolerance));
            assertThat(new double[] {reverse[2][1], reverse[2][2]})
                    .as("cotangents, %s", name)
                    .containsExactly(new double[] {-2 * dx, -2 * dy}, within(2 * tolerance));
        });
    }

    /** A derivative is a number too, so its own is one. */
    @ParameterizedTest
    @MethodSource({"sidesNotTaken", "kinks", "endsAndSteps", "powers"})
    void secondDerivativesAreNumbers(Case c) {
        Graph product = Jvp.of(Vjp.of(c.graph, 0, 1), 0, 1);
        double[][] point = {{c.at[0], c.at[1], 1, 1, 1}};
        EVALUATORS.forEach((name, evaluator) ->
                assertThat(evaluator.evaluate(product, point)[0]).as(name).doesNotContain(Double.NaN));
    }

    /** Where there are two slopes, the one chosen is between them. */
    @ParameterizedTest
    @MethodSource("kinks")
    void theSlopeAtAKinkIsBetweenItsSides(Case c) {
        BigDerivative derivative = new BigDerivative(c.graph);
        for (double[] direction : new double[][] {{1, 0}, {0, 1}, {1, 1}, {2, -1}}) {
            double[] back = {-direction[0], -direction[1]};
            double right = derivative.oneSided(c.at, direction)[0].doubleValue();
            double left = -derivative.oneSided(c.at, back)[0].doubleValue();
            double chosen = c.gradient[0] * direction[0] + c.gradient[1] * direction[1];
            assertThat(chosen).isBetween(Math.min(left, right) - 1e-15, Math.max(left, right) + 1e-15);
        }
    }
}
