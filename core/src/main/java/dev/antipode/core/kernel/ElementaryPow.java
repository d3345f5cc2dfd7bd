package dev.antipode.core.kernel;

/**
 * Powers: {@code |x|^y = 2^(y log2|x|)}, the logarithm and its product with y held in two terms because the exponential
 * magnifies their error up to a thousandfold. Signs, zeros and infinities are as {@link Math#pow(double, double)} says,
 * with one exception: NaN in gives NaN out always, so that {@code pow(NaN, 0)} is NaN, not 1.
 *
 * <p>At most 4 ulp. All polynomials are minimax (Remez, relative error, coefficients rounded to the precision one by one
 * while the others are refitted).
 */
final class ElementaryPow {
    // log2((1 + s) / (1 - s)) = s (C + s^2 (D + s^2 P(s^2))) on [0, 0.1716], C = 2 / ln 2 and D = C / 3 each in two
    // terms;
    // relative error 2^-36.7.
    private static final double[] LOG2_F32 = {0.5770802, 0.41184992, 0.33782107};
    // The same, relative error 2^-66.2.
    private static final double[] LOG2_F64 = {
        0.5770780163556178,
        0.4121985830919875,
        0.320598902265951,
        0.26230770172541595,
        0.2219839728333429,
        0.19125568445300475,
        0.1903810496598469
    };
    // 2^r = 1 + r P(r) on [-1.01, 1.01], relative error 2^-25.9.
    private static final double[] EXP2_F32 = {
        1, 0.69314724, 0.24022673, 0.05550364, 0.009616696, 0.0013342052, 0.00015656494, 1.4906416e-05
    };
    // 2^r = 1 + r P(r) on [-1.001, 1.001], relative error 2^-56.2.
    private static final double[] EXP2_F64 = {
        1,
        0.6931471805599453,
        0.2402265069591002,
        0.0555041086648227,
        0.00961812910763871,
        0.0013333558146323933,
        0.0001540353038663574,
        1.5252733841887372e-05,
        1.3215488830739654e-06,
        1.017807974787296e-07,
        7.054600378462862e-09,
        4.445992239378336e-10,
        2.5911276590338263e-11,
        1.361024882803568e-12
    };

    private ElementaryPow() {}

    /** {@code x^y}; exponents that are small constants become products, quotients and roots. */
    static LoweredNode pow(LoweredBuilder b, LoweredNode x, LoweredNode y) {
        if (y.isConstant()) {
            LoweredNode simple = ConstantPower.simple(b, x, y.constant());
            if (simple != null) {
                return simple;
            }
        }
        TwoTerm log = log2(b, b.abs(x));
        LoweredNode positive = exp2(b, TwoTerm.product(b, y, log.high()), b.mul(y, log.low()));
        if (y.isConstant()) {
            return withSignOfConstantPower(b, positive, x, y.constant());
        }
        // To the power of zero: one, even for infinity.
        LoweredNode power = b.select(b.eq(y, b.constant(0)), ConstantPower.one(b, x), positive);
        return withSignOfPower(b, power, x, y);
    }

    /** The binary logarithm of {@code a >= 0} in two terms; the first alone is infinite or NaN where it is one of these. */
    private static TwoTerm log2(LoweredBuilder b, LoweredNode a) {
        ElementaryLog.Split split = ElementaryLog.split(b, a);
        TwoTerm s = halfRatio(b, split.fraction());
        TwoTerm square = s.times(b, s);
        LoweredNode p = Horner.polynomial(b, square.high(), b.f32() ? LOG2_F32 : LOG2_F64);
        LoweredNode tail = b.fma(square.high(), p, b.constant(b.f32() ? -0x1.e2fe02p-28 : 0x1.d27f05548af0cp-55));
        TwoTerm inner = TwoTerm.orderedSum(b, b.constant(b.f32() ? 0x1.ec709ep-1 : 0x1.ec709dc3a03fdp-1), tail);
        TwoTerm factor = inner.times(b, square)
                .plusLarger(
                        b,
                        b.constant(b.f32() ? 0x1.715476p+1 : 0x1.71547652b82fep+1),
                        b.constant(b.f32() ? 0x1.4ae0cp-25 : 0x1.777d0ffda0d24p-55));
        TwoTerm fraction = s.times(b, factor);
        TwoTerm finite = TwoTerm.orderedSum(b, split.exponent(), fraction.high());
        LoweredNode infinity = b.constant(Double.POSITIVE_INFINITY);
        LoweredNode zero = b.constant(0);
        LoweredNode notNegative = b.select(b.lt(a, infinity), finite.high(), a);
        LoweredNode high = b.select(b.eq(a, zero), b.neg(infinity), notNegative);
        return new TwoTerm(high, b.add(finite.low(), fraction.low()));
    }

