package dev.antipode.core.kernel;

/** Powers with a constant exponent that need no logarithm; zeros and infinities as {@link Math#pow(double, double)}. */
final class ConstantPower {
    private ConstantPower() {}

    /** {@code x^exponent} within 2 ulp, or null where the exponent is none of these. */
    static LoweredNode simple(LoweredBuilder b, LoweredNode x, double exponent) {
        if (exponent == 0) {
            return one(b, x);
        } else if (exponent == 1) {
            return x;
        } else if (exponent == 2) {
            return b.mul(x, x);
        } else if (exponent == 3) {
            return b.mul(b.mul(x, x), x);
        } else if (exponent == 4) {
            LoweredNode square = b.mul(x, x);
            return b.mul(square, square);
        } else if (exponent == 0.5) {
            return root(b, x);
        } else if (exponent == 1.5) {
            return b.mul(b.abs(x), root(b, x));
        } else if (exponent == -0.5) {
            return b.div(b.constant(1), root(b, x));
        } else if (exponent == -1) {
            return b.div(b.constant(1), x);
        } else if (exponent == -2) {
            // Not one by the square, which overflows while the result is still a (subnormal) number.
            LoweredNode inverse = b.div(b.constant(1), x);
            return b.mul(inverse, inverse);
        }
        return null;
    }

    /** One, but NaN where x is. */
    static LoweredNode one(LoweredBuilder b, LoweredNode x) {
        return b.select(b.eq(x, x), b.constant(1), x);
    }

    /** The square root, except that -0 gives +0 and -infinity gives +infinity. */
    private static LoweredNode root(LoweredBuilder b, LoweredNode x) {
        LoweredNode root = b.sqrt(b.add(x, b.constant(0)));
        LoweredNode infinity = b.constant(Double.POSITIVE_INFINITY);
        return b.select(b.eq(x, b.constant(Double.NEGATIVE_INFINITY)), infinity, root);
    }
}
