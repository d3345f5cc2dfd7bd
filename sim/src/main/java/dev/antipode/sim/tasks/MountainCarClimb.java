package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.MountainCar;

/**
 * Drive a {@link MountainCar} out of the valley to the flag at 0.45.
 *
 * <p>Start and flag of Gymnasium's MountainCarContinuous-v0, where the episode ends at the flag. Here it goes on: success is to be
 * at or beyond the flag for the last ten of 300 steps, which a car that has passed the summit does at the end of the
 * track. The cost falls with the car's energy and is nothing but effort at the flag.
 */
public final class MountainCarClimb
        implements Task<
                MountainCar.State, MountainCar.Input, MountainCar.Parameters, None, MountainCarClimb.Observation> {
    private static final double FLAG = 0.45;

    /**
     * The whole state.
     *
     * @param position along the track
     * @param velocity to the right
     */
    public record Observation(
            @Unit("m") @Range(min = -1.2, max = 0.6) double position,
            @Unit("m/s") @Range(min = -0.07, max = 0.07) double velocity) {}

    /** Makes the task. */
    public MountainCarClimb() {}

    @Override
    public Plant<MountainCar.State, MountainCar.Input, MountainCar.Parameters> plant() {
        return new MountainCar();
    }

    @Override
    public Timing timing() {
        return Timing.of(1, 1, 300);
    }

    @Override
    public MountainCar.State initial(Draw draw) {
        return new MountainCar.State(draw.uniform(-0.6, -0.4), 0);
    }

    @Override
    public Observation observe(
            MountainCar.State x, None r, MountainCar.Input previous, MountainCar.Parameters p, Draw draw) {
        return new Observation(x.position(), x.velocity());
    }

    @Override
    public double cost(
            MountainCar.State x,
            None r,
            MountainCar.Input applied,
            MountainCar.Input previous,
            MountainCar.Parameters p) {
        // The slope's potential is slope / 3 sin(3 x): the energy is 0 at rest in the valley, 1 at rest on the summit.
        double energy = 0.5 * (1 + Math.sin(3 * x.position())) + 0.75 * x.velocity() * x.velocity() / p.slope();
        double missing = x.position() >= FLAG ? 0 : 1 - 0.7 * Math.min(energy, 1);
        return missing + 0.02 * applied.throttle() * applied.throttle();
    }

    @Override
    public double failureCost() {
        return 1.1;
    }

    @Override
    public boolean atGoal(MountainCar.State x, None r, MountainCar.Parameters p) {
        return x.position() >= FLAG;
    }

    @Override
    public double holdSeconds() {
        return 10;
    }
}
