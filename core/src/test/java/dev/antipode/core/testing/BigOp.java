package dev.antipode.core.testing;

import dev.antipode.core.graph.Op;
import dev.antipode.core.testing.BigValue.Infinite;
import dev.antipode.core.testing.BigValue.Mask;
import dev.antipode.core.testing.BigValue.None;
import dev.antipode.core.testing.BigValue.Real;
import java.math.BigDecimal;

/** Each operation's value, on numbers of {@link BigGraph#DIGITS}. */
final class BigOp {
    private BigOp() {}

    static BigValue value(Op op, BigValue[] v) {
        return switch (op) {
            case SELECT -> v[0] instanceof Mask(boolean holds) ? holds ? v[1] : v[2] : v[0];
            case AND -> both(v[0], v[1]);
            case OR -> not(both(not(v[0]), not(v[1])));
            case NOT -> not(v[0]);
            default -> strict(op, v);
        };
    }

    private static BigValue not(BigValue a) {
        return a instanceof Mask(boolean holds) ? new Mask(!holds) : a;
    }

    /** One that does not hold is enough, whatever the other is. */
    private static BigValue both(BigValue a, BigValue b) {
        if (b instanceof Mask(boolean holds)) {
            return holds ? a : b;
        }
        return a instanceof Mask(boolean first) && !first ? a : b;
    }

    /** Operations that need all of their operands. */
    private static BigValue strict(Op op, BigValue[] v) {
        boolean infinite = false;
        for (BigValue operand : v) {
            if (operand instanceof None) {
                return operand;
            }
            infinite |= operand instanceof Infinite;
        }
        return switch (op) {
            case LT -> new Mask(compare(v[0], v[1]) < 0);
            case LE -> new Mask(compare(v[0], v[1]) <= 0);
            case EQ -> new Mask(compare(v[0], v[1]) == 0);
            case MIN -> compare(v[0], v[1]) <= 0 ? v[0] : v[1];
            case MAX -> compare(v[0], v[1]) >= 0 ? v[0] : v[1];
            default -> infinite ? new None(op + " of an infinite constant") : arithmetic(op, v);
        };
    }

    private static int compare(BigValue a, BigValue b) {
        return a instanceof Real(BigDecimal x) && b instanceof Real(BigDecimal y)
                ? x.compareTo(y)
                : Integer.compare(infinity(a), infinity(b));
    }

    private static int infinity(BigValue a) {
        return a instanceof Infinite(int sign) ? sign : 0;
    }

    private static BigValue arithmetic(Op op, BigValue[] v) {
        BigDecimal a = number(v, 0);
        BigDecimal b = number(v, 1);
        return switch (op) {
            case ADD -> BigValue.of(a.add(b, BigGraph.DIGITS));
            case SUB -> BigValue.of(a.subtract(b, BigGraph.DIGITS));
            case MUL -> BigValue.of(a.multiply(b, BigGraph.DIGITS));
            case DIV -> b.signum() == 0 ? new None("division by zero") : BigValue.of(a.divide(b, BigGraph.DIGITS));
            case FMA -> BigValue.of(a.multiply(b).add(number(v, 2), BigGraph.DIGITS));
            case ATAN2 -> BigValue.of(BigElementary.atan2(a, b));
            case POW -> BigElementary.pow(a, b);
            default -> BigElementary.value(op, a);
        };
    }

    private static BigDecimal number(BigValue[] v, int operand) {
        return operand < v.length && v[operand] instanceof Real(BigDecimal number) ? number : BigDecimal.ZERO;
    }
}
