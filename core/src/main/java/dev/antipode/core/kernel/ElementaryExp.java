package dev.antipode.core.kernel;

/**
 * Exponential and hyperbolic functions, over their whole range including results below the smallest normal number.
 *
 * <p>The exponential writes {@code x = 2 m ln 2 + r} with |r| <= ln 2 and returns {@code e^r * 2^m * 2^m}: two factors,
 * each an exact power of two well inside the exponent range, overflow to infinity and underflow to subnormal numbers
 * with a single rounding and without special cases. All polynomials are minimax (Remez, relative error, coefficients
 * rounded to the precision one by one while the others are refitted).
 */
final class ElementaryExp {
    // e^r = 1 + r + r^2 P(r) on [-0.7, 0.7], relative error 2^-25.9.
    private static final double[] EXP_F32 = {0.50000036, 0.16666609, 0.041661114, 0.008336322, 0.0014107858, 0.000195924
    };
    // e^r = 1 + r + r^2 P(r) on [-0.694, 0.694], relative error 2^-56.4.
    private static final double[] EXP_F64 = {
        0.4999999999999993,
        0.1666666666666694,
        0.04166666666670227,
        0.008333333333269138,
        0.0013888888883548352,
        0.000198412698933213,
        2.480159084614617e-05,
        2.7557300487337316e-06,
        2.7556154223402493e-07,
        2.5055054662796524e-08,
        2.1062651360665377e-09,
        1.5934684902650665e-10
    };
    // e^(2r) / 2 on [-0.174, 0.174], relative error 2^-28.1.
    private static final double[] HALF_EXP2R_F32 = {0.5, 1, 0.9999999, 0.6666607, 0.3333459, 0.1339042, 0.0442367};
    // e^(2r) / 2 on [-0.1735, 0.1735], relative error 2^-57.8.
    private static final double[] HALF_EXP2R_F64 = {
        0.5,
        1,
        1.0000000000000022,
        0.6666666666666567,
        0.33333333333221277,
        0.1333333333358435,
        0.04444444462244269,
        0.012698412490559587,
        0.0031745910030392464,
        0.0007054739660823871,
        0.00014146846863736178,
        2.560340756494678e-05
    };
    // tanh(x) = x + x^3 P(x^2) on [0, 0.55], relative error 2^-24.6.
    private static final double[] TANH_F32 = {-0.33332947, 0.13320729, -0.052672014, 0.016437892};
    // tanh(x) = x + x^3 P(x^2) on [0, 0.55], relative error 2^-55.4.
    private static final double[] TANH_F64 = {
        -0.33333333333332316,
        0.1333333333316894,
        -0.05396825387616767,
        0.021869485976537335,
        -0.00886319452392181,
        0.003591719837101626,
        -0.0014532173705622431,
        0.0005791386587765249,
        -0.00021030484884174223,
        5.1023037815362606e-05
    };
    // sinh(x) = x + x^3 P(x^2) on [0, 1], relative error 2^-25.3.
    private static final double[] SINH_F32 = {0.16666716, 0.008330274, 0.00020372833};
    // sinh(x) = x + x^3 P(x^2) on [0, 1], relative error 2^-61.5.
    private static final double[] SINH_F64 = {
        0.16666666666666669,
        0.00833333333333297,
        0.0001984126984153126,
        2.7557319130344088e-06,
        2.5052126863862455e-08,
        1.6056999787590921e-10,
        7.765922744740129e-13
    };
    private static final double LOG2_E = 0x1.71547652b82fep+0;

    private ElementaryExp() {}

    /** {@code e^x = mantissa * scale * scale}. */
    private record Scaled(LoweredNode mantissa, LoweredNode scale) {}

    /** The exponential; at most 2 ulp, subnormal results included. */
    static LoweredNode exp(LoweredBuilder b, LoweredNode x) {
        LoweredNode bounded = RealBits.atLeast(b, RealBits.atMost(b, x, b.f32() ? 89 : 710), b.f32() ? -104 : -746);
        Scaled e = scaled(b, bounded);
        return b.mul(b.mul(e.mantissa, e.scale), e.scale);
    }

    /** The hyperbolic cosine; at most 4 ulp. */
    static LoweredNode cosh(LoweredBuilder b, LoweredNode x) {
        LoweredNode half = halfExp(b, b.abs(x));
        return b.add(half, b.div(b.constant(0.25), half));
    }

    /** The hyperbolic sine; at most 4 ulp, -0 stays -0. */
    static LoweredNode sinh(LoweredBuilder b, LoweredNode x) {
        LoweredNode magnitude = b.abs(x);
        LoweredNode half = halfExp(b, magnitude);
        LoweredNode large = b.sub(half, b.div(b.constant(0.25), half));
        LoweredNode small = oddPolynomial(b, magnitude, b.f32() ? SINH_F32 : SINH_F64);
        LoweredNode result = b.select(b.lt(magnitude, b.constant(1)), small, large);
        return RealBits.withSign(b, result, RealBits.signBit(b, x));
    }

