package dev.antipode.controller.policy;

import dev.antipode.controller.law.ControlLaw;
import dev.antipode.sim.Default;
import dev.antipode.sim.plants.CartPole;
import dev.antipode.sim.tasks.CartPoleBalance;

/** Holds the pole of a cart-pole by its whole state and the integral of the cart's position: a law with a memory. */
public final class CartPoleLaw
        implements ControlLaw<CartPoleBalance.Observation, CartPole.Input, CartPoleLaw.Gains, CartPoleLaw.Memory> {
    /** The defaults below, in order. */
    static final double[] GAINS = {1, 2, 25, 4, 0.1};

    /** The gains. */
    public record Gains(
            @Default(1) double x,
            @Default(2) double xDot,
            @Default(25) double theta,
            @Default(4) double thetaDot,
            @Default(0.1) double integral) {}

    /** The integral of the position. */
    public record Memory(double position) {}

    @Override
    public CartPole.Input command(CartPoleBalance.Observation o, Memory memory, Gains gains) {
        return new CartPole.Input(gains.x() * o.x()
                + gains.xDot() * o.xDot()
                + gains.theta() * o.theta()
                + gains.thetaDot() * o.thetaDot()
                + gains.integral() * memory.position());
    }

    @Override
    public Memory next(
            CartPoleBalance.Observation o, Memory memory, Gains gains, CartPole.Input command, double periodSeconds) {
        return new Memory(memory.position() + periodSeconds * o.x());
    }
}
