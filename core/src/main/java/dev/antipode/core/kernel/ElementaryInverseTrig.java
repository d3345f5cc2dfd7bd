package dev.antipode.core.kernel;

/**
 * Inverse trigonometric functions. All polynomials are minimax (Remez, relative error, coefficients rounded to the
 * precision one by one while the others are refitted). Multiples of pi enter as two terms, of which the second is added
 * to what is small.
 */
final class ElementaryInverseTrig {
    // asin(s) = s + s^3 P(s^2) on [0, 0.5], relative error 2^-27.6.
    private static final double[] ASIN_F32 = {0.16666752, 0.0749531, 0.04546902, 0.024185503, 0.042157013};
    // asin(s) = s + s^3 P(s^2) on [0, 0.5], relative error 2^-55.9.
    private static final double[] ASIN_F64 = {
        0.16666666666665408,
        0.07500000000337102,
        0.04464285682827013,
        0.030381959138981125,
        0.022371758008737835,
        0.017359705316372362,
        0.013885230602039604,
        0.012169240344522181,
        0.0065278627079739925,
        0.019528546896427006,
        -0.01622466016615404,
        0.03191252891787342
    };
    // atan(q) = q + q^3 P(q^2) on [0, 1], relative error 2^-28.5.
    private static final double[] ATAN_F32 = {
        -0.333333, 0.19998536, -0.14264126, 0.109516546, -0.08402056, 0.0579358, -0.031157766, 0.010904537, -0.001791502
    };
    // atan(q) = q + q^3 P(q^2) on [0, 1], relative error 2^-57.5.
    private static final double[] ATAN_F64 = {
        -0.3333333333333307,
        0.19999999999951756,
        -0.1428571428258855,
        0.1111111100735493,
        -0.09090907008003227,
        0.07692279891000552,
        -0.06666404438129865,
        0.058805298846729526,
        -0.052535270812955864,
        0.047223492737180406,
        -0.042192457555029254,
        0.036643201134804834,
        -0.0299058087635479,
        0.021987149042429332,
        -0.013902640588944897,
        0.00719792575897647,
        -0.002885627889651036,
        0.0008315652318609962,
        -0.00015221219870193814,
        1.3230091772371405e-05
    };

    private ElementaryInverseTrig() {}

    /** The leading term and the correction of asin: {@code s} and {@code s^3 P(s^2)}, s being |x| or sqrt((1 - |x|) / 2). */
    private record Arc(LoweredNode beyondHalf, LoweredNode s, LoweredNode correction) {}

    private static LoweredNode halfPi(LoweredBuilder b) {
        return b.constant(b.f32() ? 0x1.921fb6p+0 : 0x1.921fb54442d18p+0);
    }

    private static LoweredNode halfPiLow(LoweredBuilder b) {
        return b.constant(b.f32() ? -0x1.777a5cp-25 : 0x1.1a62633145c07p-54);
    }

    private static LoweredNode pi(LoweredBuilder b) {
        return b.constant(b.f32() ? 0x1.921fb6p+1 : 0x1.921fb54442d18p+1);
    }

    private static LoweredNode piLow(LoweredBuilder b) {
        return b.constant(b.f32() ? -0x1.777a5cp-24 : 0x1.1a62633145c07p-53);
    }

    /** The arc sine; at most 2 ulp; NaN outside [-1, 1]. */
    static LoweredNode asin(LoweredBuilder b, LoweredNode x) {
        Arc arc = arc(b, x);
        LoweredNode small = b.add(arc.s, arc.correction);
        // pi/2 - 2 (s + correction) = (1 - 2 s) + (pi/2 - 1 - 2 correction), the first of which is exact or nearly so.
        LoweredNode twice =
                b.fma(arc.correction, b.constant(2), b.constant(b.f32() ? -0x1.110b46p-26 : -0x1.1a62633145c07p-54));
        LoweredNode offset = b.sub(b.constant(b.f32() ? 0x1.243f6ap-1 : 0x1.243f6a8885a3p-1), twice);
        LoweredNode large = b.add(b.sub(b.constant(1), b.add(arc.s, arc.s)), offset);
        return RealBits.withSign(b, b.select(arc.beyondHalf, large, small), RealBits.signBit(b, x));
    }

