package dev.antipode.core.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Elementary functions to 40 digits by Taylor series and one Newton step from StrictMath: an independent computation,
 * some twenty digits better than F64.
 */
final class ReferenceMath {
    static final MathContext DIGITS = new MathContext(40, RoundingMode.HALF_EVEN);

    /** pi, cut off after 101 decimals, from the OEIS, A000796. */
    private static final BigDecimal PI = new BigDecimal(
            "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798");
    /** ln 2 to 100 decimals, from the OEIS, A002162. */
    private static final BigDecimal LN2 = new BigDecimal(
            "0.6931471805599453094172321214581765680755001343602552541206800094933936219696947156058633269964186875");

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal SMALLEST_TERM = new BigDecimal("1e-42");

    private ReferenceMath() {}

    static BigDecimal sin(double x) {
        return quadrant(x, 0);
    }

    static BigDecimal cos(double x) {
        return quadrant(x, 1);
    }

    static BigDecimal tan(double x) {
        return sin(x).divide(cos(x), DIGITS);
    }

    /** The sine of {@code x + shift pi/2}; the reduction is done with 100 digits of pi. */
    private static BigDecimal quadrant(double x, int shift) {
        BigDecimal halfPi = PI.divide(TWO);
        BigDecimal exact = new BigDecimal(x);
        BigDecimal n = exact.divide(halfPi, 0, RoundingMode.HALF_EVEN);
        BigDecimal r = exact.subtract(n.multiply(halfPi)).round(DIGITS);
        int quadrant = Math.floorMod(n.longValueExact() + shift, 4);
        BigDecimal value = quadrant % 2 == 0 ? series(r, r, 1, true) : series(r, ONE, 0, true);
        return quadrant >= 2 ? value.negate() : value;
    }

    /** {@code first - first r^2 / ((k+1)(k+2)) + ...}: sine from k = 1, cosine from 0; all plus: sinh and cosh. */
    private static BigDecimal series(BigDecimal r, BigDecimal first, int k, boolean alternating) {
        BigDecimal square = r.multiply(r, DIGITS);
        BigDecimal term = first;
        BigDecimal sum = first;
        for (int i = k; term.signum() != 0 && term.abs().compareTo(sum.abs().multiply(SMALLEST_TERM)) > 0; i += 2) {
            term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf((i + 1L) * (i + 2L)), DIGITS);
            term = alternating ? term.negate() : term;
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    static BigDecimal exp(double x) {
        return exp(new BigDecimal(x));
    }

    static BigDecimal exp(BigDecimal x) {
        BigDecimal n = x.divide(LN2, 0, RoundingMode.HALF_EVEN);
        BigDecimal r = x.subtract(n.multiply(LN2), DIGITS);
        BigDecimal small = series(r, r, 1, false).add(series(r, ONE, 0, false), DIGITS);
        int power = n.intValueExact();
        return power >= 0 ? small.multiply(TWO.pow(power), DIGITS) : small.divide(TWO.pow(-power), DIGITS);
    }

    static BigDecimal sinh(double x) {
        if (Math.abs(x) < 1) {
            BigDecimal exact = new BigDecimal(x);
            return series(exact, exact, 1, false);
        }
        BigDecimal e = exp(x);
        return e.subtract(ONE.divide(e, DIGITS), DIGITS).divide(TWO, DIGITS);
    }

    static BigDecimal cosh(double x) {
        BigDecimal e = exp(x);
        return e.add(ONE.divide(e, DIGITS), DIGITS).divide(TWO, DIGITS);
    }

    static BigDecimal tanh(double x) {
        return sinh(x).divide(cosh(x), DIGITS);
    }

    static BigDecimal log(double x) {
        return log(new BigDecimal(x), StrictMath.log(x));
    }

    /** With {@code u = x e^-guess - 1}, of order 10^-16, log x is the guess and {@code log(1 + u)}. */
    private static BigDecimal log(BigDecimal x, double guess) {
        BigDecimal u = x.multiply(exp(-guess), DIGITS).subtract(ONE, DIGITS);
        return new BigDecimal(guess).add(logOfOnePlus(u), DIGITS);
    }

    private static BigDecimal logOfOnePlus(BigDecimal u) {
        BigDecimal square = u.multiply(u, DIGITS);
        return u.subtract(square.divide(TWO, DIGITS), DIGITS)
                .add(square.multiply(u, DIGITS).divide(BigDecimal.valueOf(3), DIGITS), DIGITS);
    }

    static BigDecimal pow(double x, double y) {
        return exp(log(x).multiply(new BigDecimal(y), DIGITS));
    }

    /** asin x = guess + d with sin d = x cos(guess) - sqrt(1 - x^2) sin(guess), d of order 10^-16. */
    static BigDecimal asin(double x) {
        double guess = StrictMath.asin(x);
        return corrected(guess, new BigDecimal(x).multiply(cos(guess)).subtract(leg(x).multiply(sin(guess))));
    }

    /** acos x = guess + d with sin d = sqrt(1 - x^2) cos(guess) - x sin(guess). */
    static BigDecimal acos(double x) {
        double guess = StrictMath.acos(x);
        return corrected(guess, leg(x).multiply(cos(guess)).subtract(new BigDecimal(x).multiply(sin(guess))));
    }

    static BigDecimal atan(double x) {
        return atan2(x, 1);
    }

    /** The angle of (x, y) is guess + d with tan d = (y cos(guess) - x sin(guess)) / (x cos(guess) + y sin(guess)). */
    static BigDecimal atan2(double y, double x) {
        double guess = StrictMath.atan2(y, x);
        BigDecimal height = new BigDecimal(y).multiply(cos(guess)).subtract(new BigDecimal(x).multiply(sin(guess)));
        BigDecimal width = new BigDecimal(x).multiply(cos(guess)).add(new BigDecimal(y).multiply(sin(guess)));
        BigDecimal t = height.divide(width, DIGITS);
        BigDecimal cube = t.multiply(t, DIGITS).multiply(t, DIGITS);
        return new BigDecimal(guess).add(t.subtract(cube.divide(BigDecimal.valueOf(3), DIGITS)), DIGITS);
    }

    private static BigDecimal leg(double x) {
        BigDecimal exact = new BigDecimal(x);
        return ONE.subtract(exact.multiply(exact)).sqrt(DIGITS);
    }

    private static BigDecimal corrected(double guess, BigDecimal sine) {
        BigDecimal s = sine.round(DIGITS);
        BigDecimal cube = s.multiply(s, DIGITS).multiply(s, DIGITS);
        return new BigDecimal(guess).add(s.add(cube.divide(BigDecimal.valueOf(6), DIGITS)), DIGITS);
    }
}
