package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.Quadrotor2d;

/**
 * Fly a {@link Quadrotor2d} to a point and stay there.
 *
 * <p>It starts near the origin with a little tilt and motion; the point is up to 1.5 m away along each axis; mass and inertia
 * differ by a tenth. Lost when it tips past a right angle or is further than 5 m off. Success: within 0.2 m of the point
 * and slower than 0.5 m/s for the last of five seconds.
 */
public final class Quadrotor2dGoTo
        implements Task<
                Quadrotor2d.State,
                Quadrotor2d.Input,
                Quadrotor2d.Parameters,
                Quadrotor2dGoTo.Point,
                Quadrotor2dGoTo.Observation> {
    private static final double LOST = 5;
    private static final double NEAR = 0.2;
    private static final double SLOW = 0.5;

    /**
     * Where to go.
     *
     * @param x to the right
     * @param z up
     */
    public record Point(
            @Unit("m") @Range(min = -1.5, max = 1.5) double x,
            @Unit("m") @Range(min = -1.5, max = 1.5) double z) {}

    /**
     * The way to go and the motion, with a little noise.
     *
     * @param toX from the vehicle to the point, to the right
     * @param toZ from the vehicle to the point, up
     * @param sinTheta sine of the tilt
     * @param cosTheta its cosine
     * @param xDot velocity to the right
     * @param zDot climb rate
     * @param thetaDot tilt rate
     */
    public record Observation(
            @Unit("m") @Range(min = -2, max = 2) double toX,
            @Unit("m") @Range(min = -2, max = 2) double toZ,
            @Unit("1") @Range(min = -1, max = 1) double sinTheta,
            @Unit("1") @Range(min = -1, max = 1) double cosTheta,
            @Unit("m/s") @Range(min = -3, max = 3) double xDot,
            @Unit("m/s") @Range(min = -3, max = 3) double zDot,
            @Unit("rad/s") @Range(min = -5, max = 5) double thetaDot) {}

    /** Makes the task. */
    public Quadrotor2dGoTo() {}

    @Override
    public Plant<Quadrotor2d.State, Quadrotor2d.Input, Quadrotor2d.Parameters> plant() {
        return Quadrotor2d.plant();
    }

    @Override
    public Timing timing() {
        return Timing.of(0.02, 1, 5);
    }

    @Override
    public Quadrotor2d.State initial(Draw draw) {
        return new Quadrotor2d.State(
                draw.uniform(-0.1, 0.1),
                draw.uniform(-0.1, 0.1),
                draw.uniform(-0.2, 0.2),
                draw.uniform(-0.2, 0.2),
                draw.uniform(-0.2, 0.2),
                draw.uniform(-0.2, 0.2));
    }

    @Override
    public Quadrotor2d.Parameters parameters(Draw draw) {
        return new Quadrotor2d.Parameters(0.486 * draw.uniform(0.9, 1.1), 0.00383 * draw.uniform(0.9, 1.1), 0.25, 9.81);
    }

    @Override
    public Point reference(double time, Draw draw) {
        return new Point(draw.uniform(-1.5, 1.5), draw.uniform(-1.5, 1.5));
    }

    @Override
    public Observation observe(
            Quadrotor2d.State x, Point r, Quadrotor2d.Input previous, Quadrotor2d.Parameters p, Draw draw) {
        return new Observation(
                r.x() - x.x() + draw.normal(0, 0.005),
                r.z() - x.z() + draw.normal(0, 0.005),
                Math.sin(x.theta()),
                Math.cos(x.theta()),
                x.xDot() + draw.normal(0, 0.01),
                x.zDot() + draw.normal(0, 0.01),
                x.thetaDot() + draw.normal(0, 0.02));
    }

    private static double squareDistance(Quadrotor2d.State x, Point r) {
        return (x.x() - r.x()) * (x.x() - r.x()) + (x.z() - r.z()) * (x.z() - r.z());
    }

    @Override
    public double cost(
            Quadrotor2d.State x,
            Point r,
            Quadrotor2d.Input applied,
            Quadrotor2d.Input previous,
            Quadrotor2d.Parameters p) {
        double speed = x.xDot() * x.xDot() + x.zDot() * x.zDot();
        double distance = Math.sqrt(squareDistance(x, r));
        return 0.7 * Bounded.size(distance, 0.7)
                + 0.08 * Bounded.square(0.3 * speed)
                + 0.12 * (1 - Math.cos(x.theta()))
                + 0.08 * Bounded.square(0.1 * x.thetaDot() * x.thetaDot());
    }

    @Override
    public boolean failed(Quadrotor2d.State x, Point r, Quadrotor2d.Parameters p) {
        return Math.cos(x.theta()) < 0 || squareDistance(x, r) > LOST * LOST;
    }

    @Override
    public double failureCost() {
        return 1;
    }

    @Override
    public boolean atGoal(Quadrotor2d.State x, Point r, Quadrotor2d.Parameters p) {
        return squareDistance(x, r) < NEAR * NEAR && x.xDot() * x.xDot() + x.zDot() * x.zDot() < SLOW * SLOW;
    }

    @Override
    public double holdSeconds() {
        return 1;
    }
}
