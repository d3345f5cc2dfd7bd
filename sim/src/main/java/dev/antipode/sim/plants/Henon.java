package dev.antipode.sim.plants;

import dev.antipode.sim.Default;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * H&eacute;non's map, chaotic at its default parameters. A map; one step counts as one second.
 *
 * <p>Source: H&eacute;non, "A two-dimensional mapping with a strange attractor", Communications in Mathematical Physics 50
 * (1976), equation (4).
 *
 * <pre>
 *   x[k+1] = 1 - a x[k]^2 + y[k]
 *   y[k+1] = b x[k]
 * </pre>
 */
public final class Henon implements Plant<Henon.State, None, Henon.Parameters> {
    /**
     * The point.
     *
     * @param x first coordinate
     * @param y second coordinate
     */
    public record State(
            @Unit("1") @Range(min = -1.5, max = 1.5) double x,
            @Unit("1") @Range(min = -0.45, max = 0.45) double y) {}

    /**
     * The constants.
     *
     * @param a strength of the fold
     * @param b contraction of areas
     */
    public record Parameters(
            @Unit("1") @Default(1.4) double a,
            @Unit("1") @Default(0.3) double b) {}

    /** Makes the map. */
    public Henon() {}

    @Override
    public double period() {
        return 1;
    }

    @Override
    public State next(State s, None u, Parameters p) {
        return new State(1 - p.a() * s.x() * s.x() + s.y(), p.b() * s.x());
    }
}
