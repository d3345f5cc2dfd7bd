package dev.antipode.sim.plants;

import dev.antipode.sim.Angle;
import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * A cart on a frictionless track with a uniform pole hinged on it; the angle is 0 upright.
 *
 * <p>Source: Barto, Sutton, Anderson, "Neuronlike adaptive elements that can solve difficult learning control problems",
 * IEEE Transactions on Systems, Man, and Cybernetics 13 (1983), appendix, without its friction terms; constants, state
 * order and explicit Euler steps of 0.02 s as in Gymnasium's CartPole-v1, whose two actions are the forces -10 N and 10 N.
 * With total mass M = m_c + m_p and half pole length l:
 *
 * <pre>
 *   a       = (F + m_p l theta'^2 sin(theta)) / M
 *   theta'' = (g sin(theta) - a cos(theta)) / (l (4/3 - m_p cos(theta)^2 / M))
 *   x''     = a - m_p l theta'' cos(theta) / M
 * </pre>
 */
public final class CartPole implements Dynamics<CartPole.State, CartPole.Input, CartPole.Parameters> {
    /**
     * Where cart and pole are.
     *
     * @param x cart position
     * @param xDot cart velocity
     * @param theta pole angle from upright, positive towards positive x
     * @param thetaDot its rate
     */
    public record State(
            @Unit("m") @Range(min = -4.8, max = 4.8) double x,
            @Unit("m/s") @Range(min = -4, max = 4) double xDot,

            @Unit("rad") @Angle @Range(min = -0.42, max = 0.42)
            double theta,

            @Unit("rad/s") @Range(min = -4, max = 4) double thetaDot) {}

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
     */
    public record Parameters(
            @Unit("m/s^2") @Default(9.8) double gravity,

            @Unit("kg") @Default(1.0) @Range(min = Physical.LEAST, max = Physical.ANY)
            double massCart,

            @Unit("kg") @Default(0.1) @Range(min = Physical.LEAST, max = Physical.ANY)
            double massPole,

            @Unit("m") @Default(0.5) @Range(min = Physical.LEAST, max = Physical.ANY)
            double halfLength) {}

    /** Makes the dynamics. */
    public CartPole() {}

    /**
     * The plant as Gymnasium steps it.
     *
     * @return explicit Euler, 0.02 s
     */
    public static IntegratedPlant<State, Input, Parameters> plant() {
        return Integrator.EXPLICIT_EULER.plant(new CartPole(), 0.02);
    }

    @Override
    public State derivative(State s, Input u, Parameters p) {
        double sin = Math.sin(s.theta());
        double cos = Math.cos(s.theta());
        double perMass = 1 / (p.massCart() + p.massPole());
        double poleMoment = p.massPole() * p.halfLength();
        double a = (u.force() + poleMoment * s.thetaDot() * s.thetaDot() * sin) * perMass;
        double angular =
                (p.gravity() * sin - cos * a) / (p.halfLength() * (4.0 / 3.0 - p.massPole() * cos * cos * perMass));
        double linear = a - poleMoment * angular * cos * perMass;
        return new State(s.xDot(), linear, s.thetaDot(), angular);
    }
}
