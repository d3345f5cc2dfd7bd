package dev.antipode.sim.particles;

/**
 * The fast inertial relaxation engine: motion with Newton's law whose momentum is turned towards the force, faster while it goes
 * downhill, and stopped where it goes uphill.
 *
 * <p>Source: Bitzek, Koskinen, Gähler, Moseler, Gumbsch, "Structural relaxation made simple" (2006), with the constants and the
 * velocity-Verlet step of JAX MD. Its step and its mixing change by constant factors alone, so their derivatives are zero.
 */
final class Fire {
    static final double FIRST_STEP = 0.1;
    static final double FIRST_MIXING = 0.1;
    private static final double LARGEST_STEP = 0.4;
    private static final double LEAST_COUNT = 5;
    private static final double FASTER = 1.1;
    private static final double SLOWER = 0.5;
    private static final double LESS_MIXING = 0.99;
    private static final double LEAST_FORCE_SQUARE = 1e-6;

    private Fire() {}

    /**
     * What steers the relaxation.
     *
     * @param step the time step
     * @param mixing how far the momentum is turned towards the force
     * @param count steps downhill since the last one uphill
     */
    record Control(double step, double mixing, double count) {}

    /**
     * How the momentum changes.
     *
     * @param keep the factor of the momentum
     * @param turn the factor of the force
     */
    record Mixing(double keep, double turn) {}

    /** {@code P = (1 - a) P + a |P| F / |F|}, and nothing of either where the power is negative. */
    static Mixing mixing(double forceSquare, double momentumSquare, double power, Control control) {
        double momentum = momentumSquare > 0 ? Math.sqrt(momentumSquare > 0 ? momentumSquare : 1) : 0;
        double turn = control.mixing() * momentum / Math.sqrt(forceSquare + LEAST_FORCE_SQUARE);
        boolean uphill = power < 0;
        return new Mixing(uphill ? 0 : 1 - control.mixing(), uphill ? 0 : turn);
    }

    static Control next(double power, Control control) {
        double count = power >= 0 ? control.count() + 1 : 0;
        boolean faster = power > 0 && count > LEAST_COUNT;
        double step = faster ? Math.min(FASTER * control.step(), LARGEST_STEP) : control.step();
        double mixing = faster ? LESS_MIXING * control.mixing() : control.mixing();
        return new Control(power < 0 ? SLOWER * step : step, power < 0 ? FIRST_MIXING : mixing, count);
    }
}
