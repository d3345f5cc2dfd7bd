package org.example.tank;

import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/** A tank with a pump above and a hole below: area dh/dt = q - outlet sqrt(2 g h), by Torricelli's law. */
public final class WaterTank implements Dynamics<WaterTank.State, WaterTank.Pump, WaterTank.Tank> {
    private static final double GRAVITY = 9.81;

    public record State(@Unit("m") double level) {}

    public record Pump(@Unit("m^3/s") @Range(min = 0, max = 0.02) double flow) {}

    public record Tank(@Unit("m^2") @Default(0.5) double area, @Unit("m^2") @Default(0.002) double outlet) {}

    @Override
    public State derivative(State state, Pump pump, Tank tank) {
        double out = tank.outlet() * Math.sqrt(2 * GRAVITY * Math.max(state.level(), 0));
        return new State((pump.flow() - out) / tank.area());
    }
}