    /** The arc cosine; at most 2 ulp; NaN outside [-1, 1]. */
    static LoweredNode acos(LoweredBuilder b, LoweredNode x) {
        Arc arc = arc(b, x);
        LoweredNode signedCorrection = RealBits.flipSign(b, arc.correction, RealBits.signBit(b, x));
        LoweredNode small = b.sub(halfPi(b), b.sub(x, b.sub(halfPiLow(b), signedCorrection)));
        LoweredNode half = b.add(arc.s, arc.correction);
        LoweredNode twice = b.add(half, half);
        LoweredNode left = b.sub(pi(b), b.sub(twice, piLow(b)));
        LoweredNode large = b.select(b.lt(x, b.constant(0)), left, twice);
        return b.select(arc.beyondHalf, large, small);
    }

    private static Arc arc(LoweredBuilder b, LoweredNode x) {
        LoweredNode magnitude = b.abs(x);
        LoweredNode beyondHalf = b.lt(b.constant(0.5), magnitude);
        LoweredNode half = b.constant(0.5);
        // asin|x| = pi/2 - 2 asin(sqrt((1 - |x|) / 2)); the difference is exact.
        LoweredNode complement = b.fma(magnitude, b.constant(-0.5), half);
        LoweredNode square = b.select(beyondHalf, complement, b.mul(magnitude, magnitude));
        LoweredNode s = b.select(beyondHalf, b.sqrt(complement), magnitude);
        LoweredNode p = Horner.polynomial(b, square, b.f32() ? ASIN_F32 : ASIN_F64);
        return new Arc(beyondHalf, s, b.mul(s, b.mul(square, p)));
    }

    /** The arc tangent; at most 2 ulp; -0 stays -0. */
    static LoweredNode atan(LoweredBuilder b, LoweredNode x) {
        LoweredNode magnitude = b.abs(x);
        LoweredNode one = b.constant(1);
        LoweredNode beyond = b.lt(one, magnitude);
        LoweredNode q = b.select(beyond, b.div(one, magnitude), magnitude);
        LoweredNode correction = atanCorrection(b, q);
        LoweredNode large = b.sub(b.sub(halfPi(b), q), b.sub(correction, halfPiLow(b)));
        LoweredNode result = b.select(beyond, large, b.add(q, correction));
        return RealBits.withSign(b, result, RealBits.signBit(b, x));
    }

    /**
     * The angle of the point (x, y), as {@link Math#atan2(double, double)} including zeros and infinities; at most 2
     * ulp. With q = min(|x|, |y|) / max(|x|, |y|) the angle in the upper half plane is atan(q), pi/2 - atan(q), pi/2 +
     * atan(q) or pi - atan(q).
     */
    static LoweredNode atan2(LoweredBuilder b, LoweredNode y, LoweredNode x) {
        LoweredNode height = b.abs(y);
        LoweredNode width = b.abs(x);
        LoweredNode steep = b.lt(width, height);
        LoweredNode smaller = b.select(steep, width, height);
        LoweredNode larger = b.select(steep, height, width);
        LoweredNode zero = b.constant(0);
        LoweredNode one = b.constant(1);
        // Equal lengths have the quotient 1 even where both are infinite, and is zero for two zeros.
        LoweredNode quotient = b.select(b.eq(smaller, larger), one, b.div(smaller, larger));
        LoweredNode q = b.select(b.eq(larger, zero), smaller, quotient);
        LoweredNode signOfX = RealBits.signBit(b, x);
        LoweredNode left = b.lt(RealBits.withSign(b, one, signOfX), zero);
        LoweredNode turned = RealBits.flipSign(b, q, signOfX);
        LoweredNode signed = b.select(steep, b.neg(turned), turned);
        LoweredNode base = b.select(steep, halfPi(b), b.select(left, pi(b), zero));
        LoweredNode baseLow = b.select(steep, halfPiLow(b), b.select(left, piLow(b), zero));
        LoweredNode angle = b.add(b.add(base, signed), b.add(atanCorrection(b, signed), baseLow));
        return RealBits.withSign(b, angle, RealBits.signBit(b, y));
    }

    /** {@code atan(q) - q} for |q| <= 1. */
    private static LoweredNode atanCorrection(LoweredBuilder b, LoweredNode q) {
        LoweredNode square = b.mul(q, q);
        LoweredNode p = Horner.polynomial(b, square, b.f32() ? ATAN_F32 : ATAN_F64);
        return b.mul(b.mul(q, square), p);
    }
}
