package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.Angles;
import dev.antipode.sim.plants.Pendulum;

/**
 * Swing a {@link Pendulum} up from anywhere and hold it.
 *
 * <p>Start, cost (the reward with its sign changed) and length of Gymnasium's Pendulum-v1: any angle, a rate within 1 rad/s, 200
 * steps. Success: less than 0.2 rad from upright for the last two of ten seconds.
 */
public final class PendulumSwingUp
        implements Task<Pendulum.State, Pendulum.Input, Pendulum.Parameters, None, PendulumSwingUp.Observation> {
    private static final double COS_GOAL = 0.980066577841242; // cos(0.2)

    /**
     * Where the rod's end is and how fast the rod turns.
     *
     * @param cosTheta cosine of the angle from upright
     * @param sinTheta its sine
     * @param thetaDot its rate
     */
    public record Observation(
            @Unit("1") @Range(min = -1, max = 1) double cosTheta,
            @Unit("1") @Range(min = -1, max = 1) double sinTheta,
            @Unit("rad/s") @Range(min = -8, max = 8) double thetaDot) {}

    /** Makes the task. */
    public PendulumSwingUp() {}

    @Override
    public Plant<Pendulum.State, Pendulum.Input, Pendulum.Parameters> plant() {
        return new Pendulum();
    }

    @Override
    public Timing timing() {
        return Timing.of(0.05, 1, 10);
    }

    @Override
    public Pendulum.State initial(Draw draw) {
        return new Pendulum.State(draw.uniform(-Math.PI, Math.PI), draw.uniform(-1, 1));
    }

    @Override
    public Observation observe(Pendulum.State x, None r, Pendulum.Input previous, Pendulum.Parameters p, Draw draw) {
        return new Observation(Math.cos(x.theta()), Math.sin(x.theta()), x.thetaDot());
    }

    @Override
    public double cost(
            Pendulum.State x, None r, Pendulum.Input applied, Pendulum.Input previous, Pendulum.Parameters p) {
        double angle = Angles.wrap(x.theta());
        return angle * angle + 0.1 * x.thetaDot() * x.thetaDot() + 0.001 * applied.torque() * applied.torque();
    }

    @Override
    public double failureCost() {
        return 17;
    }

    @Override
    public boolean atGoal(Pendulum.State x, None r, Pendulum.Parameters p) {
        return Math.cos(x.theta()) > COS_GOAL;
    }

    @Override
    public double holdSeconds() {
        return 2;
    }
}
