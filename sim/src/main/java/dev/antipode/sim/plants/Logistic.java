package dev.antipode.sim.plants;

import dev.antipode.sim.Default;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * The logistic map, fully chaotic at its default parameter. A map; one step counts as one second.
 *
 * <p>Source: May, "Simple mathematical models with very complicated dynamics", Nature 261 (1976), equation (3).
 *
 * <pre>
 *   x[k+1] = r x[k] (1 - x[k])
 * </pre>
 */
public final class Logistic implements Plant<Logistic.State, None, Logistic.Parameters> {
    /**
     * The population.
     *
     * @param x as a fraction of its greatest size
     */
    public record State(
            @Unit("1") @Default(0.3) @Range(min = 0, max = 1)
            double x) {}

    /**
     * The constant.
     *
     * @param r growth
     */
    public record Parameters(@Unit("1") @Default(4) double r) {}

    /** Makes the map. */
    public Logistic() {}

    @Override
    public double period() {
        return 1;
    }

    @Override
    public State next(State s, None u, Parameters p) {
        return new State(p.r() * s.x() * (1 - s.x()));
    }
}
