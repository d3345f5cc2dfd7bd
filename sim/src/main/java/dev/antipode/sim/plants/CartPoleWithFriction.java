package dev.antipode.sim.plants;

import dev.antipode.sim.Angle;
import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * The cart-pole over its whole turn, with viscous friction of the cart and of the hinge; the angle is 0 upright. Without
 * friction it is {@link CartPole}.
 *
 * <p>Source: Florian, "Correct equations for the dynamics of the cart-pole system" (2007), sections 1 and 2, with viscous
 * in place of dry friction on the cart; the friction torque of the hinge is as in its equation (21). With total mass
 * M = m_c + m_p, half pole length l, cart friction b and hinge friction c:
 *
 * <pre>
 *   a       = (F - b x' + m_p l theta'^2 sin(theta)) / M
 *   theta'' = (g sin(theta) - a cos(theta) - c theta' / (m_p l)) / (l (4/3 - m_p cos(theta)^2 / M))
 *   x''     = a - m_p l theta'' cos(theta) / M
 * </pre>
 */
public final class CartPoleWithFriction
        implements Dynamics<CartPoleWithFriction.State, CartPoleWithFriction.Input, CartPoleWithFriction.Parameters> {
    /**
     * Where cart and pole are.
     *
     * @param x cart position
     * @param xDot cart velocity
     * @param theta pole angle from upright, positive towards positive x; not wrapped
     * @param thetaDot its rate
     */
    public record State(
            @Unit("m") @Range(min = -2.4, max = 2.4) double x,
            @Unit("m/s") @Range(min = -5, max = 5) double xDot,

            @Unit("rad") @Angle @Range(min = -Math.PI, max = Math.PI)
            double theta,

            @Unit("rad/s") @Range(min = -10, max = 10) double thetaDot) {}

    /**
     * The push.
     *
     * @param force on the cart along x
     */
    public record Input(
            @Unit("N") @Range(min = -10, max = 10) double force) {}

    /**
     * The constants.
     *
     * @param gravity acceleration of gravity
     * @param massCart mass of the cart
     * @param massPole mass of the pole
     * @param halfLength from the hinge to the pole's middle
     * @param cartFriction drag force per velocity
     * @param hingeFriction drag torque per rate
     */
    public record Parameters(
            @Unit("m/s^2") @Default(9.8) double gravity,

            @Unit("kg") @Default(1.0) @Range(min = Physical.LEAST, max = Physical.ANY)
            double massCart,

            @Unit("kg") @Default(0.1) @Range(min = Physical.LEAST, max = Physical.ANY)
            double massPole,

            @Unit("m") @Default(0.5) @Range(min = Physical.LEAST, max = Physical.ANY)
            double halfLength,

            @Unit("N*s/m") @Default(0.1) double cartFriction,
            @Unit("N*m*s/rad") @Default(0.001) double hingeFriction) {}

    /** Makes the dynamics. */
    public CartPoleWithFriction() {}

    /**
     * The plant with an accurate integrator.
     *
     * @return fourth-order Runge-Kutta, 0.02 s
     */
    public static IntegratedPlant<State, Input, Parameters> plant() {
        return Integrator.RK4.plant(new CartPoleWithFriction(), 0.02);
    }

    @Override
    public State derivative(State s, Input u, Parameters p) {
        double sin = Math.sin(s.theta());
        double cos = Math.cos(s.theta());
        double perTotalMass = 1 / (p.massCart() + p.massPole());
        double poleMoment = p.massPole() * p.halfLength();
        double push = u.force() - p.cartFriction() * s.xDot();
        double a = (push + poleMoment * s.thetaDot() * s.thetaDot() * sin) * perTotalMass;
        double drag = p.hingeFriction() * s.thetaDot() / poleMoment;
        double angular = (p.gravity() * sin - cos * a - drag)
                / (p.halfLength() * (4.0 / 3.0 - p.massPole() * cos * cos * perTotalMass));
        double linear = a - poleMoment * angular * cos * perTotalMass;
        return new State(s.xDot(), linear, s.thetaDot(), angular);
    }
}
