package dev.antipode.sim.plants;

import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * Two rooms side by side, each with a heater that warms up slowly itself.
 *
 * <p>Source: a network of thermal resistances and capacities as in Madsen and Holst, "Estimation of continuous-time models for
 * the heat dynamics of a building", Energy and Buildings 22 (1995); the default constants are those of two small rooms. With
 * temperatures T, heat flows q into the rooms, capacity C, conductances G to the outside and k between the rooms:
 *
 * <pre>
 *   C T1' = q1 + k (T2 - T1) + G (T_out - T1)
 *   C T2' = q2 + k (T1 - T2) + G (T_out - T2)
 *   q1'   = (u1 - q1) / tau
 *   q2'   = (u2 - q2) / tau
 * </pre>
 */
public final class Thermal implements Dynamics<Thermal.State, Thermal.Input, Thermal.Parameters> {
    /**
     * How warm it is.
     *
     * @param temperature1 first room
     * @param temperature2 second room
     * @param heat1 heat flow from the first heater into its room
     * @param heat2 heat flow from the second heater into its room
     */
    public record State(
            @Unit("K") @Default(293) @Range(min = 273, max = 313)
            double temperature1,

            @Unit("K") @Default(293) @Range(min = 273, max = 313)
            double temperature2,

            @Unit("W") @Range(min = 0, max = 1000) double heat1,
            @Unit("W") @Range(min = 0, max = 1000) double heat2) {}

    /**
     * The heaters.
     *
     * @param power1 electric power of the first
     * @param power2 electric power of the second
     */
    public record Input(
            @Unit("W") @Range(min = 0, max = 1000) double power1,
            @Unit("W") @Range(min = 0, max = 1000) double power2) {}

    /**
     * The constants.
     *
     * @param capacity of each room, C
     * @param loss conductance from each room to the outside, G
     * @param coupling conductance between the rooms, k
     * @param heaterLag time constant of each heater
     * @param outside temperature outside
     */
    public record Parameters(
            @Unit("J/K") @Default(60000) @Range(min = Physical.LEAST, max = Physical.ANY)
            double capacity,

            @Unit("W/K") @Default(25) double loss,
            @Unit("W/K") @Default(15) double coupling,

            @Unit("s") @Default(60) @Range(min = Physical.LEAST, max = Physical.ANY)
            double heaterLag,

            @Unit("K") @Default(283) double outside) {}

    /** Makes the dynamics. */
    public Thermal() {}

    /**
     * The plant with an accurate integrator.
     *
     * @return fourth-order Runge-Kutta, 10 s
     */
    public static IntegratedPlant<State, Input, Parameters> plant() {
        return Integrator.RK4.plant(new Thermal(), 10);
    }

    @Override
    public State derivative(State s, Input u, Parameters p) {
        double exchange = p.coupling() * (s.temperature2() - s.temperature1());
        double perCapacity = 1 / p.capacity();
        double perLag = 1 / p.heaterLag();
        return new State(
                (s.heat1() + exchange + p.loss() * (p.outside() - s.temperature1())) * perCapacity,
                (s.heat2() - exchange + p.loss() * (p.outside() - s.temperature2())) * perCapacity,
                (u.power1() - s.heat1()) * perLag,
                (u.power2() - s.heat2()) * perLag);
    }
}
