package dev.antipode.core.kernel;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Functions of x and y at the points where derivatives are a matter of choice or of care, and what they are to be. */
final class DerivativeCases {
    private interface Function {
        Node of(GraphBuilder g, Node x, Node y);
    }

    /** A function at a point, and the gradient that is to be there. */
    record Case(String name, Graph graph, double[] at, double[] gradient) {
        @Override
        public String toString() {
            return name + " at " + Arrays.toString(at);
        }
    }

    private final List<Case> list = new ArrayList<>();

    private void add(String name, Function function, double x, double y, double dx, double dy) {
        GraphBuilder g = new GraphBuilder();
        Node node = function.of(g, g.input("x"), g.input("y"));
        Graph graph = g.build(List.of("f"), List.of(node));
        list.add(new Case(name, graph, new double[] {x, y}, new double[] {dx, dy}));
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
        DerivativeCases cases = new DerivativeCases();
        Function reciprocal = (g, x, y) -> g.select(g.eq(x, zero(g)), zero(g), g.div(one(g), x));
        cases.add("x != 0 ? 1/x : 0", reciprocal, 0, 0, 0, 0);
        cases.add("x != 0 ? 1/x : 0", reciprocal, -0.0, 0, 0, 0);
        cases.add("x != 0 ? 1/x : 0", reciprocal, 2, 0, -0.25, 0);
        Function root = (g, x, y) -> g.select(g.lt(zero(g), x), g.sqrt(x), zero(g));
        cases.add("x > 0 ? sqrt(x) : 0", root, 0, 0, 0, 0);
        cases.add("x > 0 ? sqrt(x) : 0", root, -1, 0, 0, 0);
        cases.add("x > 0 ? sqrt(x) : 0", root, 4, 0, 0.25, 0);
        Function log = (g, x, y) -> g.select(g.lt(zero(g), x), g.mul(g.log(x), y), y);
        cases.add("x > 0 ? y log(x) : y", log, 0, 2, 0, 1);
        cases.add("x > 0 ? y log(x) : y", log, -1, 2, 0, 1);
        cases.add("x > 0 ? y log(x) : y", log, 1, 2, 2, 0);
        Function sinc = (g, x, y) -> g.select(g.eq(x, zero(g)), one(g), g.div(g.sin(x), x));
        cases.add("x == 0 ? 1 : sin(x)/x", sinc, 0, 0, 0, 0);
        Function nested = (g, x, y) -> g.select(
                g.lt(zero(g), x), g.select(g.lt(one(g), x), g.div(y, g.sub(x, one(g))), g.mul(x, y)), g.sqrt(g.neg(x)));
        cases.add("x > 0 ? x > 1 ? y/(x-1) : x y : sqrt(-x)", nested, 1, 3, 3, 1);
        cases.add("x > 0 ? x > 1 ? y/(x-1) : x y : sqrt(-x)", nested, 3, 8, -2, 0.5);
        cases.add("x > 0 ? x > 1 ? y/(x-1) : x y : sqrt(-x)", nested, -4, 8, -0.25, 0);
        Function overflow =
                (g, x, y) -> g.select(g.lt(x, one(g)), g.mul(x, y), g.apply(Op.EXP, g.mul(g.constant(4000), x)));
        cases.add("x < 1 ? x y : exp(4000 x)", overflow, 0.5, 3, 3, 0.5);
        // The same node on both sides, once infinite and not taken.
        Function shared = (g, x, y) -> {
            Node r = g.div(y, x);
            Node positive = g.lt(zero(g), x);
            return g.add(g.select(positive, r, zero(g)), g.select(positive, g.mul(r, r), g.mul(x, x)));
        };
        cases.add("x > 0 ? y/x + (y/x)^2 : x^2", shared, 0, 2, 0, 0);
        cases.add("x > 0 ? y/x + (y/x)^2 : x^2", shared, -2, 2, -4, 0);
        cases.add("x > 0 ? y/x + (y/x)^2 : x^2", shared, 2, 4, -5, 2.5);
        // A node with a use of its own beside two guarded ones, all of them through an infinite slope.
        Function three = (g, x, y) -> {
            Node r = g.pow(x, g.constant(-1.5));
            Node positive = g.lt(zero(g), x);
            Node some = g.select(g.and(positive, g.lt(x, y)), r, zero(g));
            return g.add(g.add(some, g.select(g.and(positive, g.lt(y, x)), g.mul(r, r), y)), g.mul(x, y));
        };
        cases.add("two guards", three, 0, 2, 2, 1);
        cases.add("two guards", three, 1, 2, 0.5, 2);
        cases.add("two guards", three, 4, 2, 2 - 3 / 256.0, 4);
        Function min = (g, x, y) -> g.min(g.max(g.div(y, x), g.constant(-1)), one(g));
        cases.add("clamp(y/x)", min, 0, 2, 0, 0);
        cases.add("clamp(y/x)", min, 4, 2, -0.125, 0.25);
        Function nan = (g, x, y) -> g.select(g.lt(g.log(x), one(g)), x, g.neg(x));
        cases.add("log(x) < 1 ? x : -x", nan, -2, 0, -1, 0);
        cases.add("log(x) < 1 ? x : -x", nan, 2, 0, 1, 0);
        return cases.list.stream();
    }

