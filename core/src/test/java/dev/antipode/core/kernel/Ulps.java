package dev.antipode.core.kernel;

import dev.antipode.core.memory.Precision;
import java.math.BigDecimal;
import java.util.Locale;

/** Errors in units in the last place of the reference. */
final class Ulps {
    private Ulps() {}

    /** Prints a worst error in the run whose figures are published: that with {@code antipode.completeSweep=true}. */
    static void publish(Enum<?> function, Precision precision, Arithmetic arithmetic, double worst) {
        if (Boolean.getBoolean("antipode.completeSweep")) {
            System.out.printf(Locale.ROOT, "%s %s %s: at most %.3f ulp%n", function, precision, arithmetic, worst);
        }
    }

    /**
     * The error of a float. Infinite where one of the two is NaN and the other is not, where a zero has the wrong sign,
     * and where an infinity stands for a number further than one ulp inside the range of float (or the other way round).
     */
    static double f32(double got, double reference) {
        if (Double.isNaN(got) || Double.isNaN(reference)) {
            return Double.isNaN(got) && Double.isNaN(reference) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (got == 0 && Math.copySign(1, got) != Math.copySign(1, reference)) {
            return Double.POSITIVE_INFINITY;
        }
        if (Double.isInfinite(got) || Math.abs(reference) > Float.MAX_VALUE) {
            // What overflows counts as 2^128: the next number if the exponent went on.
            double largest = 0x1p128;
            double a = Math.clamp(got, -largest, largest);
            double b = Math.clamp(reference, -largest, largest);
            return Math.abs(a - b) / 0x1p104;
        }
        double magnitude = Math.max(Math.abs(reference), Float.MIN_NORMAL);
        double ulp = Math.scalb(1.0, Math.getExponent(magnitude) - 23);
        return Math.abs(got - reference) / ulp;
    }

    /**
     * The error of a double, compared in arbitrary precision. Both must be finite; what overflows is the special values'
     * business.
     */
    static double f64(double got, BigDecimal reference) {
        double nearest = reference.doubleValue();
        double ulp = Math.ulp(nearest);
        // A reference just below a power of two rounds up to it: its own ulp is half.
        if (Math.abs(nearest) > Double.MIN_NORMAL && reference.abs().compareTo(new BigDecimal(Math.abs(nearest))) < 0) {
            ulp = Math.ulp(Math.nextDown(Math.abs(nearest)));
        }
        return new BigDecimal(got)
                .subtract(reference, ReferenceMath.DIGITS)
                .divide(new BigDecimal(ulp), ReferenceMath.DIGITS)
                .abs()
                .doubleValue();
    }
}
