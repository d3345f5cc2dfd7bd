package dev.antipode.sim.plants;

import dev.antipode.sim.Angle;
import dev.antipode.sim.Default;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * A uniform rod on a motor too weak to lift it in one go; the angle is 0 upright.
 *
 * <p>Source: Gymnasium's Pendulum-v1: equation, constants, and steps of h = 0.05 s in which the speed is clamped before
 * the angle moves with it. The angle is not wrapped.
 *
 * <pre>
 *   theta'[k+1] = clamp(theta'[k] + h (3 g / (2 l) sin(theta[k]) + 3 / (m l^2) u), -8, 8)
 *   theta[k+1]  = theta[k] + h theta'[k+1]
 * </pre>
 */
public final class Pendulum implements Plant<Pendulum.State, Pendulum.Input, Pendulum.Parameters> {
    private static final double PERIOD = 0.05;
    private static final double MAX_SPEED = 8;

    /**
     * Where the rod is.
     *
     * @param theta angle from upright, counter-clockwise; not wrapped
     * @param thetaDot its rate, within 8 rad/s either way
     */
    public record State(
            @Unit("rad") @Angle @Range(min = -Math.PI, max = Math.PI)
            double theta,

            @Unit("rad/s") @Range(min = -8, max = 8) double thetaDot) {}

    /**
     * The motor.
     *
     * @param torque counter-clockwise
     */
    public record Input(
            @Unit("N*m") @Range(min = -2, max = 2) double torque) {}

    /**
     * The constants.
     *
     * @param gravity acceleration of gravity
     * @param mass of the rod
     * @param length of the rod
     */
    public record Parameters(
            @Unit("m/s^2") @Default(10) double gravity,

            @Unit("kg") @Default(1) @Range(min = Physical.LEAST, max = Physical.ANY)
            double mass,

            @Unit("m") @Default(1) @Range(min = Physical.LEAST, max = Physical.ANY)
            double length) {}

    /** Makes the plant. */
    public Pendulum() {}

    @Override
    public double period() {
        return PERIOD;
    }

    @Override
    public State next(State s, Input u, Parameters p) {
        double fall = 3 * p.gravity() / (2 * p.length()) * Math.sin(s.theta());
        double drive = 3.0 / (p.mass() * p.length() * p.length()) * u.torque();
        double thetaDot = Math.clamp(s.thetaDot() + (fall + drive) * PERIOD, -MAX_SPEED, MAX_SPEED);
        return new State(s.theta() + thetaDot * PERIOD, thetaDot);
    }
}
