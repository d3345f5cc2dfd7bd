package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.Thermal;

/**
 * Warm the two rooms of a {@link Thermal} to a temperature each and keep them there.
 *
 * <p>Slow and delayed: a command acts 20 s after its observation, heaters lag by a minute, rooms by most of an hour. Temperatures wanted,
 * outside and at the start, capacities and losses differ from episode to episode. Success: both rooms within 0.5 K for the last
 * ten minutes of an hour.
 */
public final class ThermalZones
        implements Task<
                Thermal.State, Thermal.Input, Thermal.Parameters, ThermalZones.Wanted, ThermalZones.Observation> {
    private static final double NEAR = 0.5;

    /**
     * The wanted temperatures.
     *
     * @param temperature1 first room
     * @param temperature2 second room
     */
    public record Wanted(
            @Unit("K") @Range(min = 292, max = 298) double temperature1,
            @Unit("K") @Range(min = 292, max = 298) double temperature2) {}

    /**
     * What the thermometers give, with a little noise, and what was commanded.
     *
     * @param missing1 wanted less actual temperature of the first room
     * @param missing2 wanted less actual temperature of the second room
     * @param above1 wanted temperature of the first room above the outside
     * @param above2 wanted temperature of the second room above the outside
     * @param power1 the last command to the first heater
     * @param power2 the last command to the second heater
     */
    public record Observation(
            @Unit("K") @Range(min = -3, max = 3) double missing1,
            @Unit("K") @Range(min = -3, max = 3) double missing2,
            @Unit("K") @Range(min = 0, max = 20) double above1,
            @Unit("K") @Range(min = 0, max = 20) double above2,
            @Unit("W") @Range(min = 0, max = 1000) double power1,
            @Unit("W") @Range(min = 0, max = 1000) double power2) {}

    /** Makes the task. */
    public ThermalZones() {}

    @Override
    public Plant<Thermal.State, Thermal.Input, Thermal.Parameters> plant() {
        return Thermal.plant();
    }

    @Override
    public Timing timing() {
        return Timing.of(20, 2, 3600).withLatency(20);
    }

    @Override
    public Thermal.State initial(Draw draw) {
        return new Thermal.State(draw.uniform(288, 294), draw.uniform(288, 294), 0, 0);
    }

    @Override
    public Thermal.Parameters parameters(Draw draw) {
        return new Thermal.Parameters(
                draw.uniform(50_000, 70_000), draw.uniform(22, 28), draw.uniform(10, 20), 60, draw.uniform(278, 288));
    }

    @Override
    public Wanted reference(double time, Draw draw) {
        return new Wanted(draw.uniform(293, 297), draw.uniform(293, 297));
    }

    @Override
    public Observation observe(Thermal.State x, Wanted r, Thermal.Input previous, Thermal.Parameters p, Draw draw) {
        return new Observation(
                r.temperature1() - x.temperature1() + draw.normal(0, 0.03),
                r.temperature2() - x.temperature2() + draw.normal(0, 0.03),
                r.temperature1() - p.outside(),
                r.temperature2() - p.outside(),
                previous.power1(),
                previous.power2());
    }

    @Override
    public double cost(Thermal.State x, Wanted r, Thermal.Input applied, Thermal.Input previous, Thermal.Parameters p) {
        double restless =
                Math.abs(applied.power1() - previous.power1()) + Math.abs(applied.power2() - previous.power2());
        return 0.48 * Bounded.size(x.temperature1() - r.temperature1(), 0.5)
                + 0.48 * Bounded.size(x.temperature2() - r.temperature2(), 0.5)
                + 0.02e-3 * restless;
    }

    @Override
    public double failureCost() {
        return 1;
    }

    @Override
    public boolean atGoal(Thermal.State x, Wanted r, Thermal.Parameters p) {
        return Math.abs(x.temperature1() - r.temperature1()) < NEAR
                && Math.abs(x.temperature2() - r.temperature2()) < NEAR;
    }

    @Override
    public double holdSeconds() {
        return 600;
    }
}
