package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.plants.Quadrotor;

/**
 * Fly a quadrotor to a point and stay there.
 *
 * <p>Start: near rest at the origin; the point is up to 1.5 m away along each axis. Success: within 0.25 m of the point and slower than
 * 0.5 m/s for the last of six seconds.
 */
public final class QuadrotorGoTo extends QuadrotorFlight {
    /** Makes the task. */
    public QuadrotorGoTo() {
        super(0.25, 0.5);
    }

    @Override
    public Quadrotor.State initial(Draw draw) {
        return near(draw, 0.05, 0.1, 0.1, 0.1);
    }

    @Override
    public Point reference(double time, Draw draw) {
        return new Point(draw.uniform(-1.5, 1.5), draw.uniform(-1.5, 1.5), draw.uniform(-1.5, 1.5));
    }
}
