package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.CartPole;

/**
 * Keep the pole of a {@link CartPole} up for ten seconds.
 *
 * <p>Start, limits and length of Gymnasium's CartPole-v1: all four states within 0.05 at first; lost beyond 12 degrees or
 * 2.4 m; 500 steps. Success is never to be lost. The cost grows towards the limits, so that centred and upright is best.
 */
public final class CartPoleBalance
        implements Task<CartPole.State, CartPole.Input, CartPole.Parameters, None, CartPoleBalance.Observation> {
    private static final double MAX_X = 2.4;
    private static final double MAX_THETA = Math.PI / 15;

    /**
     * The whole state.
     *
     * @param x cart position
     * @param xDot cart velocity
     * @param theta pole angle from upright
     * @param thetaDot its rate
     */
    public record Observation(
            @Unit("m") @Range(min = -MAX_X, max = MAX_X) double x,
            @Unit("m/s") @Range(min = -2, max = 2) double xDot,

            @Unit("rad") @Range(min = -MAX_THETA, max = MAX_THETA)
            double theta,

            @Unit("rad/s") @Range(min = -2, max = 2) double thetaDot) {}

    /** Makes the task. */
    public CartPoleBalance() {}

    @Override
    public Plant<CartPole.State, CartPole.Input, CartPole.Parameters> plant() {
        return CartPole.plant();
    }

    @Override
    public Timing timing() {
        return Timing.of(0.02, 1, 10);
    }

    @Override
    public CartPole.State initial(Draw draw) {
        return new CartPole.State(
                draw.uniform(-0.05, 0.05),
                draw.uniform(-0.05, 0.05),
                draw.uniform(-0.05, 0.05),
                draw.uniform(-0.05, 0.05));
    }

    @Override
    public Observation observe(CartPole.State x, None r, CartPole.Input previous, CartPole.Parameters p, Draw draw) {
        return new Observation(x.x(), x.xDot(), x.theta(), x.thetaDot());
    }

    @Override
    public double cost(
            CartPole.State x, None r, CartPole.Input applied, CartPole.Input previous, CartPole.Parameters p) {
        double offCentre = x.x() / MAX_X;
        double tilt = x.theta() / MAX_THETA;
        double effort = applied.force() / 10;
        return 0.4 * offCentre * offCentre + 0.4 * tilt * tilt + 0.02 * effort * effort;
    }

    @Override
    public boolean failed(CartPole.State x, None r, CartPole.Parameters p) {
        return Math.abs(x.x()) > MAX_X || Math.abs(x.theta()) > MAX_THETA;
    }

    @Override
    public double failureCost() {
        return 1;
    }

    @Override
    public boolean atGoal(CartPole.State x, None r, CartPole.Parameters p) {
        return !failed(x, r, p);
    }

    @Override
    public double holdSeconds() {
        return 0;
    }
}
