package dev.antipode.core.kernel;

/** The IEEE 754 layout of the builder's precision, and the moves on it that elementary functions share. */
final class RealBits {
    private RealBits() {}

    /** Explicit bits of the significand: 23 or 52. */
    static int significandBits(LoweredBuilder b) {
        return b.f32() ? 23 : 52;
    }

    /** What is added to an exponent before it is stored: 127 or 1023. */
    static int exponentBias(LoweredBuilder b) {
        return b.f32() ? 127 : 1023;
    }

    /** The smallest positive normal number. */
    static double smallestNormal(LoweredBuilder b) {
        return b.f32() ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    }

    /** The largest finite number. */
    static double largest(LoweredBuilder b) {
        return b.f32() ? Float.MAX_VALUE : Double.MAX_VALUE;
    }

    /** The pattern of a constant, as an integer constant. */
    static LoweredNode pattern(LoweredBuilder b, double value) {
        return b.bits(b.f32() ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value));
    }

    /** The sign bit of {@code x}, all other bits cleared. */
    static LoweredNode signBit(LoweredBuilder b, LoweredNode x) {
        return b.bitsAnd(b.bitsOf(x), b.bits(b.f32() ? 0x80000000L : 0x8000000000000000L));
    }

    /** {@code magnitude} with this sign bit, for a magnitude whose own sign bit is clear (or NaN). */
    static LoweredNode withSign(LoweredBuilder b, LoweredNode magnitude, LoweredNode signBit) {
        return b.fromBits(b.bitsOr(b.bitsOf(magnitude), signBit));
    }

    /** {@code x}, negated where the sign bit is set. */
    static LoweredNode flipSign(LoweredBuilder b, LoweredNode x, LoweredNode signBit) {
        return b.fromBits(b.bitsXor(b.bitsOf(x), signBit));
    }

    /** {@code x} but not below {@code limit}; NaN stays NaN. */
    static LoweredNode atLeast(LoweredBuilder b, LoweredNode x, double limit) {
        LoweredNode bound = b.constant(limit);
        return b.select(b.lt(x, bound), bound, x);
    }

    /** {@code x} but not above {@code limit}; NaN stays NaN. */
    static LoweredNode atMost(LoweredBuilder b, LoweredNode x, double limit) {
        LoweredNode bound = b.constant(limit);
        return b.select(b.lt(bound, x), bound, x);
    }
}
