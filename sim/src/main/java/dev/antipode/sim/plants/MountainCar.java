package dev.antipode.sim.plants;

import dev.antipode.sim.Default;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * A car in a valley whose engine is weaker than the slope.
 *
 * <p>Source: Gymnasium's MountainCarContinuous-v0 (after Moore, "Efficient memory-based learning for robot control", PhD
 * thesis, Cambridge, 1990): equation, constants, clamps in this order, and a left wall that stops the car. Gymnasium
 * keeps the state in single precision. A map; one step counts as one second.
 *
 * <pre>
 *   v[k+1] = clamp(v[k] + power u - 0.0025 cos(3 x[k]), -0.07, 0.07)
 *   x[k+1] = clamp(x[k] + v[k+1], -1.2, 0.6);   v[k+1] = 0 at the left wall if it points left
 * </pre>
 */
public final class MountainCar implements Plant<MountainCar.State, MountainCar.Input, MountainCar.Parameters> {
    private static final double MAX_SPEED = 0.07;
    private static final double LEFT_WALL = -1.2;
    private static final double RIGHT_END = 0.6;

    /**
     * Where the car is.
     *
     * @param position along the track; the valley's bottom is at -pi/6, the right summit at pi/6
     * @param velocity to the right
     */
    public record State(
            @Unit("m") @Range(min = LEFT_WALL, max = RIGHT_END)
            double position,

            @Unit("m/s") @Range(min = -MAX_SPEED, max = MAX_SPEED)
            double velocity) {}

    /**
     * The engine.
     *
     * @param throttle to the right, as a fraction of its power
     */
    public record Input(@Unit("1") @Range(min = -1, max = 1) double throttle) {}

    /**
     * The constants.
     *
     * @param power velocity gained in a step at full throttle
     * @param slope velocity gained in a step where the valley is steepest
     */
    public record Parameters(
            @Unit("m/s") @Default(0.0015) double power,
            @Unit("m/s") @Default(0.0025) double slope) {}

    /** Makes the plant. */
    public MountainCar() {}

    @Override
    public double period() {
        return 1;
    }

    @Override
    public State next(State s, Input u, Parameters p) {
        double gain = u.throttle() * p.power() - p.slope() * Math.cos(3 * s.position());
        double velocity = Math.clamp(s.velocity() + gain, -MAX_SPEED, MAX_SPEED);
        double position = Math.clamp(s.position() + velocity, LEFT_WALL, RIGHT_END);
        boolean intoWall = position <= LEFT_WALL && velocity < 0;
        return new State(position, intoWall ? 0 : velocity);
    }
}
