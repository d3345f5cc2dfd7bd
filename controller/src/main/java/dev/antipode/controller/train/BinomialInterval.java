package dev.antipode.controller.train;

/**
 * The exact interval for a share that was counted: with the given confidence, or more, it covers the true share.
 *
 * <p>Source: Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
 * Biometrika 26 (1934); the limits are quantiles of beta distributions, found by bisection of the regularised
 * incomplete beta function (continued fraction of Abramowitz and Stegun, 26.5.8).
 *
 * @param low lower limit, from 0
 * @param high upper limit, to 1
 */
public record BinomialInterval(double low, double high) {
    /**
     * The interval.
     *
     * @param successes how many of the trials succeeded, from 0 to {@code trials}
     * @param trials how many there were, at least 1
     * @param confidence above 0 and below 1, usually 0.95
     * @return the limits
     * @throws IllegalArgumentException if a number is outside its range
     */
    public static BinomialInterval of(long successes, long trials, double confidence) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes of " + trials
                    + " trials are not possible; give at least one trial and no more successes than trials");
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence " + confidence + " must be between 0 and 1, such as 0.95");
        }
        double tail = (1 - confidence) / 2;
        double low = successes == 0 ? 0 : quantile(successes, trials - successes + 1.0, tail);
        double high = successes == trials ? 1 : quantile(successes + 1.0, trials - successes, 1 - tail);
        return new BinomialInterval(low, high);
    }

    private static double quantile(double a, double b, double probability) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (incompleteBeta(a, b, middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The regularised incomplete beta function I_x(a, b). */
    static double incompleteBeta(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - incompleteBeta(b, a, 1 - x);
        }
        double logFactor = a * StrictMath.log(x)
                + b * StrictMath.log1p(-x)
                - StrictMath.log(a)
                - (logGamma(a) + logGamma(b) - logGamma(a + b));
        return StrictMath.exp(logFactor) / continuedFraction(a, b, x);
    }

    /** The continued fraction by Lentz's method, as modified by Thompson and Barnett (1986). */
    private static double continuedFraction(double a, double b, double x) {
        double f = 1;
        double c = 1;
        double d = 0;
        for (int j = 1; j < 100_000; j++) {
            int m = j / 2;
            double numerator = j % 2 == 0
                    ? m * (b - m) * x / ((a + j - 1) * (a + j))
                    : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + numerator * d);
            c = away(1 + numerator / c);
            f *= c * d;
            if (Math.abs(c * d - 1) < 1e-15) {
                break;
            }
        }
        return f;
    }

    private static double away(double x) {
        return Math.abs(x) < 1e-300 ? 1e-300 : x;
    }

    /** The logarithm of the gamma function: Stirling's series (Abramowitz and Stegun, 6.1.41) after shifting to x of 15 or more. */
    static double logGamma(double x) {
        double shifted = x;
        double product = 1;
        while (shifted < 15) {
            product *= shifted;
            shifted++;
        }
        double inverse = 1 / shifted;
        double square = inverse * inverse;
        double series = inverse
                * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
        return (shifted - 0.5) * StrictMath.log(shifted)
                - shifted
                + 0.5 * StrictMath.log(2 * Math.PI)
                + series
                - StrictMath.log(product);
    }
}
