package org.example.tank;

import dev.antipode.sim.Draw;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;

/** Bring the water to a level and hold it within 3 cm for the last 10 s. */
public final class HoldLevel
        implements Task<WaterTank.State, WaterTank.Pump, WaterTank.Tank, HoldLevel.Target, HoldLevel.Seen> {
    public record Target(@Unit("m") double level) {}

    public record Seen(
            @Unit("m") @Range(min = -2, max = 2) double error,
            @Unit("m") @Range(min = 0, max = 3) double level) {}

    @Override
    public Plant<WaterTank.State, WaterTank.Pump, WaterTank.Tank> plant() {
        return Integrator.RK4.plant(new WaterTank(), 0.5);
    }

    @Override
    public Timing timing() {
        return Timing.of(1, 2, 120);
    }

    @Override
    public WaterTank.State initial(Draw draw) {
        return new WaterTank.State(draw.uniform(0.2, 2));
    }

    @Override
    public WaterTank.Tank parameters(Draw draw) {
        return new WaterTank.Tank(draw.uniform(0.4, 0.6), draw.uniform(0.0018, 0.0022));
    }

    @Override
    public Target reference(double time, Draw draw) {
        return new Target(draw.uniform(0.5, 2));
    }

    @Override
    public Seen observe(
            WaterTank.State x, Target r, WaterTank.Pump previous, WaterTank.Tank p, Draw draw) {
        double measured = x.level() + draw.normal(0, 0.002);
        return new Seen(r.level() - measured, measured);
    }

    @Override
    public double cost(
            WaterTank.State x, Target r, WaterTank.Pump applied, WaterTank.Pump previous, WaterTank.Tank p) {
        return Math.min(Math.abs(r.level() - x.level()), 1);
    }

    @Override
    public double failureCost() {
        return 1;
    }

    @Override
    public boolean atGoal(WaterTank.State x, Target r, WaterTank.Tank p) {
        return Math.abs(r.level() - x.level()) < 0.03;
    }

    @Override
    public double holdSeconds() {
        return 10;
    }
}
