package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.DoublePendulum;

/**
 * Bring a {@link DoublePendulum} that swings chaotically to rest with a motor at its pivot.
 *
 * <p>It starts anywhere, at up to 2 rad/s, without friction; masses and rods differ by a tenth. Success: both rods less than 0.2
 * rad from hanging and slower than 0.5 rad/s for the last two of fifteen seconds.
 */
public final class DoublePendulumRest
        implements Task<
                DoublePendulum.State,
                DoublePendulum.Input,
                DoublePendulum.Parameters,
                None,
                DoublePendulumRest.Observation> {
    private static final double COS_GOAL = 0.980066577841242; // cos(0.2)
    private static final double SLOW = 0.5;

    /**
     * What the encoders give, with a little noise.
     *
     * @param cosTheta1 cosine of the first angle
     * @param sinTheta1 its sine
     * @param cosTheta2 cosine of the second angle
     * @param sinTheta2 its sine
     * @param theta1Dot first rate
     * @param theta2Dot second rate
     */
    public record Observation(
            @Unit("1") @Range(min = -1, max = 1) double cosTheta1,
            @Unit("1") @Range(min = -1, max = 1) double sinTheta1,
            @Unit("1") @Range(min = -1, max = 1) double cosTheta2,
            @Unit("1") @Range(min = -1, max = 1) double sinTheta2,
            @Unit("rad/s") @Range(min = -6, max = 6) double theta1Dot,
            @Unit("rad/s") @Range(min = -6, max = 6) double theta2Dot) {}

    /** Makes the task. */
    public DoublePendulumRest() {}

    @Override
    public Plant<DoublePendulum.State, DoublePendulum.Input, DoublePendulum.Parameters> plant() {
        return DoublePendulum.plant();
    }

    @Override
    public Timing timing() {
        return Timing.of(0.04, 4, 15);
    }

    @Override
    public DoublePendulum.State initial(Draw draw) {
        return new DoublePendulum.State(
                draw.uniform(-Math.PI, Math.PI),
                draw.uniform(-Math.PI, Math.PI),
                draw.uniform(-2, 2),
                draw.uniform(-2, 2));
    }

    @Override
    public DoublePendulum.Parameters parameters(Draw draw) {
        return new DoublePendulum.Parameters(
                draw.uniform(0.9, 1.1),
                draw.uniform(0.9, 1.1),
                draw.uniform(0.9, 1.1),
                draw.uniform(0.9, 1.1),
                9.81,
                0);
    }

    @Override
    public Observation observe(
            DoublePendulum.State x, None r, DoublePendulum.Input previous, DoublePendulum.Parameters p, Draw draw) {
        double theta1 = x.theta1() + draw.normal(0, 0.002);
        double theta2 = x.theta2() + draw.normal(0, 0.002);
        return new Observation(
                Math.cos(theta1),
                Math.sin(theta1),
                Math.cos(theta2),
                Math.sin(theta2),
                x.theta1Dot() + draw.normal(0, 0.02),
                x.theta2Dot() + draw.normal(0, 0.02));
    }

    @Override
    public double cost(
            DoublePendulum.State x,
            None r,
            DoublePendulum.Input applied,
            DoublePendulum.Input previous,
            DoublePendulum.Parameters p) {
        double lifted = 2 - Math.cos(x.theta1()) - Math.cos(x.theta2());
        double unrest = x.theta1Dot() * x.theta1Dot() + x.theta2Dot() * x.theta2Dot();
        double effort = applied.torque() / 10;
        return 0.49 * Bounded.square(lifted) + 0.49 * Bounded.square(0.2 * unrest) + 0.02 * effort * effort;
    }

    @Override
    public double failureCost() {
        return 1;
    }

    @Override
    public boolean atGoal(DoublePendulum.State x, None r, DoublePendulum.Parameters p) {
        return Math.cos(x.theta1()) > COS_GOAL
                && Math.cos(x.theta2()) > COS_GOAL
                && Math.abs(x.theta1Dot()) < SLOW
                && Math.abs(x.theta2Dot()) < SLOW;
    }

    @Override
    public double holdSeconds() {
        return 2;
    }
}
