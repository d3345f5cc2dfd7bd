package dev.antipode.sim.plants;

import dev.antipode.sim.Angle;
import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * Two links that hang from a bar, driven at the joint between them.
 *
 * <p>Source: Sutton and Barto, "Reinforcement Learning: An Introduction" (1998), section 11.3; constants, state order, steps
 * (fourth-order Runge-Kutta, 0.2 s), wrapping and speed limits as in Gymnasium's Acrobot-v1, whose three actions are the
 * torques -1, 0 and 1 N m. With s2 = sin(theta2), c2 = cos(theta2):
 *
 * <pre>
 *   d1   = m1 lc1^2 + m2 (l1^2 + lc2^2 + 2 l1 lc2 c2) + I1 + I2
 *   d2   = m2 (lc2^2 + l1 lc2 c2) + I2
 *   phi2 = m2 lc2 g cos(theta1 + theta2 - pi/2)
 *   phi1 = -m2 l1 lc2 theta2'^2 s2 - 2 m2 l1 lc2 theta1' theta2' s2 + (m1 lc1 + m2 l1) g cos(theta1 - pi/2) + phi2
 *   theta2'' = (tau + d2/d1 phi1 - m2 l1 lc2 theta1'^2 s2 - phi2) / (m2 lc2^2 + I2 - d2^2/d1)
 *   theta1'' = -(d2 theta2'' + phi1) / d1
 * </pre>
 */
public final class Acrobot implements Dynamics<Acrobot.State, Acrobot.Input, Acrobot.Parameters> {
    private static final double MAX_SPEED_1 = 4 * Math.PI;
    private static final double MAX_SPEED_2 = 9 * Math.PI;

    /**
     * Where the links are.
     *
     * @param theta1 first link's angle from hanging straight down, in [-pi, pi)
     * @param theta2 second link's angle from the first one's direction, in [-pi, pi)
     * @param theta1Dot first rate, within 4 pi either way
     * @param theta2Dot second rate, within 9 pi either way
     */
    public record State(
            @Unit("rad") @Angle @Range(min = -Math.PI, max = Math.PI)
            double theta1,

            @Unit("rad") @Angle @Range(min = -Math.PI, max = Math.PI)
            double theta2,

            @Unit("rad/s") @Range(min = -MAX_SPEED_1, max = MAX_SPEED_1)
            double theta1Dot,

            @Unit("rad/s") @Range(min = -MAX_SPEED_2, max = MAX_SPEED_2)
            double theta2Dot) {}

    /**
     * The motor.
     *
     * @param torque at the joint between the links
     */
    public record Input(
            @Unit("N*m") @Range(min = -1, max = 1) double torque) {}

    /**
     * The constants.
     *
     * @param gravity acceleration of gravity
     * @param mass1 first link's mass
     * @param mass2 second link's mass
     * @param length1 first link's length
     * @param centre1 from the bar to the first link's centre of mass
     * @param centre2 from the joint to the second link's centre of mass
     * @param inertia1 first link's moment of inertia about its centre of mass
     * @param inertia2 second link's moment of inertia about its centre of mass
     */
    public record Parameters(
            @Unit("m/s^2") @Default(9.8) double gravity,

            @Unit("kg") @Default(1) @Range(min = Physical.LEAST, max = Physical.ANY)
            double mass1,

            @Unit("kg") @Default(1) @Range(min = Physical.LEAST, max = Physical.ANY)
            double mass2,

            @Unit("m") @Default(1) @Range(min = Physical.LEAST, max = Physical.ANY)
            double length1,

            @Unit("m") @Default(0.5) double centre1,
            @Unit("m") @Default(0.5) double centre2,

            @Unit("kg*m^2") @Default(1) @Range(min = 0, max = Physical.ANY)
            double inertia1,

            @Unit("kg*m^2") @Default(1) @Range(min = 0, max = Physical.ANY)
            double inertia2) {}

    /** Makes the dynamics. */
    public Acrobot() {}

    /**
     * The plant as Gymnasium steps it.
     *
     * @return fourth-order Runge-Kutta, 0.2 s
     */
    public static IntegratedPlant<State, Input, Parameters> plant() {
        return Integrator.RK4.plant(new Acrobot(), 0.2);
    }

    @Override
    public State derivative(State s, Input u, Parameters p) {
        double sin2 = Math.sin(s.theta2());
        double cos2 = Math.cos(s.theta2());
        double own2 = p.mass2() * p.centre2() * p.centre2() + p.inertia2();
        double coupling = p.mass2() * p.length1() * p.centre2();
        double own1 = p.mass1() * p.centre1() * p.centre1() + p.mass2() * p.length1() * p.length1() + p.inertia1();
        double d1 = own1 + own2 + 2 * coupling * cos2;
        double d2 = own2 + coupling * cos2;
        // cos(a - pi/2) = sin(a)
        double phi2 = p.mass2() * p.centre2() * p.gravity() * Math.sin(s.theta1() + s.theta2());
        double phi1 = -coupling * s.theta2Dot() * (s.theta2Dot() + 2 * s.theta1Dot()) * sin2
                + (p.mass1() * p.centre1() + p.mass2() * p.length1()) * p.gravity() * Math.sin(s.theta1())
                + phi2;
        double perD1 = 1 / d1;
        double ratio = d2 * perD1;
        double centrifugal = coupling * s.theta1Dot() * s.theta1Dot() * sin2;
        double angular2 = (u.torque() + ratio * phi1 - centrifugal - phi2) / (own2 - d2 * ratio);
        double angular1 = -(d2 * angular2 + phi1) * perD1;
        return new State(s.theta1Dot(), s.theta2Dot(), angular1, angular2);
    }

    @Override
    public State constrain(State s, Parameters p) {
        return new State(
                Angles.wrap(s.theta1()),
                Angles.wrap(s.theta2()),
                Math.clamp(s.theta1Dot(), -MAX_SPEED_1, MAX_SPEED_1),
                Math.clamp(s.theta2Dot(), -MAX_SPEED_2, MAX_SPEED_2));
    }
}
