package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.plants.Quadrotor;

/**
 * Catch a quadrotor that was let go tilted and moving, and hover at the origin.
 *
 * <p>Start: within 0.3 m, 0.5 m/s, 0.3 rad and 0.5 rad/s on each axis. Success: within 0.15 m of the origin and slower than 0.3 m/s for the
 * last of six seconds.
 */
public final class QuadrotorHover extends QuadrotorFlight {
    /** Makes the task. */
    public QuadrotorHover() {
        super(0.15, 0.3);
    }

    @Override
    public Quadrotor.State initial(Draw draw) {
        return near(draw, 0.3, 0.5, 0.3, 0.5);
    }

    @Override
    public Point reference(double time, Draw draw) {
        return new Point(0, 0, 0);
    }
}
