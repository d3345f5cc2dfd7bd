package dev.antipode.core.kernel;

/**
 * The natural logarithm, subnormal arguments included: {@code x = 2^e m} with m in [sqrt(1/2), sqrt(2)), then
 * {@code e ln 2 + log(1 + f)}, f = m - 1 exactly. All polynomials are minimax (Remez, relative error, coefficients
 * rounded to the precision one by one while the others are refitted).
 */
final class ElementaryLog {
    // log(1 + f) = f - f^2 / 2 + f^3 P(f) on [sqrt(1/2) - 1, sqrt(2) - 1], relative error 2^-24.9.
    private static final double[] LOG_F32 = {
        -0.5, 0.3333391, -0.25001335, 0.199631, -0.16577655, 0.14914514, -0.14266896, 0.087003216
    };
    // 2 artanh(s) = 2 s + s^3 P(s^2) on [0, 0.1716], relative error 2^-59.4.
    private static final double[] ARTANH_F64 = {
        0.6666666666666734,
        0.3999999999941674,
        0.285714287420094,
        0.2222219860560827,
        0.1818356291723046,
        0.15314080458341298,
        0.14795705345510426
    };

    private ElementaryLog() {}

    /** {@code x = 2^exponent (1 + fraction)} for positive finite x; garbage, but no trap, for any other. */
    record Split(LoweredNode exponent, LoweredNode fraction) {}

    /** The natural logarithm; at most 2 ulp; -infinity at zero and NaN below. */
    static LoweredNode log(LoweredBuilder b, LoweredNode x) {
        Split split = split(b, x);
        LoweredNode finite = b.f32() ? logF32(b, split) : logF64(b, split);
        LoweredNode upTo = b.select(b.lt(x, b.constant(Double.POSITIVE_INFINITY)), finite, x);
        LoweredNode zero = b.constant(0);
        LoweredNode pole = b.constant(Double.NEGATIVE_INFINITY);
        LoweredNode notPositive = b.select(b.eq(x, zero), pole, b.constant(Double.NaN));
        return b.select(b.lt(zero, x), upTo, notPositive);
    }

    /** The same of a number that is positive, finite and not subnormal. */
    static LoweredNode logOfNormal(LoweredBuilder b, LoweredNode x) {
        Split split = splitNormal(b, x, b.constant(Rounding.allWhole(b) + RealBits.exponentBias(b)));
        return b.f32() ? logF32(b, split) : logF64(b, split);
    }

    /** Exponent and fraction; the significand m = 1 + fraction lies in [sqrt(1/2), sqrt(2)). */
    static Split split(LoweredBuilder b, LoweredNode x) {
        int p = RealBits.significandBits(b);
        // Subnormal numbers are made normal first; the exponent takes it back.
        LoweredNode subnormal = b.lt(x, b.constant(RealBits.smallestNormal(b)));
        LoweredNode normal = b.select(subnormal, b.mul(x, b.constant(Math.scalb(1.0, p + 1))), x);
        double bias = Rounding.allWhole(b) + RealBits.exponentBias(b);
        LoweredNode offset = b.select(subnormal, b.constant(bias + p + 1), b.constant(bias));
        return splitNormal(b, normal, offset);
    }

    /** @param offset what to take from the exponent as it stands in the bits */
    private static Split splitNormal(LoweredBuilder b, LoweredNode normal, LoweredNode offset) {
        int p = RealBits.significandBits(b);
        // In bits: adding the distance from sqrt(1/2) to 1 carries into the exponent where m would be sqrt(2) or more.
        double rootHalf = b.f32() ? (float) Math.sqrt(0.5) : Math.sqrt(0.5);
        long rootHalfBits = b.f32() ? Float.floatToRawIntBits((float) rootHalf) : Double.doubleToRawLongBits(rootHalf);
        long oneBits = b.f32() ? Float.floatToRawIntBits(1) : Double.doubleToRawLongBits(1);
        LoweredNode moved = b.bitsAdd(b.bitsOf(normal), b.bits(oneBits - rootHalfBits));
        // The biased exponent as the last digits of 2^p: a conversion to a real without a conversion instruction.
        LoweredNode biased = b.fromBits(b.bitsOr(b.shiftRight(moved, p), RealBits.pattern(b, Rounding.allWhole(b))));
        LoweredNode significand = b.bitsAnd(moved, b.bits((1L << p) - 1));
        LoweredNode m = b.fromBits(b.bitsAdd(significand, b.bits(rootHalfBits)));
        return new Split(b.sub(biased, offset), b.sub(m, b.constant(1)));
    }

    private static LoweredNode logF32(LoweredBuilder b, Split split) {
        LoweredNode f = split.fraction;
        LoweredNode p = Horner.polynomial(b, f, LOG_F32);
        // ln 2 in two parts, the first so short that its product with the exponent is exact.
        LoweredNode low = b.mul(split.exponent, b.constant(0x1.7f7d1cp-20));
        LoweredNode sum = b.add(f, b.fma(b.mul(f, f), p, low));
        return b.fma(split.exponent, b.constant(0x1.62e4p-1), sum);
    }

    /** With s = f / (2 + f), log(1 + f) = 2 artanh(s) = f - f^2 / 2 + s (f^2 / 2 + s^2 P(s^2)): f itself is exact. */
    private static LoweredNode logF64(LoweredBuilder b, Split split) {
        LoweredNode f = split.fraction;
        LoweredNode s = b.div(f, b.add(f, b.constant(2)));
        LoweredNode square = b.mul(s, s);
        LoweredNode rest = b.mul(square, Horner.polynomial(b, square, ARTANH_F64));
        LoweredNode halfSquare = b.mul(b.mul(f, f), b.constant(0.5));
        LoweredNode low = b.mul(split.exponent, b.constant(0x1.ef35793c7673p-45));
        LoweredNode small = b.fma(s, b.add(halfSquare, rest), low);
        LoweredNode sum = b.sub(f, b.sub(halfSquare, small));
        return b.fma(split.exponent, b.constant(0x1.62e42fefa38p-1), sum);
    }
}
