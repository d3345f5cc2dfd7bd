package dev.antipode.sim.plants;

import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.None;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * Lorenz's model of convection, chaotic at its default parameters.
 *
 * <p>Source: Lorenz, "Deterministic nonperiodic flow", Journal of the Atmospheric Sciences 20 (1963), equations (25) to (27).
 *
 * <pre>
 *   x' = sigma (y - x)
 *   y' = x (rho - z) - y
 *   z' = x y - beta z
 * </pre>
 */
public final class Lorenz implements Dynamics<Lorenz.State, None, Lorenz.Parameters> {
    /**
     * The flow.
     *
     * @param x intensity of the convection
     * @param y temperature difference between rising and falling currents
     * @param z distortion of the vertical temperature profile
     */
    public record State(
            @Unit("1") @Default(1) @Range(min = -25, max = 25)
            double x,

            @Unit("1") @Default(1) @Range(min = -30, max = 30)
            double y,

            @Unit("1") @Default(1) @Range(min = 0, max = 50) double z) {}

    /**
     * The constants.
     *
     * @param sigma Prandtl number
     * @param rho Rayleigh number relative to the critical one
     * @param beta a number of the geometry
     */
    public record Parameters(
            @Unit("1") @Default(10) double sigma,
            @Unit("1") @Default(28) double rho,
            @Unit("1") @Default(8.0 / 3.0) double beta) {}

    /** Makes the dynamics. */
    public Lorenz() {}

    /**
     * The plant with an accurate integrator.
     *
     * @return fourth-order Runge-Kutta, 0.01 s
     */
    public static IntegratedPlant<State, None, Parameters> plant() {
        return Integrator.RK4.plant(new Lorenz(), 0.01);
    }

    @Override
    public State derivative(State s, None u, Parameters p) {
        return new State(
                p.sigma() * (s.y() - s.x()), s.x() * (p.rho() - s.z()) - s.y(), s.x() * s.y() - p.beta() * s.z());
    }
}
