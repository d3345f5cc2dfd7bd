package dev.antipode.sim.plants;

import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.None;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * R&ouml;ssler's band, chaotic at its default parameters.
 *
 * <p>Source: R&ouml;ssler, "An equation for continuous chaos", Physics Letters A 57 (1976), equation (1).
 *
 * <pre>
 *   x' = -y - z
 *   y' = x + a y
 *   z' = b + z (x - c)
 * </pre>
 */
public final class Rossler implements Dynamics<Rossler.State, None, Rossler.Parameters> {
    /**
     * The flow.
     *
     * @param x first coordinate
     * @param y second coordinate
     * @param z third coordinate
     */
    public record State(
            @Unit("1") @Default(1) @Range(min = -15, max = 15)
            double x,

            @Unit("1") @Default(1) @Range(min = -15, max = 15)
            double y,

            @Unit("1") @Default(1) @Range(min = 0, max = 30) double z) {}

    /**
     * The constants.
     *
     * @param a growth of the spiral
     * @param b strength of the reinjection
     * @param c where the reinjection begins
     */
    public record Parameters(
            @Unit("1") @Default(0.2) double a,
            @Unit("1") @Default(0.2) double b,
            @Unit("1") @Default(5.7) double c) {}

    /** Makes the dynamics. */
    public Rossler() {}

    /**
     * The plant with an accurate integrator.
     *
     * @return fourth-order Runge-Kutta, 0.02 s
     */
    public static IntegratedPlant<State, None, Parameters> plant() {
        return Integrator.RK4.plant(new Rossler(), 0.02);
    }

    @Override
    public State derivative(State s, None u, Parameters p) {
        return new State(-s.y() - s.z(), s.x() + p.a() * s.y(), p.b() + s.z() * (s.x() - p.c()));
    }
}
