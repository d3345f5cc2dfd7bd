package dev.antipode.core.kernel;

/**
 * Sine, cosine and tangent of radians, accurate up to {@link PiReduction#range} (F32: 2^18 fused, 102400 unfused; F64:
 * 1e9 fused, 1.5e6 unfused). Beyond it the argument counts as zero, so that sine and cosine stay on the unit circle;
 * an infinite argument gives NaN.
 *
 * <p>The sine and cosine of one angle share everything but the choice between their two polynomials and the sign. All
 * polynomials are minimax (Remez, relative error, coefficients rounded to the precision one by one while the others are
 * refitted).
 */
final class ElementaryTrig {
    // sin(r) = r + r^3 P(r^2) on [0, 0.8], relative error 2^-27.7.
    private static final double[] SIN_F32 = {-0.16666654, 0.008332095, -0.0001950554};
    // sin(r) = r + r^3 P(r^2) on [0, 0.79], relative error 2^-57.7.
    private static final double[] SIN_F64 = {
        -0.16666666666666627,
        0.008333333333321221,
        -0.00019841269828889952,
        2.755731338101081e-06,
        -2.505071017297579e-08,
        1.589404406323632e-10
    };
    // cos(r) = 1 + r^2 P(r^2) on [0, 0.8], relative error 2^-32.5.
    private static final double[] COS_F32 = {-0.5, 0.04166664, -0.0013887142, 2.4414254e-05};
    // cos(r) = 1 + r^2 P(r^2) on [0, 0.79], relative error 2^-63.8.
    private static final double[] COS_F64 = {
        -0.5,
        0.04166666666666659,
        -0.0013888888888872167,
        2.4801587288274813e-05,
        -2.755731400738988e-07,
        2.0875676845378476e-09,
        -1.1357264719550308e-11
    };
    // tan(r) = r + r^3 P(r^2) on [0, 0.8], relative error 2^-25.3.
    private static final double[] TAN_F32 = {0.33333105, 0.1334016, 0.05329796, 0.024835858, 0.0024681706, 0.009771241};
    // tan(r) = r + r^3 P(r^2) on [0, 0.79], relative error 2^-55.9.
    private static final double[] TAN_F64 = {
        0.33333333333332665,
        0.1333333333343004,
        0.05396825391932564,
        0.021869489784313204,
        0.00886321670482933,
        0.003592311174056447,
        0.0014546242934257573,
        0.0005956249883366256,
        0.00022073351873648189,
        0.0001399069505340538,
        -3.114020292234454e-05,
        9.381119682321354e-05,
        -4.7224308232542036e-05,
        2.142663589418601e-05
    };

    private ElementaryTrig() {}

    /** The sine of a reduced angle; at most 2 ulp within the range; -0 stays -0. */
    static LoweredNode sin(LoweredBuilder b, PiReduction.Reduced angle) {
        LoweredNode turn = turn(b, angle);
        LoweredNode r = angle.remainder();
        LoweredNode value = b.select(isEven(b, turn), sinPolynomial(b, r), cosPolynomial(b, r));
        return RealBits.flipSign(b, value, RealBits.signBit(b, b.fromBits(turn)));
    }

    /** The cosine; at most 2 ulp within the range; exactly 1 at zero. */
    static LoweredNode cos(LoweredBuilder b, PiReduction.Reduced angle) {
        LoweredNode turn = turn(b, angle);
        LoweredNode r = angle.remainder();
        LoweredNode value = b.select(isEven(b, turn), cosPolynomial(b, r), sinPolynomial(b, r));
        // The sine of one quadrant further on: its number is one higher.
        LoweredNode next = b.bitsAdd(turn, b.bits(1L << (8 * b.precision().bytes() - 2)));
        return RealBits.flipSign(b, value, RealBits.signBit(b, b.fromBits(next)));
    }

    /** The tangent; at most 4 ulp within the range; -0 stays -0. */
    static LoweredNode tan(LoweredBuilder b, PiReduction.Reduced angle) {
        LoweredNode tangent = oddPolynomial(b, angle.remainder(), b.f32() ? TAN_F32 : TAN_F64);
        return b.select(isEven(b, turn(b, angle)), tangent, b.div(b.constant(-1), tangent));
    }

    /** The two lowest bits of the quadrant, moved to the top: the highest is the sign of the sine. */
    private static LoweredNode turn(LoweredBuilder b, PiReduction.Reduced angle) {
        return b.shiftLeft(b.bitsOf(angle.quadrant()), 8 * b.precision().bytes() - 2);
    }

    /** As a real, the two top bits are +-0 for an even quadrant and +-2 for an odd one. */
    private static LoweredNode isEven(LoweredBuilder b, LoweredNode turn) {
        return b.eq(b.fromBits(turn), b.constant(0));
    }

    private static LoweredNode sinPolynomial(LoweredBuilder b, LoweredNode r) {
        return oddPolynomial(b, r, b.f32() ? SIN_F32 : SIN_F64);
    }

    private static LoweredNode cosPolynomial(LoweredBuilder b, LoweredNode r) {
        LoweredNode square = b.mul(r, r);
        LoweredNode p = Horner.polynomial(b, square, b.f32() ? COS_F32 : COS_F64);
        return b.fma(square, p, b.constant(1));
    }

    /** {@code r + r (r^2 P(r^2))}; adding zero to the inner product keeps it +0 where r is -0, and so the result -0. */
    private static LoweredNode oddPolynomial(LoweredBuilder b, LoweredNode r, double[] coefficients) {
        LoweredNode square = b.mul(r, r);
        LoweredNode p = Horner.polynomial(b, square, coefficients);
        return b.fma(r, b.fma(square, p, b.constant(0)), r);
    }
}