    static Stream<Case> kinks() {
        DerivativeCases cases = new DerivativeCases();
        cases.add("abs", (g, x, y) -> g.abs(x), 0, 0, 0, 0);
        cases.add("abs", (g, x, y) -> g.abs(x), -0.0, 0, 0, 0);
        cases.add("abs", (g, x, y) -> g.abs(g.mul(x, y)), 0, 3, 0, 0);
        cases.add("min", (g, x, y) -> g.min(x, y), 2, 2, 1, 0);
        cases.add("max", (g, x, y) -> g.max(x, y), 2, 2, 1, 0);
        cases.add("min", (g, x, y) -> g.min(g.mul(y, y), x), 9, 3, 0, 6);
        cases.add("max", (g, x, y) -> g.max(g.mul(x, x), x), 1, 0, 2, 0);
        cases.add("max(x, 0)", (g, x, y) -> g.max(x, zero(g)), 0, 0, 1, 0);
        cases.add("max(0, x)", (g, x, y) -> g.max(zero(g), x), 0, 0, 0, 0);
        cases.add("max(x, -0)", (g, x, y) -> g.max(x, g.constant(-0.0)), 0, 0, 1, 0);
        cases.add("clamp", (g, x, y) -> clamp(g, x), 1, 0, 1, 0);
        cases.add("clamp", (g, x, y) -> clamp(g, x), -1, 0, 1, 0);
        cases.add("clamp", (g, x, y) -> clamp(g, x), 2, 0, 0, 0);
        cases.add("clamp", (g, x, y) -> clamp(g, x), -2, 0, 0, 0);
        cases.add("clamp", (g, x, y) -> clamp(g, x), 0.25, 0, 1, 0);
        cases.add("x signum(x)", (g, x, y) -> g.mul(x, g.signum(x)), 0, 0, 0, 0);
        cases.add("x signum(x)", (g, x, y) -> g.mul(x, g.signum(x)), -2, 0, -1, 0);
        return cases.list.stream();
    }

