package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.Quadrotor;

/**
 * What flying a {@link Quadrotor} to a point and hovering have in common.
 *
 * <p>Mass and inertia differ by a tenth from episode to episode. The attitude is observed by where the body's axes point. Lost when the
 * vehicle tips past a right angle or is further than 5 m from the point. Success: near the point and slow for the last
 * second.
 */
public abstract sealed class QuadrotorFlight
        implements Task<
                Quadrotor.State,
                Quadrotor.Input,
                Quadrotor.Parameters,
                QuadrotorFlight.Point,
                QuadrotorFlight.Observation>
        permits QuadrotorGoTo, QuadrotorHover {
    private static final double LOST = 5;

    private final double near;
    private final double slow;

    /** A task that asks to be so near to the point (m) and so slow (m/s). */
    QuadrotorFlight(double near, double slow) {
        this.near = near;
        this.slow = slow;
    }

    /**
     * Where to go.
     *
     * @param x to the front at the start
     * @param y to the left at the start
     * @param z up
     */
    public record Point(
            @Unit("m") @Range(min = -1.5, max = 1.5) double x,
            @Unit("m") @Range(min = -1.5, max = 1.5) double y,
            @Unit("m") @Range(min = -1.5, max = 1.5) double z) {}

    /**
     * The way to go and the motion, with a little noise.
     *
     * @param toX from the vehicle to the point along the world's x axis
     * @param toY from the vehicle to the point along the world's y axis
     * @param toZ from the vehicle to the point, up
     * @param velocityX velocity along the world's x axis
     * @param velocityY velocity along the world's y axis
     * @param velocityZ climb rate
     * @param leanX how far the body's z axis leans along the world's x axis
     * @param leanY how far the body's z axis leans along the world's y axis
     * @param heading how far the body's x axis points along the world's y axis
     * @param rateX roll rate
     * @param rateY pitch rate
     * @param rateZ yaw rate
     */
    public record Observation(
            @Unit("m") @Range(min = -2, max = 2) double toX,
            @Unit("m") @Range(min = -2, max = 2) double toY,
            @Unit("m") @Range(min = -2, max = 2) double toZ,
            @Unit("m/s") @Range(min = -3, max = 3) double velocityX,
            @Unit("m/s") @Range(min = -3, max = 3) double velocityY,
            @Unit("m/s") @Range(min = -3, max = 3) double velocityZ,
            @Unit("1") @Range(min = -1, max = 1) double leanX,
            @Unit("1") @Range(min = -1, max = 1) double leanY,
            @Unit("1") @Range(min = -1, max = 1) double heading,
            @Unit("rad/s") @Range(min = -5, max = 5) double rateX,
            @Unit("rad/s") @Range(min = -5, max = 5) double rateY,
            @Unit("rad/s") @Range(min = -5, max = 5) double rateZ) {}

    @Override
    public Plant<Quadrotor.State, Quadrotor.Input, Quadrotor.Parameters> plant() {
        return Quadrotor.plant();
    }

    @Override
    public Timing timing() {
        return Timing.of(0.02, 2, 6);
    }

    /** A start with everything within the given sizes of rest at the origin, the rotors at half thrust. */
    static Quadrotor.State near(Draw draw, double place, double speed, double tilt, double rate) {
        double x = draw.uniform(-tilt, tilt) / 2;
        double y = draw.uniform(-tilt, tilt) / 2;
        double z = draw.uniform(-tilt, tilt) / 2;
        double hover = Quadrotor.MAX_THRUST / 2;
        return new Quadrotor.State(
                new Quadrotor.Position(
                        draw.uniform(-place, place), draw.uniform(-place, place), draw.uniform(-place, place)),
                new Quadrotor.Velocity(
                        draw.uniform(-speed, speed), draw.uniform(-speed, speed), draw.uniform(-speed, speed)),
                new Quadrotor.Attitude(Math.sqrt(1 - x * x - y * y - z * z), x, y, z),
                new Quadrotor.BodyRate(draw.uniform(-rate, rate), draw.uniform(-rate, rate), draw.uniform(-rate, rate)),
                new Quadrotor.Thrust(hover, hover, hover, hover));
    }

    @Override
    public Quadrotor.Parameters parameters(Draw draw) {
        return new Quadrotor.Parameters(
                0.5 * draw.uniform(0.9, 1.1),
                0.0025 * draw.uniform(0.9, 1.1),
                0.0025 * draw.uniform(0.9, 1.1),
                0.0045 * draw.uniform(0.9, 1.1),
                0.17,
                0.0245,
                0.05,
                9.81);
    }

    @Override
    public Observation observe(
            Quadrotor.State x, Point r, Quadrotor.Input previous, Quadrotor.Parameters p, Draw draw) {
        return new Observation(
                r.x() - x.position().x() + draw.normal(0, 0.005),
                r.y() - x.position().y() + draw.normal(0, 0.005),
                r.z() - x.position().z() + draw.normal(0, 0.005),
                x.velocity().x() + draw.normal(0, 0.01),
                x.velocity().y() + draw.normal(0, 0.01),
                x.velocity().z() + draw.normal(0, 0.01),
                x.attitude().leanX(),
                x.attitude().leanY(),
                x.attitude().heading(),
                x.rate().x() + draw.normal(0, 0.02),
                x.rate().y() + draw.normal(0, 0.02),
                x.rate().z() + draw.normal(0, 0.02));
    }

    private static double squareDistance(Quadrotor.State s, Point r) {
        double x = s.position().x() - r.x();
        double y = s.position().y() - r.y();
        double z = s.position().z() - r.z();
        return x * x + y * y + z * z;
    }

    private static double squareSpeed(Quadrotor.Velocity v) {
        return v.x() * v.x() + v.y() * v.y() + v.z() * v.z();
    }

    @Override
    public double cost(
            Quadrotor.State x, Point r, Quadrotor.Input applied, Quadrotor.Input previous, Quadrotor.Parameters p) {
        Quadrotor.BodyRate w = x.rate();
        double turning = w.x() * w.x() + w.y() * w.y() + w.z() * w.z();
        double heading = x.attitude().heading();
        return 0.6 * Bounded.size(Math.sqrt(squareDistance(x, r)), 0.7)
                + 0.08 * Bounded.square(0.3 * squareSpeed(x.velocity()))
                + 0.12 * (1 - x.attitude().upright())
                + 0.08 * heading * heading
                + 0.1 * Bounded.square(0.1 * turning);
    }

    @Override
    public boolean failed(Quadrotor.State x, Point r, Quadrotor.Parameters p) {
        return x.attitude().upright() < 0 || squareDistance(x, r) > LOST * LOST;
    }

    @Override
    public double failureCost() {
        return 1;
    }

    @Override
    public boolean atGoal(Quadrotor.State x, Point r, Quadrotor.Parameters p) {
        return squareDistance(x, r) < near * near && squareSpeed(x.velocity()) < slow * slow;
    }

    @Override
    public double holdSeconds() {
        return 1;
    }
}
