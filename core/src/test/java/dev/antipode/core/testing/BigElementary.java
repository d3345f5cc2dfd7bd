package dev.antipode.core.testing;

import ch.obermuhlner.math.big.BigDecimalMath;
import dev.antipode.core.graph.Op;
import dev.antipode.core.testing.BigValue.None;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Functions of one number, powers and angles, from the library big-math, kept to their domain and the range of F64. */
final class BigElementary {
    private static final MathContext DIGITS = BigGraph.DIGITS;
    private static final BigDecimal ONE = BigDecimal.ONE;

    private BigElementary() {}

    static BigValue value(Op op, BigDecimal a) {
        return switch (op) {
            case NEG -> BigValue.of(a.negate());
            case ABS -> BigValue.of(a.abs());
            case FLOOR -> BigValue.of(a.setScale(0, RoundingMode.FLOOR));
            case SIGNUM -> BigValue.of(BigDecimal.valueOf(a.signum()));
            case SIN -> BigValue.of(BigDecimalMath.sin(a, DIGITS));
            case COS -> BigValue.of(BigDecimalMath.cos(a, DIGITS));
            case TAN -> BigValue.of(BigDecimalMath.tan(a, DIGITS));
            case ATAN -> BigValue.of(BigDecimalMath.atan(a, DIGITS));
            case TANH -> BigValue.of(tanh(a));
            case SQRT -> a.signum() < 0 ? outside(op, a) : BigValue.of(a.sqrt(DIGITS));
            case LOG -> a.signum() <= 0 ? outside(op, a) : BigValue.of(BigDecimalMath.log(a, DIGITS));
            case ASIN -> a.abs().compareTo(ONE) > 0 ? outside(op, a) : BigValue.of(BigDecimalMath.asin(a, DIGITS));
            case ACOS -> a.abs().compareTo(ONE) > 0 ? outside(op, a) : BigValue.of(acos(a));
            case EXP, SINH, COSH -> exponential(op, a);
            default -> throw new IllegalArgumentException(op + " is no function of one number");
        };
    }

    private static None outside(Op op, BigDecimal a) {
        return new None(op + " of " + a.doubleValue());
    }

    private static BigValue exponential(Op op, BigDecimal a) {
        double x = a.doubleValue();
        if (x > 710 || (x < -710 && op != Op.EXP)) {
            return new None(op + " of " + x + " is beyond F64");
        }
        if (x < -2400) {
            return BigValue.of(BigDecimal.ZERO);
        }
        return BigValue.of(
                switch (op) {
                    case EXP -> BigDecimalMath.exp(a, DIGITS);
                    case SINH -> BigDecimalMath.sinh(a, DIGITS);
                    default -> BigDecimalMath.cosh(a, DIGITS);
                });
    }

    /** Beyond 100 it is 1 to 86 digits. */
    private static BigDecimal tanh(BigDecimal a) {
        return a.abs().compareTo(BigDecimal.valueOf(100)) > 0
                ? BigDecimal.valueOf(a.signum())
                : BigDecimalMath.tanh(a, DIGITS);
    }

    /** The library's difference from a quarter turn leaves some 10^-65 at 1. */
    private static BigDecimal acos(BigDecimal a) {
        return a.compareTo(ONE) == 0 ? BigDecimal.ZERO : BigDecimalMath.acos(a, DIGITS);
    }

    /** At the origin the angle is 0, as of two positive zeros. */
    static BigDecimal atan2(BigDecimal y, BigDecimal x) {
        return y.signum() == 0 && x.signum() == 0 ? BigDecimal.ZERO : BigDecimalMath.atan2(y, x, DIGITS);
    }

    static BigValue pow(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            return BigValue.of(ONE);
        }
        if (a.signum() == 0) {
            return b.signum() > 0 ? BigValue.of(BigDecimal.ZERO) : new None("division by zero in a power of zero");
        }
        boolean whole = b.stripTrailingZeros().scale() <= 0;
        if (a.signum() < 0 && !whole) {
            return new None("power of a negative number, " + a.doubleValue() + ", to " + b.doubleValue());
        }
        double exponent = b.doubleValue() * StrictMath.log10(Math.abs(a.doubleValue()));
        if (exponent > BigValue.LARGEST_EXPONENT + 2) {
            return new None("a power of order 10^" + exponent + " is beyond F64");
        }
        if (exponent < BigValue.SMALLEST_EXPONENT) {
            return BigValue.of(BigDecimal.ZERO);
        }
        BigDecimal size = BigDecimalMath.pow(a.abs(), b, DIGITS);
        boolean odd = whole && b.toBigInteger().testBit(0);
        return BigValue.of(a.signum() < 0 && odd ? size.negate() : size);
    }
}
