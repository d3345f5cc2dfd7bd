package dev.antipode.core.testing;

import java.math.BigDecimal;

/** What a node of a graph is worth in {@link BigGraph}. */
sealed interface BigValue {
    /** Beyond F64, which would have an infinity. */
    int LARGEST_EXPONENT = 308;

    /** So far below F64 that it counts as zero. */
    int SMALLEST_EXPONENT = -1000;

    /** A finite number. */
    record Real(BigDecimal number) implements BigValue {}

    /** An infinite constant: it can be compared with and chosen, not computed with. */
    record Infinite(int sign) implements BigValue {}

    /** A truth value. */
    record Mask(boolean holds) implements BigValue {}

    /** No finite number; does no harm where a select or a mask does not need it. */
    record None(String why) implements BigValue {}

    /** A number, checked for the range of F64. */
    static BigValue of(BigDecimal number) {
        if (number.signum() == 0) {
            return new Real(BigDecimal.ZERO);
        }
        long exponent = (long) number.precision() - number.scale() - 1;
        if (exponent > LARGEST_EXPONENT) {
            return new None("a number of order 10^" + exponent + " is beyond F64");
        }
        return new Real(exponent < SMALLEST_EXPONENT ? BigDecimal.ZERO : number);
    }

    /** A constant of a graph. */
    static BigValue of(double constant) {
        if (constant != constant) {
            return new None("a constant is NaN");
        }
        return Double.isInfinite(constant)
                ? new Infinite((int) Math.signum(constant))
                : new Real(new BigDecimal(constant));
    }
}
