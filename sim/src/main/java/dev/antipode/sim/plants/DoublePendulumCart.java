package dev.antipode.sim.plants;

import dev.antipode.sim.Angle;
import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * A {@link DoublePendulum} whose pivot rides on a cart that is pushed along a track.
 *
 * <p>Source: the Lagrangian of Landau and Lifshitz, "Mechanics", 3rd edition, section 5, problems 1 and 2 put together: point
 * masses at (x + l1 sin(theta1), -l1 cos(theta1)) and one rod further; viscous friction b on the cart. Both angles are
 * measured from the downward vertical, so that upright is pi. With d = theta1 - theta2, m = m1 + m2, and the unknowns x'',
 * a1 = l1 theta1'', a2 = l2 theta2'':
 *
 * <pre>
 *   (m_c + m) x'' + m cos(theta1) a1 + m2 cos(theta2) a2
 *       = F - b x' + m l1 theta1'^2 sin(theta1) + m2 l2 theta2'^2 sin(theta2)
 *   m  (cos(theta1) x'' + a1) + m2 cos(d) a2    = -m2 l2 theta2'^2 sin(d) - m g sin(theta1)
 *   cos(theta2) x'' + cos(d) a1 + a2            = l1 theta1'^2 sin(d) - g sin(theta2)
 * </pre>
 */
public final class DoublePendulumCart
        implements Dynamics<DoublePendulumCart.State, DoublePendulumCart.Input, DoublePendulumCart.Parameters> {
    /**
     * Where cart and rods are.
     *
     * @param x cart position
     * @param theta1 first rod's angle from the downward vertical; not wrapped
     * @param theta2 second rod's angle from the downward vertical; not wrapped
     * @param xDot cart velocity
     * @param theta1Dot first rate
     * @param theta2Dot second rate
     */
    public record State(
            @Unit("m") @Range(min = -2.4, max = 2.4) double x,

            @Unit("rad") @Angle @Range(min = -Math.PI, max = Math.PI)
            double theta1,

            @Unit("rad") @Angle @Range(min = -Math.PI, max = Math.PI)
            double theta2,

            @Unit("m/s") @Range(min = -5, max = 5) double xDot,
            @Unit("rad/s") @Range(min = -10, max = 10) double theta1Dot,
            @Unit("rad/s") @Range(min = -10, max = 10) double theta2Dot) {}

    /**
     * The push.
     *
     * @param force on the cart along x
     */
    public record Input(
            @Unit("N") @Range(min = -20, max = 20) double force) {}

    /**
     * The constants.
     *
     * @param massCart mass of the cart
     * @param mass1 first mass
     * @param mass2 second mass
     * @param length1 first rod
     * @param length2 second rod
     * @param gravity acceleration of gravity
     * @param cartFriction drag force per velocity
     */
    public record Parameters(
            @Unit("kg") @Default(1) @Range(min = Physical.LEAST, max = Physical.ANY)
            double massCart,

            @Unit("kg") @Default(0.2) @Range(min = Physical.LEAST, max = Physical.ANY)
            double mass1,

            @Unit("kg") @Default(0.2) @Range(min = Physical.LEAST, max = Physical.ANY)
            double mass2,

            @Unit("m") @Default(0.5) @Range(min = Physical.LEAST, max = Physical.ANY)
            double length1,

            @Unit("m") @Default(0.5) @Range(min = Physical.LEAST, max = Physical.ANY)
            double length2,

            @Unit("m/s^2") @Default(9.81) double gravity,
            @Unit("N*s/m") @Default(0) double cartFriction) {}

    /** Makes the dynamics. */
    public DoublePendulumCart() {}

    /**
     * The plant with an accurate integrator.
     *
     * @return fourth-order Runge-Kutta, 0.01 s
     */
    public static IntegratedPlant<State, Input, Parameters> plant() {
        return Integrator.RK4.plant(new DoublePendulumCart(), 0.01);
    }

    @Override
    public State derivative(State s, Input u, Parameters p) {
        double sin1 = Math.sin(s.theta1());
        double cos1 = Math.cos(s.theta1());
        double sin2 = Math.sin(s.theta2());
        double cos2 = Math.cos(s.theta2());
        double sin = sin1 * cos2 - cos1 * sin2;
        double cos = cos1 * cos2 + sin1 * sin2;
        double both = p.mass1() + p.mass2();
        double swing1 = p.length1() * s.theta1Dot() * s.theta1Dot();
        double swing2 = p.length2() * s.theta2Dot() * s.theta2Dot();
        double push = u.force() - p.cartFriction() * s.xDot() + both * swing1 * sin1 + p.mass2() * swing2 * sin2;
        double pull1 = -p.mass2() * swing2 * sin - both * p.gravity() * sin1;
        double pull2 = swing1 * sin - p.gravity() * sin2;
        // The third equation gives a2; the first two become a symmetric pair in x'' and a1.
        double cartCart = p.massCart() + both - p.mass2() * cos2 * cos2;
        double cartRod = both * cos1 - p.mass2() * cos * cos2;
        double rodRod = both - p.mass2() * cos * cos;
        double onCart = push - p.mass2() * cos2 * pull2;
        double onRod = pull1 - p.mass2() * cos * pull2;
        double perDeterminant = 1 / (cartCart * rodRod - cartRod * cartRod);
        double linear = (onCart * rodRod - cartRod * onRod) * perDeterminant;
        double a1 = (cartCart * onRod - cartRod * onCart) * perDeterminant;
        double a2 = pull2 - cos2 * linear - cos * a1;
        return new State(s.xDot(), s.theta1Dot(), s.theta2Dot(), linear, a1 / p.length1(), a2 / p.length2());
    }
}
