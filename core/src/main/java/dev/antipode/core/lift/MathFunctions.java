package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;

/**
 * The functions of {@link Math} that are made of several operations. They hold in any precision: no constant depends on
 * the width of a double's mantissa. Special values are Java's; ceil, rint, copySign, clamp, toRadians and toDegrees are
 * exact to the bit, the others within a few units in the last place of the functions they are made of.
 */
final class MathFunctions {
    private static final double DEGREES_TO_RADIANS = 0.017453292519943295;
    private static final double RADIANS_TO_DEGREES = 57.29577951308232;
    private static final double LN_10 = 2.302585092994046;

    private final GraphBuilder g;

    MathFunctions(GraphBuilder graph) {
        this.g = graph;
    }

    private Node constant(double value) {
        return g.constant(value);
    }

    Node ceil(Node x) {
        return g.neg(g.apply(Op.FLOOR, g.neg(x)));
    }

    private Node floor(Node x) {
        return g.apply(Op.FLOOR, x);
    }

    /** Half to even, on the absolute value, where the distance to the floor is exact. */
    Node rint(Node x) {
        Node a = g.abs(x);
        Node down = floor(a);
        Node distance = g.sub(a, down);
        Node half = floor(g.mul(down, constant(0.5)));
        Node up = g.add(down, constant(1));
        Node even = g.select(g.eq(g.add(half, half), down), down, up);
        Node nearest = g.select(g.lt(distance, constant(0.5)), down, g.select(g.lt(constant(0.5), distance), up, even));
        return copySign(nearest, x);
    }

    Node toRadians(Node x) {
        return g.mul(x, constant(DEGREES_TO_RADIANS));
    }

    Node toDegrees(Node x) {
        return g.mul(x, constant(RADIANS_TO_DEGREES));
    }

    /** As {@link StrictMath#copySign}: a NaN counts as positive. The quotient tells -0 from 0. */
    Node copySign(Node magnitude, Node sign) {
        Node zero = constant(0);
        Node negativeZero = g.and(g.eq(sign, zero), g.lt(g.div(constant(1), sign), zero));
        Node a = g.abs(magnitude);
        return g.select(g.or(g.lt(sign, zero), negativeZero), g.neg(a), a);
    }

    /** The exceptions that Java throws for an empty range are known where the bounds are. */
    Node clamp(Node value, Node min, Node max) {
        if (min.isConstant() && max.isConstant()) {
            try {
                Math.clamp(0.0, min.constant(), max.constant());
            } catch (IllegalArgumentException e) {
                throw new Refusal(
                        "Math.clamp has the empty range " + min.constant() + " to " + max.constant(), null, e);
            }
        }
        return g.min(max, g.max(value, min));
    }

    /** The greater times the root of one plus the square of the ratio: no overflow or underflow on the way. */
    Node hypot(Node x, Node y) {
        Node a = g.abs(x);
        Node b = g.abs(y);
        Node greater = g.max(a, b);
        Node safe = g.select(g.eq(greater, constant(0)), constant(1), greater);
        Node ratio = g.div(g.min(a, b), safe);
        Node length = g.mul(greater, g.sqrt(g.fma(ratio, ratio, constant(1))));
        Node infinity = constant(Double.POSITIVE_INFINITY);
        return g.select(g.or(g.eq(a, infinity), g.eq(b, infinity)), infinity, length);
    }

    /** A power and one Newton step, which removes the error of the exponent 1/3. */
    Node cbrt(Node x) {
        Node a = g.abs(x);
        Node regular = g.and(g.lt(constant(0), a), g.lt(a, constant(Double.POSITIVE_INFINITY)));
        Node safe = g.select(regular, a, constant(1));
        Node y = g.pow(safe, constant(1.0 / 3));
        Node correction = g.div(g.sub(g.div(g.div(safe, y), y), y), constant(3));
        Node root = g.add(y, correction);
        return g.select(regular, g.select(g.lt(x, constant(0)), g.neg(root), root), x);
    }

    Node log10(Node x) {
        return g.div(g.log(x), constant(LN_10));
    }

    /** Kahan's correction of the rounding of 1 + x; Goldberg, "What Every Computer Scientist...", theorem 4 (1991). */
    Node log1p(Node x) {
        Node one = constant(1);
        Node u = g.add(one, x);
        Node infinity = constant(Double.POSITIVE_INFINITY);
        Node plain = g.or(g.eq(u, one), g.eq(u, infinity));
        Node difference = g.select(plain, one, g.sub(u, one));
        return g.select(plain, x, g.mul(g.log(u), g.div(x, difference)));
    }

    /** exp(x) - 1 = 2 sinh(x / 2) exp(x / 2), without cancellation. Below -50 it is -1 in every precision. */
    Node expm1(Node x) {
        Node lowest = constant(-50);
        Node half = g.mul(g.max(x, lowest), constant(0.5));
        Node sinh = g.apply(Op.SINH, half);
        Node exp = g.apply(Op.EXP, half);
        return g.select(g.lt(x, lowest), constant(-1), g.mul(g.add(sinh, sinh), exp));
    }
}
