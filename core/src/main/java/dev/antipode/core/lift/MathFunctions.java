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

    /**
     * The greater times the root of one plus the square of the ratio: no overflow or underflow on the way. Where both are the same, one
     * is the greater and the other the lesser, so that the derivative goes to both; and where one is zero the length is smooth, though
     * its absolute value is not.
     */
    Node hypot(Node x, Node y) {
        Node a = g.select(g.lt(x, constant(0)), g.neg(x), x);
        Node b = g.select(g.lt(y, constant(0)), g.neg(y), y);
        Node greater = g.max(a, b);
        Node none = g.eq(greater, constant(0));
        Node ratio = g.div(g.min(b, a), g.select(none, constant(1), greater));
        Node length = g.mul(greater, g.sqrt(g.fma(ratio, ratio, constant(1))));
        Node infinity = constant(Double.POSITIVE_INFINITY);
        Node infinite = g.or(g.eq(a, infinity), g.eq(b, infinity));
        return g.select(infinite, infinity, g.select(none, constant(0), length));
    }

    /** A power and one Newton step, which removes the error of the exponent 1/3. Zero has the derivative zero. */
    Node cbrt(Node x) {
        Node a = g.abs(x);
        Node regular = g.and(g.lt(constant(0), a), g.lt(a, constant(Double.POSITIVE_INFINITY)));
        Node safe = g.select(regular, a, constant(1));
        Node y = g.pow(safe, constant(1.0 / 3));
        Node correction = g.div(g.sub(g.div(g.div(safe, y), y), y), constant(3));
        Node root = g.add(y, correction);
        Node flat = g.select(g.eq(x, constant(0)), g.apply(Op.SIGNUM, x), x);
        return g.select(regular, g.select(g.lt(x, constant(0)), g.neg(root), root), flat);
    }

    Node log10(Node x) {
        return g.div(g.log(x), constant(LN_10));
    }

    /**
     * The logarithm of {@code u}, which is 1 + x rounded, and the slope there times what was rounded away: accurate, and so are its
     * first and second derivatives. Where u is 1 it is the logarithm's series.
     */
    Node log1p(Node x) {
        Node one = constant(1);
        Node u = g.add(one, x);
        Node regular = g.and(g.lt(constant(0), u), g.lt(u, constant(Double.POSITIVE_INFINITY)));
        Node lost = g.sub(x, g.sub(u, one));
        Node correction = g.select(regular, g.div(lost, g.select(regular, u, one)), constant(0));
        Node series = g.fma(g.mul(x, constant(-0.5)), x, x);
        return g.select(g.eq(u, one), series, g.add(g.log(u), correction));
    }

    /** exp(x) - 1 = 2 sinh(x / 2) exp(x / 2), without cancellation; below -1 there is none, and the derivative keeps its digits. */
    Node expm1(Node x) {
        Node lowest = constant(-1);
        Node half = g.mul(g.max(x, lowest), constant(0.5));
        Node sinh = g.apply(Op.SINH, half);
        Node product = g.mul(g.add(sinh, sinh), g.apply(Op.EXP, half));
        return g.select(g.lt(x, lowest), g.sub(g.apply(Op.EXP, x), constant(1)), product);
    }
}