    static Stream<Case> endsAndSteps() {
        DerivativeCases cases = new DerivativeCases();
        Function asin = (g, x, y) -> g.apply(Op.ASIN, clamp(g, x));
        Function acos = (g, x, y) -> g.apply(Op.ACOS, clamp(g, x));
        for (double end : new double[] {-3, -1, 1, 2}) {
            cases.add("asin(clamp(x))", asin, end, 0, 0, 0);
            cases.add("acos(clamp(x))", acos, end, 0, 0, 0);
        }
        cases.add("asin(clamp(x))", asin, 0.6, 0, 1.25, 0);
        cases.add("acos(clamp(x))", acos, -0.6, 0, -1.25, 0);
        Function norm = (g, x, y) -> g.sqrt(g.add(g.mul(x, x), g.mul(y, y)));
        cases.add("sqrt", (g, x, y) -> g.sqrt(x), 0, 0, 0, 0);
        cases.add("sqrt", (g, x, y) -> g.sqrt(x), -0.0, 0, 0, 0);
        cases.add("sqrt(max(x, 0))", (g, x, y) -> g.sqrt(g.max(x, zero(g))), -2, 0, 0, 0);
        cases.add("norm", norm, 0, 0, 0, 0);
        cases.add("norm", norm, 3, 4, 0.6, 0.8);
        cases.add("norm", norm, 0, 4, 0, 1);
        cases.add("floor", (g, x, y) -> g.apply(Op.FLOOR, x), 2, 0, 0, 0);
        cases.add("x - floor(x)", (g, x, y) -> g.sub(x, g.apply(Op.FLOOR, x)), 3, 0, 1, 0);
        cases.add("signum", (g, x, y) -> g.signum(x), 0, 0, 0, 0);
        cases.add("signum", (g, x, y) -> g.signum(x), -0.0, 0, 0, 0);
        Function angle = (g, x, y) -> g.apply(Op.ATAN2, y, x);
        cases.add("atan2", angle, 0, 0, 0, 0);
        cases.add("atan2", angle, -0.0, -0.0, 0, 0);
        cases.add("atan2", angle, -2, 0, 0, -0.5);
        cases.add("atan2", angle, -2, -0.0, 0, -0.5);
        cases.add("atan2", angle, 0, 2, -0.5, 0);
        Function wrap = (g, x, y) -> g.apply(Op.ATAN2, g.sin(x), g.cos(x));
        cases.add("atan2(sin(x), cos(x))", wrap, Math.PI, 0, 1, 0);
        cases.add("atan2(sin(x), cos(x))", wrap, -7, 0, 1, 0);
        return cases.list.stream();
    }

    static Stream<Case> powers() {
        DerivativeCases cases = new DerivativeCases();
        Function pow = (g, x, y) -> g.pow(x, y);
        cases.add("pow", pow, 0, 0, 0, 0);
        cases.add("pow", pow, 0, 0.5, 0, 0);
        cases.add("pow", pow, 0, 1, 1, 0);
        cases.add("pow", pow, -0.0, 1, 1, 0);
        cases.add("pow", pow, 0, 1.5, 0, 0);
        cases.add("pow", pow, 0, 2, 0, 0);
        cases.add("pow", pow, 0, 3, 0, 0);
        cases.add("pow", pow, -2, 2, -4, 0);
        cases.add("pow", pow, -2, 3, 12, 0);
        cases.add("pow", pow, -2, -1, -0.25, 0);
        cases.add("pow", pow, -2, 0, 0, 0);
        cases.add("pow", pow, 1, 5, 5, 0);
        cases.add("pow", pow, 2, 0, 0, Math.log(2));
        for (double exponent : new double[] {0.25, 0.5, 0.75, 1.5, 2, 3, 7}) {
            cases.add("x^" + exponent, (g, x, y) -> g.pow(x, g.constant(exponent)), 0, 0, 0, 0);
            cases.add("x^" + exponent, (g, x, y) -> g.pow(x, g.constant(exponent)), 1, 0, exponent, 0);
        }
        cases.add("x^-1", (g, x, y) -> g.pow(x, g.constant(-1)), 2, 0, -0.25, 0);
        cases.add("x^-2", (g, x, y) -> g.pow(x, g.constant(-2)), -2, 0, 0.25, 0);
        cases.add("2^y", (g, x, y) -> g.pow(g.constant(2), y), 0, 0, 0, Math.log(2));
        cases.add("0^y", (g, x, y) -> g.pow(zero(g), y), 0, 2, 0, 0);
        return cases.list.stream();
    }

    static Stream<Case> far() {
        DerivativeCases cases = new DerivativeCases();
        double far = Double.POSITIVE_INFINITY;
        cases.add("tanh", (g, x, y) -> g.apply(Op.TANH, x), 1e4, 0, 0, 0);
        cases.add("tanh", (g, x, y) -> g.apply(Op.TANH, x), -far, 0, 0, 0);
        cases.add("atan", (g, x, y) -> g.apply(Op.ATAN, x), far, 0, 0, 0);
        cases.add("exp", (g, x, y) -> g.apply(Op.EXP, x), -far, 0, 0, 0);
        cases.add("1/x", (g, x, y) -> g.div(one(g), x), -far, 0, 0, 0);
        cases.add("clamp", (g, x, y) -> clamp(g, x), far, 0, 0, 0);
        cases.add("min(x, y)", (g, x, y) -> g.min(x, y), far, 2, 0, 1);
        return cases.list.stream();
    }
}
