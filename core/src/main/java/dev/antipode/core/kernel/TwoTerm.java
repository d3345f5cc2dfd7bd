package dev.antipode.core.kernel;

/**
 * A number held as the sum of two of the kernel's precision, the second about half an ulp of the first or less: about
 * twice the digits without a wider format (T. J. Dekker, A floating-point technique for extending the available
 * precision, Numerische Mathematik 18, 1971).
 *
 * @param high the number rounded
 * @param low what is missing
 */
record TwoTerm(LoweredNode high, LoweredNode low) {
    /** {@code a + b} exactly; |a| must be at least |b|, or a zero. */
    static TwoTerm orderedSum(LoweredBuilder b, LoweredNode a, LoweredNode addend) {
        LoweredNode sum = b.add(a, addend);
        return new TwoTerm(sum, b.sub(addend, b.sub(sum, a)));
    }

    /** {@code x * y} exactly, but for underflow. */
    static TwoTerm product(LoweredBuilder b, LoweredNode x, LoweredNode y) {
        LoweredNode product = b.mul(x, y);
        if (b.fused()) {
            return new TwoTerm(product, b.fma(x, y, b.neg(product)));
        }
        LoweredNode xHigh = upperHalf(b, x);
        LoweredNode yHigh = upperHalf(b, y);
        LoweredNode xLow = b.sub(x, xHigh);
        LoweredNode yLow = b.sub(y, yHigh);
        LoweredNode error = b.sub(b.mul(xHigh, yHigh), product);
        error = b.add(error, b.mul(xHigh, yLow));
        error = b.add(error, b.mul(xLow, yHigh));
        return new TwoTerm(product, b.add(error, b.mul(xLow, yLow)));
    }

    /** The product with another, correct to about twice the digits. */
    TwoTerm times(LoweredBuilder b, TwoTerm other) {
        TwoTerm leading = product(b, high, other.high);
        return new TwoTerm(leading.high, b.fma(high, other.low, b.fma(low, other.high, leading.low)));
    }

    /** The sum {@code a + this}; |a| must be at least |high|, or a zero. */
    TwoTerm plusLarger(LoweredBuilder b, LoweredNode a, LoweredNode aLow) {
        TwoTerm sum = orderedSum(b, a, high);
        return new TwoTerm(sum.high, b.add(sum.low, b.add(low, aLow)));
    }

    /** The number with the lower half of its digits cut off, so that products of such halves are exact. */
    private static LoweredNode upperHalf(LoweredBuilder b, LoweredNode x) {
        return b.fromBits(b.bitsAnd(b.bitsOf(x), b.bits(b.f32() ? 0xfffff000L : 0xfffffffff8000000L)));
    }
}