    /** The hyperbolic tangent; at most 2 ulp, -0 stays -0: a polynomial up to 0.55, then {@code 1 - 2 / (e^(2x) + 1)}. */
    static LoweredNode tanh(LoweredBuilder b, LoweredNode x) {
        // Beyond these bounds the result rounds to 1.
        LoweredNode magnitude = RealBits.atMost(b, b.abs(x), b.f32() ? 10 : 20);
        LoweredNode shifter = b.constant(Rounding.shifter(b) + RealBits.exponentBias(b));
        LoweredNode shifted = b.fma(magnitude, b.constant(2 * LOG2_E), shifter);
        LoweredNode r = minusHalfLogTwos(b, magnitude, b.sub(shifted, shifter));
        LoweredNode exp = Horner.polynomial(b, r, b.f32() ? HALF_EXP2R_F32 : HALF_EXP2R_F64);
        LoweredNode one = b.constant(1);
        LoweredNode large = b.sub(one, b.div(one, b.fma(powerOfTwo(b, shifted), exp, b.constant(0.5))));
        LoweredNode small = oddPolynomial(b, magnitude, b.f32() ? TANH_F32 : TANH_F64);
        LoweredNode result = b.select(b.lt(magnitude, b.constant(0.55)), small, large);
        return RealBits.withSign(b, result, RealBits.signBit(b, x));
    }

    private static LoweredNode oddPolynomial(LoweredBuilder b, LoweredNode x, double[] coefficients) {
        LoweredNode square = b.mul(x, x);
        return b.fma(b.mul(x, square), Horner.polynomial(b, square, coefficients), x);
    }

    /** {@code x - n ln(2) / 2}, n below 2^6. */
    private static LoweredNode minusHalfLogTwos(LoweredBuilder b, LoweredNode x, LoweredNode n) {
        if (b.f32()) {
            if (b.fused()) {
                // The nearest float to ln(2) / 2 happens to be good to 2^-30.
                return b.fma(n, b.constant(-0x1.62e43p-2), x);
            }
            LoweredNode r = b.fma(n, b.constant(-0x1.62e4p-2), x);
            return b.fma(n, b.constant(-0x1.7f7d1cp-21), r);
        }
        LoweredNode r = b.fma(n, b.constant(-0x1.62e42fefa39p-2), x);
        return b.fma(n, b.constant(-0x1.de6af278ece6p-47), r);
    }

    /** {@code e^x / 2} for {@code x >= 0}: infinite only where half of the exponential is. */
    private static LoweredNode halfExp(LoweredBuilder b, LoweredNode x) {
        Scaled e = scaled(b, RealBits.atMost(b, x, b.f32() ? 90 : 711));
        return b.mul(b.mul(e.mantissa, e.scale), b.mul(e.scale, b.constant(0.5)));
    }

    private static Scaled scaled(LoweredBuilder b, LoweredNode x) {
        LoweredNode shifter = b.constant(Rounding.shifter(b) + RealBits.exponentBias(b));
        LoweredNode shifted = b.fma(x, b.constant(0.5 * LOG2_E), shifter);
        LoweredNode m = b.sub(shifted, shifter);
        // 2 ln 2 in two parts, the first so short that its product with m is exact.
        LoweredNode r = b.fma(m, b.constant(b.f32() ? -0x1.62e4p+0 : -0x1.62e42fefa38p+0), x);
        r = b.fma(m, b.constant(b.f32() ? -0x1.7f7d1cp-19 : -0x1.ef35793c7673p-44), r);
        return new Scaled(expOfSmall(b, r), powerOfTwo(b, shifted));
    }

    /** {@code 1 + r + r^2 P(r)}. Where products are rounded, r itself must not be part of one. */
    private static LoweredNode expOfSmall(LoweredBuilder b, LoweredNode r) {
        LoweredNode p = Horner.polynomial(b, r, b.f32() ? EXP_F32 : EXP_F64);
        LoweredNode one = b.constant(1);
        return b.fused() ? b.fma(b.fma(p, r, one), r, one) : b.add(b.add(b.mul(b.mul(r, r), p), r), one);
    }

    /**
     * Two to the whole number that {@code shifted} holds in its low bits, the exponent bias already added. Garbage where
     * {@code shifted} is NaN, so it is multiplied with, never added to bits of, what must stay NaN.
     */
    static LoweredNode powerOfTwo(LoweredBuilder b, LoweredNode shifted) {
        return b.fromBits(b.shiftLeft(b.bitsOf(shifted), RealBits.significandBits(b)));
    }
}
