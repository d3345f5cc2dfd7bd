package dev.antipode.core.kernel;

/** Rounding to whole numbers by adding and subtracting a large number: no conversion to integers and back. */
final class Rounding {
    private Rounding() {}

    /**
     * {@code 1.5 * 2^p}, p the explicit bits of the significand: the sum of it and a number below {@code 2^(p-2)} in
     * magnitude is that number rounded to the nearest whole number (ties to even), which the low bits of the sum hold in
     * two's complement.
     */
    static double shifter(LoweredBuilder b) {
        return b.f32() ? 0x1.8p23 : 0x1.8p52;
    }

    /** The smallest magnitude from which on every number is whole. */
    static double allWhole(LoweredBuilder b) {
        return b.f32() ? 0x1p23 : 0x1p52;
    }

    /** The nearest whole number, ties to even, for {@code 0 <= x <=} {@link #allWhole}. */
    static LoweredNode nearestOfSmall(LoweredBuilder b, LoweredNode x) {
        LoweredNode shift = b.constant(allWhole(b));
        return b.sub(b.add(x, shift), shift);
    }

    /** The greatest whole number not above {@code x}, as {@link Math#floor(double)}: exact, signed zeros kept. */
    static LoweredNode floor(LoweredBuilder b, LoweredNode x) {
        LoweredNode magnitude = b.abs(x);
        LoweredNode nearest = RealBits.withSign(b, nearestOfSmall(b, magnitude), RealBits.signBit(b, x));
        LoweredNode excess = b.select(b.lt(x, nearest), b.constant(1), b.constant(0));
        LoweredNode whole = b.le(b.constant(allWhole(b)), magnitude);
        // The first operand is the fraction-free number or infinity itself; NaN takes the second and stays NaN.
        return b.select(whole, x, b.sub(nearest, excess));
    }
}
