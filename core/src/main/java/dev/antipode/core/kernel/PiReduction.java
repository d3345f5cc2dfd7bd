package dev.antipode.core.kernel;

/**
 * Argument reduction {@code x = n pi/2 + r} by Cody and Waite's method: pi/2 is the sum of a few constants so short that
 * the first products and differences are exact, which leaves {@code r} correct in its last place or two even where it
 * nearly vanishes (W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980, chapter 8).
 */
final class PiReduction {
    // Fused: pi/2 cut off (never rounded up, so that -0 stays -0) at 24 bits, the rest at 24 bits, and again.
    private static final double[] FUSED_F32 = {0x1.921fb4p+0, 0x1.4442dp-24, 0x1.846988p-48};
    // The same at 53 bits.
    private static final double[] FUSED_F64 = {0x1.921fb54442d18p+0, 0x1.1a62633145c06p-54, 0x1.c1cd129024e08p-107};
    // Unfused: products with an integer below 2^16 are exact (16 bits times 8); the last has 24 bits.
    private static final double[] UNFUSED_F32 = {
        0x1.92p+0, 0x1.ep-12, 0x1.b4p-16, 0x1.44p-24, 0x1.08p-34, 0x1.ap-41, 0x1.846988p-48
    };
    // Unfused: products with an integer below 2^20 are exact (20 bits times 33); the last has 53 bits.
    private static final double[] UNFUSED_F64 = {
        0x1.921fb544p+0, 0x1.0b4611a6p-34, 0x1.3198a2ep-69, 0x1.b839a252049c1p-104
    };

    private PiReduction() {}

    /**
     * An angle as a quadrant and a remainder.
     *
     * @param quadrant a real whose bit pattern ends in the two lowest bits of n, all other bits above them being the
     *     magic of {@link Rounding#shifter}
     * @param remainder r, at most a little beyond pi/4 in magnitude
     */
    record Reduced(LoweredNode quadrant, LoweredNode remainder) {}

    /** The largest magnitude that is reduced accurately, in radians. */
    static double range(LoweredBuilder b) {
        if (b.f32()) {
            return b.fused() ? 0x1p18 : 102_400;
        }
        return b.fused() ? 1e9 : 1.5e6;
    }

    /** Reduces x; beyond the range zero is reduced in its place, and NaN where x is infinite or NaN. */
    static Reduced reduce(LoweredBuilder b, LoweredNode x) {
        LoweredNode beyond = b.lt(b.constant(range(b)), b.abs(x));
        return reduceWithin(b, b.select(beyond, b.sub(x, x), x));
    }

    /** Reduces x, which lies within the range. */
    static Reduced reduceWithin(LoweredBuilder b, LoweredNode x) {
        LoweredNode shifter = b.constant(Rounding.shifter(b));
        LoweredNode quadrant = b.fma(x, b.constant(2 / Math.PI), shifter);
        return new Reduced(quadrant, remainder(b, x, b.sub(quadrant, shifter)));
    }

    private static LoweredNode remainder(LoweredBuilder b, LoweredNode x, LoweredNode n) {
        if (b.fused()) {
            LoweredNode r = x;
            for (double part : b.f32() ? FUSED_F32 : FUSED_F64) {
                r = b.fma(n, b.constant(-part), r);
            }
            return r;
        }
        return b.f32() ? unfused(b, x, n, UNFUSED_F32, 3) : unfused(b, x, n, UNFUSED_F64, 1);
    }

    /** The first {@code exact} differences need no rounding; the rounding errors of the others are kept and added last. */
    private static LoweredNode unfused(LoweredBuilder b, LoweredNode x, LoweredNode n, double[] parts, int exact) {
        LoweredNode r = x;
        for (int i = 0; i < exact; i++) {
            r = b.sub(r, b.mul(n, b.constant(parts[i])));
        }
        LoweredNode excess = b.mul(n, b.constant(parts[parts.length - 1]));
        for (int i = exact; i < parts.length - 1; i++) {
            LoweredNode product = b.mul(n, b.constant(parts[i]));
            LoweredNode next = b.sub(r, product);
            excess = b.add(excess, b.sub(product, b.sub(r, next)));
            r = next;
        }
        return b.sub(r, excess);
    }
}
