package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.CartPoleWithFriction;

/**
 * Swing the hanging pole of a {@link CartPoleWithFriction} up and keep it there, within a track of 2.4 m either way.
 *
 * <p>Masses, pole length and both frictions differ from episode to episode. Success: less than 0.2 rad from upright and on
 * the track for the last two of ten seconds. Lost when the cart leaves the track.
 */
public final class CartPoleSwingUp
        implements Task<
                CartPoleWithFriction.State,
                CartPoleWithFriction.Input,
                CartPoleWithFriction.Parameters,
                None,
                CartPoleSwingUp.Observation> {
    private static final double MAX_X = 2.4;
    private static final double COS_GOAL = 0.980066577841242; // cos(0.2)

    /**
     * What the encoders give, with a little noise.
     *
     * @param x cart position
     * @param xDot cart velocity
     * @param sinTheta sine of the pole's angle from upright
     * @param cosTheta its cosine
     * @param thetaDot its rate
     */
    public record Observation(
            @Unit("m") @Range(min = -MAX_X, max = MAX_X) double x,
            @Unit("m/s") @Range(min = -4, max = 4) double xDot,
            @Unit("1") @Range(min = -1, max = 1) double sinTheta,
            @Unit("1") @Range(min = -1, max = 1) double cosTheta,
            @Unit("rad/s") @Range(min = -8, max = 8) double thetaDot) {}

    /** Makes the task. */
    public CartPoleSwingUp() {}

    @Override
    public Plant<CartPoleWithFriction.State, CartPoleWithFriction.Input, CartPoleWithFriction.Parameters> plant() {
        return CartPoleWithFriction.plant();
    }

    @Override
    public Timing timing() {
        return Timing.of(0.04, 2, 10);
    }

    @Override
    public CartPoleWithFriction.State initial(Draw draw) {
        return new CartPoleWithFriction.State(
                draw.uniform(-0.1, 0.1),
                draw.uniform(-0.1, 0.1),
                Math.PI + draw.uniform(-0.1, 0.1),
                draw.uniform(-0.1, 0.1));
    }

    @Override
    public CartPoleWithFriction.Parameters parameters(Draw draw) {
        return new CartPoleWithFriction.Parameters(
                9.8,
                draw.uniform(0.8, 1.2),
                draw.uniform(0.08, 0.12),
                draw.uniform(0.45, 0.55),
                draw.uniform(0, 0.2),
                draw.uniform(0, 0.002));
    }

    @Override
    public Observation observe(
            CartPoleWithFriction.State x,
            None r,
            CartPoleWithFriction.Input previous,
            CartPoleWithFriction.Parameters p,
            Draw draw) {
        double theta = x.theta() + draw.normal(0, 0.002);
        return new Observation(
                x.x() + draw.normal(0, 0.002),
                x.xDot() + draw.normal(0, 0.01),
                Math.sin(theta),
                Math.cos(theta),
                x.thetaDot() + draw.normal(0, 0.02));
    }

    @Override
    public double cost(
            CartPoleWithFriction.State x,
            None r,
            CartPoleWithFriction.Input applied,
            CartPoleWithFriction.Input previous,
            CartPoleWithFriction.Parameters p) {
        double cos = Math.cos(x.theta());
        double offCentre = x.x() / MAX_X;
        double effort = applied.force() / 10;
        // Speed matters near the top alone: below it is what lifts the pole.
        double nearTop = Math.max(cos, 0);
        double unrest = Bounded.square(x.thetaDot() * x.thetaDot()) * nearTop * nearTop;
        return 0.35 * (1 - cos) + 0.2 * offCentre * offCentre + 0.08 * unrest + 0.01 * effort * effort;
    }

    @Override
    public boolean failed(CartPoleWithFriction.State x, None r, CartPoleWithFriction.Parameters p) {
        return Math.abs(x.x()) > MAX_X;
    }

    @Override
    public double failureCost() {
        return 1;
    }

    @Override
    public boolean atGoal(CartPoleWithFriction.State x, None r, CartPoleWithFriction.Parameters p) {
        return Math.cos(x.theta()) > COS_GOAL && Math.abs(x.x()) < MAX_X;
    }

    @Override
    public double holdSeconds() {
        return 2;
    }
}
