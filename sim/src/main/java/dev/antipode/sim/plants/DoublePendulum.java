package dev.antipode.sim.plants;

import dev.antipode.sim.Angle;
import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * Two point masses on massless rods in a vertical plane, driven at the pivot; chaotic when it swings freely.
 *
 * <p>Source: Landau and Lifshitz, "Mechanics", 3rd edition, section 5, problem 1 (the Lagrangian), with the torque at the
 * pivot and viscous friction c in both joints added. Both angles are measured from the downward vertical. With
 * d = theta1 - theta2, m = m1 + m2, and the unknowns a1 = l1 theta1'', a2 = l2 theta2'':
 *
 * <pre>
 *   m  a1 + m2 cos(d) a2 = (tau - c theta1' + c (theta2' - theta1')) / l1 - m2 l2 theta2'^2 sin(d) - m g sin(theta1)
 *   m2 cos(d) a1 + m2 a2 = -c (theta2' - theta1') / l2 + m2 l1 theta1'^2 sin(d) - m2 g sin(theta2)
 * </pre>
 */
public final class DoublePendulum
        implements Dynamics<DoublePendulum.State, DoublePendulum.Input, DoublePendulum.Parameters> {
    /**
     * Where the rods are.
     *
     * @param theta1 first rod's angle from the downward vertical; not wrapped
     * @param theta2 second rod's angle from the downward vertical; not wrapped
     * @param theta1Dot first rate
     * @param theta2Dot second rate
     */
    public record State(
            @Unit("rad") @Angle @Range(min = -Math.PI, max = Math.PI)
            double theta1,

            @Unit("rad") @Angle @Range(min = -Math.PI, max = Math.PI)
            double theta2,

            @Unit("rad/s") @Range(min = -10, max = 10) double theta1Dot,
            @Unit("rad/s") @Range(min = -10, max = 10) double theta2Dot) {}

    /**
     * The motor.
     *
     * @param torque on the first rod at the pivot
     */
    public record Input(
            @Unit("N*m") @Range(min = -10, max = 10) double torque) {}

    /**
     * The constants.
     *
     * @param mass1 first mass
     * @param mass2 second mass
     * @param length1 first rod
     * @param length2 second rod
     * @param gravity acceleration of gravity
     * @param friction drag torque per relative rate in each joint
     */
    public record Parameters(
            @Unit("kg") @Default(1) @Range(min = Physical.LEAST, max = Physical.ANY)
            double mass1,

            @Unit("kg") @Default(1) @Range(min = Physical.LEAST, max = Physical.ANY)
            double mass2,

            @Unit("m") @Default(1) @Range(min = Physical.LEAST, max = Physical.ANY)
            double length1,

            @Unit("m") @Default(1) @Range(min = Physical.LEAST, max = Physical.ANY)
            double length2,

            @Unit("m/s^2") @Default(9.81) double gravity,
            @Unit("N*m*s/rad") @Default(0) double friction) {}

    /** Makes the dynamics. */
    public DoublePendulum() {}

    /**
     * The plant with an accurate integrator.
     *
     * @return fourth-order Runge-Kutta, 0.01 s
     */
    public static IntegratedPlant<State, Input, Parameters> plant() {
        return Integrator.RK4.plant(new DoublePendulum(), 0.01);
    }

    @Override
    public State derivative(State s, Input u, Parameters p) {
        double sin = Math.sin(s.theta1() - s.theta2());
        double cos = Math.cos(s.theta1() - s.theta2());
        double both = p.mass1() + p.mass2();
        double elbowDrag = p.friction() * (s.theta2Dot() - s.theta1Dot());
        double torque1 = u.torque() - p.friction() * s.theta1Dot() + elbowDrag;
        double swing1 = p.length1() * s.theta1Dot() * s.theta1Dot();
        double swing2 = p.length2() * s.theta2Dot() * s.theta2Dot();
        double force1 = torque1 / p.length1() - p.mass2() * swing2 * sin - both * p.gravity() * Math.sin(s.theta1());
        double force2 = -elbowDrag / p.length2() + p.mass2() * (swing1 * sin - p.gravity() * Math.sin(s.theta2()));
        double a1 = (force1 - cos * force2) / (p.mass1() + p.mass2() * sin * sin);
        double a2 = force2 / p.mass2() - cos * a1;
        return new State(s.theta1Dot(), s.theta2Dot(), a1 / p.length1(), a2 / p.length2());
    }
}
