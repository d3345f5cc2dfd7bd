package dev.antipode.controller.paper;

/** Ways to estimate the slope of a smoothed loss from one draw {@code e} of its perturbation. */
public enum SlopeEstimator {
    /** {@code l'(x + e)}: the reparameterised gradient. */
    REPARAMETERISED,
    /** {@code e l(x + e) / sigma^2}. */
    PLAIN,
    /** {@code e (l(x + e) - l(x)) / sigma^2}. */
    CENTRED,
    /** {@code e (l(x + e) - l(x - e)) / (2 sigma^2)}. */
    ANTITHETIC;

    /** One estimate, on the host. */
    double estimate(double x, double frequency, double step) {
        double weight = step / (Sinusoid.SIGMA * Sinusoid.SIGMA);
        return switch (this) {
            case REPARAMETERISED -> Sinusoid.slope(x + step, frequency);
            case PLAIN -> weight * Sinusoid.loss(x + step, frequency);
            case CENTRED -> weight * (Sinusoid.loss(x + step, frequency) - Sinusoid.loss(x, frequency));
            case ANTITHETIC -> weight / 2 * (Sinusoid.loss(x + step, frequency) - Sinusoid.loss(x - step, frequency));
        };
    }

    /**
     * The variance of an estimate, by quadrature: the trapezoidal rule, which is as good as exact for smooth functions that vanish at both
     * ends.
     *
     * @param x where
     * @param frequency w
     * @return the variance over the perturbation
     */
    public double variance(double x, double frequency) {
        // Thirty points for each of twice the loss's own waves, which its square has, within eight deviations either
        // way.
        double reach = 8 * Sinusoid.SIGMA;
        double waves = 2 * reach * 2 * frequency / (2 * Math.PI * Math.PI);
        int points = 400 + 30 * (int) Math.ceil(waves);
        double first = 0;
        double second = 0;
        double total = 0;
        for (int i = 0; i <= points; i++) {
            double step = reach * (2.0 * i / points - 1);
            double z = step / Sinusoid.SIGMA;
            double density = StrictMath.exp(-z * z / 2);
            double estimate = estimate(x, frequency, step);
            total += density;
            first += density * estimate;
            second += density * estimate * estimate;
        }
        double mean = first / total;
        return second / total - mean * mean;
    }
}
