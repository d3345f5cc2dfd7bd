package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.Angles;
import dev.antipode.sim.plants.DoublePendulumCart;

/**
 * Keep both rods of a {@link DoublePendulumCart} upright by moving the cart.
 *
 * <p>It starts within 0.05 of the upright rest in every state; masses differ by a tenth. Lost when a rod leans 0.6 rad or the cart
 * leaves its track of 2.4 m either way. Success: both rods within 0.1 rad of upright and the cart on its track for the last two of ten seconds.
 */
public final class DoublePendulumCartBalance
        implements Task<
                DoublePendulumCart.State,
                DoublePendulumCart.Input,
                DoublePendulumCart.Parameters,
                None,
                DoublePendulumCartBalance.Observation> {
    private static final double MAX_X = 2.4;
    private static final double MAX_LEAN = 0.6;
    private static final double GOAL_LEAN = 0.1;

    /**
     * What the encoders give, with a little noise.
     *
     * @param x cart position
     * @param lean1 first rod's angle from upright
     * @param lean2 second rod's angle from upright
     * @param xDot cart velocity
     * @param lean1Dot first rate
     * @param lean2Dot second rate
     */
    public record Observation(
            @Unit("m") @Range(min = -MAX_X, max = MAX_X) double x,

            @Unit("rad") @Range(min = -MAX_LEAN, max = MAX_LEAN)
            double lean1,

            @Unit("rad") @Range(min = -MAX_LEAN, max = MAX_LEAN)
            double lean2,

            @Unit("m/s") @Range(min = -2, max = 2) double xDot,
            @Unit("rad/s") @Range(min = -3, max = 3) double lean1Dot,
            @Unit("rad/s") @Range(min = -3, max = 3) double lean2Dot) {}

    /** Makes the task. */
    public DoublePendulumCartBalance() {}

    @Override
    public Plant<DoublePendulumCart.State, DoublePendulumCart.Input, DoublePendulumCart.Parameters> plant() {
        return DoublePendulumCart.plant();
    }

    @Override
    public Timing timing() {
        return Timing.of(0.02, 2, 10);
    }

    @Override
    public DoublePendulumCart.State initial(Draw draw) {
        return new DoublePendulumCart.State(
                draw.uniform(-0.05, 0.05),
                Math.PI + draw.uniform(-0.05, 0.05),
                Math.PI + draw.uniform(-0.05, 0.05),
                draw.uniform(-0.05, 0.05),
                draw.uniform(-0.05, 0.05),
                draw.uniform(-0.05, 0.05));
    }

    @Override
    public DoublePendulumCart.Parameters parameters(Draw draw) {
        return new DoublePendulumCart.Parameters(
                draw.uniform(0.9, 1.1), draw.uniform(0.18, 0.22), draw.uniform(0.18, 0.22), 0.5, 0.5, 9.81, 0.1);
    }

    @Override
    public Observation observe(
            DoublePendulumCart.State x,
            None r,
            DoublePendulumCart.Input previous,
            DoublePendulumCart.Parameters p,
            Draw draw) {
        return new Observation(
                x.x() + draw.normal(0, 0.001),
                lean(x.theta1()) + draw.normal(0, 0.001),
                lean(x.theta2()) + draw.normal(0, 0.001),
                x.xDot() + draw.normal(0, 0.005),
                x.theta1Dot() + draw.normal(0, 0.005),
                x.theta2Dot() + draw.normal(0, 0.005));
    }

    private static double lean(double theta) {
        return Angles.wrap(theta - Math.PI);
    }

    @Override
    public double cost(
            DoublePendulumCart.State x,
            None r,
            DoublePendulumCart.Input applied,
            DoublePendulumCart.Input previous,
            DoublePendulumCart.Parameters p) {
        double offCentre = x.x() / MAX_X;
        double lean1 = lean(x.theta1()) / MAX_LEAN;
        double lean2 = lean(x.theta2()) / MAX_LEAN;
        double effort = applied.force() / 20;
        return 0.3 * offCentre * offCentre + 0.33 * (lean1 * lean1 + lean2 * lean2) + 0.02 * effort * effort;
    }

    @Override
    public boolean failed(DoublePendulumCart.State x, None r, DoublePendulumCart.Parameters p) {
        return Math.abs(x.x()) > MAX_X
                || Math.abs(lean(x.theta1())) > MAX_LEAN
                || Math.abs(lean(x.theta2())) > MAX_LEAN;
    }

    @Override
    public double failureCost() {
        return 1;
    }

    @Override
    public boolean atGoal(DoublePendulumCart.State x, None r, DoublePendulumCart.Parameters p) {
        return Math.abs(lean(x.theta1())) < GOAL_LEAN
                && Math.abs(lean(x.theta2())) < GOAL_LEAN
                && Math.abs(x.x()) < MAX_X;
    }

    @Override
    public double holdSeconds() {
        return 2;
    }
}