    /** {@code f / (2 + f)} in two terms. */
    private static TwoTerm halfRatio(LoweredBuilder b, LoweredNode f) {
        TwoTerm divisor = TwoTerm.orderedSum(b, b.constant(2), f);
        LoweredNode inverse = b.div(b.constant(1), divisor.high());
        LoweredNode quotient = b.mul(f, inverse);
        LoweredNode rest;
        if (b.fused()) {
            rest = b.fma(b.neg(quotient), divisor.high(), f);
        } else {
            TwoTerm back = TwoTerm.product(b, quotient, divisor.high());
            rest = b.sub(b.sub(f, back.high()), back.low());
        }
        return new TwoTerm(quotient, b.mul(b.fma(b.neg(quotient), divisor.low(), rest), inverse));
    }

    /** {@code 2^(w + extra)}, as e^x is computed: two to an even whole number, split evenly, times a polynomial. */
    private static LoweredNode exp2(LoweredBuilder b, TwoTerm w, LoweredNode extra) {
        LoweredNode shifter = b.constant(Rounding.shifter(b) + RealBits.exponentBias(b));
        LoweredNode shifted = b.fma(w.high(), b.constant(0.5), shifter);
        LoweredNode whole = b.sub(shifted, shifter);
        LoweredNode r = b.add(b.fma(whole, b.constant(-2), w.high()), b.add(w.low(), extra));
        LoweredNode p = Horner.polynomial(b, r, b.f32() ? EXP2_F32 : EXP2_F64);
        LoweredNode scale = ElementaryExp.powerOfTwo(b, shifted);
        LoweredNode within = b.mul(b.mul(p, scale), scale);
        // Beyond these exponents the result rounds to infinity or zero, and the terms above mean nothing; NaN takes
        // neither.
        LoweredNode over = b.lt(b.constant(b.f32() ? 130 : 1026), w.high());
        LoweredNode under = b.lt(w.high(), b.constant(b.f32() ? -152 : -1077));
        return b.select(over, b.constant(Double.POSITIVE_INFINITY), b.select(under, b.constant(0), within));
    }

    /** Negative where x is (or is -0) and y is odd; NaN where x is finite and negative and y is not whole. */
    private static LoweredNode withSignOfPower(LoweredBuilder b, LoweredNode power, LoweredNode x, LoweredNode y) {
        // From here on every number is an even whole number, infinity too.
        LoweredNode bounded = RealBits.atMost(b, b.abs(y), 2 * Rounding.allWhole(b));
        LoweredNode half = Rounding.nearestOfSmall(b, b.mul(bounded, b.constant(0.5)));
        LoweredNode distance = b.abs(b.fma(half, b.constant(-2), bounded));
        LoweredNode odd = b.eq(distance, b.constant(1));
        LoweredNode even = b.eq(distance, b.constant(0));
        LoweredNode signed = b.select(odd, RealBits.flipSign(b, power, RealBits.signBit(b, x)), power);
        LoweredNode undefined = b.and(isFiniteNegative(b, x), b.not(b.or(odd, even)));
        return b.select(undefined, b.constant(Double.NaN), signed);
    }

    private static LoweredNode withSignOfConstantPower(LoweredBuilder b, LoweredNode power, LoweredNode x, double y) {
        if (y != Math.rint(y)) {
            return b.select(isFiniteNegative(b, x), b.constant(Double.NaN), power);
        }
        boolean odd = Math.abs(y % 2) == 1;
        return odd ? RealBits.flipSign(b, power, RealBits.signBit(b, x)) : power;
    }

    private static LoweredNode isFiniteNegative(LoweredBuilder b, LoweredNode x) {
        return b.and(b.lt(x, b.constant(0)), b.lt(b.constant(Double.NEGATIVE_INFINITY), x));
    }
}
