package dev.antipode.sim.plants;

import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.None;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * Lorenz's model of convection twice: a model whose first two constants are inputs, by their logarithms, and the true system beside it.
 *
 * <p>Source: {@link Lorenz} for the equations; Li, Harrison, Sohl-Dickstein, Smith, Metz, "Variance-reduced gradient estimation via
 * noise-reuse in online evolution strategies" (2023), section 5.1, for explicit Euler steps of 0.005 and the constants 10, 28 and 8/3.
 */
public final class LorenzPair implements Dynamics<LorenzPair.State, LorenzPair.Input, None> {
    private static final double TRUE_A = 10;
    private static final double TRUE_R = 28;
    private static final double B = 8.0 / 3;

    /**
     * Both flows.
     *
     * @param x of the model
     * @param y of the model
     * @param z of the model
     * @param trueX of the true system
     * @param trueY of the true system
     * @param trueZ of the true system
     */
    public record State(
            @Unit("1") @Default(1.2) @Range(min = -40, max = 40)
            double x,

            @Unit("1") @Default(1.3) @Range(min = -50, max = 50)
            double y,

            @Unit("1") @Default(1.6) @Range(min = 0, max = 80)
            double z,

            @Unit("1") @Default(1.2) @Range(min = -25, max = 25)
            double trueX,

            @Unit("1") @Default(1.3) @Range(min = -30, max = 30)
            double trueY,

            @Unit("1") @Default(1.6) @Range(min = 0, max = 50)
            double trueZ) {}

    /**
     * The constants of the model.
     *
     * @param logA logarithm of the Prandtl number, called sigma by Lorenz; the true one is ln 10
     * @param logR logarithm of the relative Rayleigh number; the true one is ln 28
     */
    public record Input(
            @Unit("1") @Range(min = 1, max = 4) double logA,
            @Unit("1") @Range(min = 1, max = 4.5) double logR) {}

    /** Makes the dynamics. */
    public LorenzPair() {}

    /**
     * The plant as it was published.
     *
     * @return explicit Euler, 0.005 s
     */
    public static IntegratedPlant<State, Input, None> plant() {
        return Integrator.EXPLICIT_EULER.plant(new LorenzPair(), 0.005);
    }

    @Override
    public State derivative(State s, Input u, None p) {
        double a = Math.exp(u.logA());
        double r = Math.exp(u.logR());
        return new State(
                a * (s.y() - s.x()),
                s.x() * (r - s.z()) - s.y(),
                s.x() * s.y() - B * s.z(),
                TRUE_A * (s.trueY() - s.trueX()),
                s.trueX() * (TRUE_R - s.trueZ()) - s.trueY(),
                s.trueX() * s.trueY() - B * s.trueZ());
    }
}
