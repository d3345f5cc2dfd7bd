package dev.antipode.sim.plants;

import dev.antipode.sim.Angle;
import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * A quadrotor seen from the side: two rotors on a bar in a vertical plane.
 *
 * <p>Source: Tedrake, "Underactuated Robotics", chapter "Acrobots, cart-poles, and quadrotors", section on the planar
 * quadrotor; constants of Drake's planar quadrotor example.
 *
 * <pre>
 *   m x''     = -(u_right + u_left) sin(theta)
 *   m z''     =  (u_right + u_left) cos(theta) - m g
 *   I theta'' = r (u_right - u_left)
 * </pre>
 */
public final class Quadrotor2d implements Dynamics<Quadrotor2d.State, Quadrotor2d.Input, Quadrotor2d.Parameters> {
    /** A rotor's greatest thrust in newtons: the default weight, so that the middle of the range hovers. */
    public static final double MAX_THRUST = 0.486 * 9.81;

    /**
     * Where the vehicle is.
     *
     * @param x horizontal position, to the right
     * @param z height
     * @param theta tilt, counter-clockwise
     * @param xDot horizontal velocity
     * @param zDot climb rate
     * @param thetaDot tilt rate
     */
    public record State(
            @Unit("m") @Range(min = -4, max = 4) double x,
            @Unit("m") @Range(min = -4, max = 4) double z,

            @Unit("rad") @Angle @Range(min = -Math.PI, max = Math.PI)
            double theta,

            @Unit("m/s") @Range(min = -5, max = 5) double xDot,
            @Unit("m/s") @Range(min = -5, max = 5) double zDot,
            @Unit("rad/s") @Range(min = -10, max = 10) double thetaDot) {}

    /**
     * The rotors.
     *
     * @param right thrust of the right rotor
     * @param left thrust of the left rotor
     */
    public record Input(
            @Unit("N") @Range(min = 0, max = MAX_THRUST) double right,
            @Unit("N") @Range(min = 0, max = MAX_THRUST) double left) {}

    /**
     * The constants.
     *
     * @param mass of the vehicle
     * @param inertia moment of inertia about the middle
     * @param arm from the middle to a rotor
     * @param gravity acceleration of gravity
     */
    public record Parameters(
            @Unit("kg") @Default(0.486) @Range(min = Physical.LEAST, max = Physical.ANY)
            double mass,

            @Unit("kg*m^2") @Default(0.00383) @Range(min = Physical.LEAST, max = Physical.ANY)
            double inertia,

            @Unit("m") @Default(0.25) @Range(min = Physical.LEAST, max = Physical.ANY)
            double arm,

            @Unit("m/s^2") @Default(9.81) double gravity) {}

    /** Makes the dynamics. */
    public Quadrotor2d() {}

    /**
     * The plant with an accurate integrator.
     *
     * @return fourth-order Runge-Kutta, 0.01 s
     */
    public static IntegratedPlant<State, Input, Parameters> plant() {
        return Integrator.RK4.plant(new Quadrotor2d(), 0.01);
    }

    @Override
    public State derivative(State s, Input u, Parameters p) {
        double lift = (u.right() + u.left()) / p.mass();
        return new State(
                s.xDot(),
                s.zDot(),
                s.thetaDot(),
                -lift * Math.sin(s.theta()),
                lift * Math.cos(s.theta()) - p.gravity(),
                p.arm() * (u.right() - u.left()) / p.inertia());
    }
}
