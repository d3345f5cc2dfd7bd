package dev.antipode.core.kernel;

/**
 * Minimum and maximum with the meaning of {@link Math#min(double, double)} and {@link Math#max(double, double)}: NaN
 * where either operand is NaN, and -0 below +0. Vector units disagree about both, so they are made of comparisons.
 */
final class MinMax {
    private MinMax() {}

    static LoweredNode min(LoweredBuilder b, LoweredNode x, LoweredNode y) {
        if (y.isConstant()) {
            return minOfConstant(b, x, y);
        }
        if (x.isConstant()) {
            return minOfConstant(b, y, x);
        }
        // Neither less than the other: equal, zeros of two signs, or NaN. The union of the bits is right for all three.
        LoweredNode tie = b.fromBits(b.bitsOr(b.bitsOf(x), b.bitsOf(y)));
        return b.select(b.lt(x, y), x, b.select(b.lt(y, x), y, tie));
    }

    static LoweredNode max(LoweredBuilder b, LoweredNode x, LoweredNode y) {
        if (y.isConstant()) {
            return maxOfConstant(b, x, y);
        }
        if (x.isConstant()) {
            return maxOfConstant(b, y, x);
        }
        LoweredNode tie = b.neg(b.fromBits(b.bitsOr(b.bitsOf(b.neg(x)), b.bitsOf(b.neg(y)))));
        return b.select(b.lt(y, x), x, b.select(b.lt(x, y), y, tie));
    }

    private static LoweredNode minOfConstant(LoweredBuilder b, LoweredNode x, LoweredNode c) {
        double value = c.constant();
        if (value != value) {
            return c;
        }
        // Only at -0 does the constant win a tie: min(+0, -0) is -0. A NaN in x fails both comparisons and stays.
        return b.select(isNegativeZero(value) ? b.le(c, x) : b.lt(c, x), c, x);
    }

    private static LoweredNode maxOfConstant(LoweredBuilder b, LoweredNode x, LoweredNode c) {
        double value = c.constant();
        if (value != value) {
            return c;
        }
        boolean positiveZero = value == 0 && !isNegativeZero(value);
        return b.select(positiveZero ? b.le(x, c) : b.lt(x, c), c, x);
    }

    private static boolean isNegativeZero(double value) {
        return Double.doubleToRawLongBits(value) == Long.MIN_VALUE;
    }
}
