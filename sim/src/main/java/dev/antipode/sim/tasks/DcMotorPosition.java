package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.DcMotor;

/**
 * Turn the shaft of a {@link DcMotor} to an angle, then to another.
 *
 * <p>Both angles are up to half a turn either way; the second is asked for after one second. Inertia, friction and resistance differ
 * from episode to episode. Success: within 0.05 rad and slower than 1 rad/s for the last half of two seconds' second half.
 */
public final class DcMotorPosition
        implements Task<
                DcMotor.State,
                DcMotor.Input,
                DcMotor.Parameters,
                DcMotorPosition.Setpoint,
                DcMotorPosition.Observation> {
    private static final double NEAR = 0.05;
    private static final double SLOW = 1;

    /**
     * The wanted angle.
     *
     * @param angle of the shaft
     */
    public record Setpoint(
            @Unit("rad") @Range(min = -Math.PI, max = Math.PI)
            double angle) {}

    /**
     * What the encoder gives, with a little noise.
     *
     * @param error from the shaft's angle to the wanted one
     * @param speed of the shaft
     */
    public record Observation(
            @Unit("rad") @Range(min = -2, max = 2) double error,
            @Unit("rad/s") @Range(min = -50, max = 50) double speed) {}

    /** Makes the task. */
    public DcMotorPosition() {}

    @Override
    public Plant<DcMotor.State, DcMotor.Input, DcMotor.Parameters> plant() {
        return DcMotor.plant();
    }

    @Override
    public Timing timing() {
        return Timing.of(0.01, 5, 2);
    }

    @Override
    public DcMotor.State initial(Draw draw) {
        return new DcMotor.State(0, 0, draw.uniform(-0.1, 0.1));
    }

    @Override
    public DcMotor.Parameters parameters(Draw draw) {
        return new DcMotor.Parameters(
                draw.uniform(1.8, 2.2), 0.005, 0.05, draw.uniform(1e-4, 3e-4), draw.uniform(5e-5, 2e-4));
    }

    @Override
    public Setpoint reference(double time, Draw draw) {
        double first = draw.uniform(-Math.PI, Math.PI);
        double second = draw.uniform(-Math.PI, Math.PI);
        // Half a period early, so that rounding of the clock cannot move the step.
        return new Setpoint(time < 0.995 ? first : second);
    }

    @Override
    public Observation observe(DcMotor.State x, Setpoint r, DcMotor.Input previous, DcMotor.Parameters p, Draw draw) {
        return new Observation(r.angle() - x.angle() + draw.normal(0, 0.001), x.speed() + draw.normal(0, 0.1));
    }

    @Override
    public double cost(
            DcMotor.State x, Setpoint r, DcMotor.Input applied, DcMotor.Input previous, DcMotor.Parameters p) {
        double effort = applied.voltage() / 24;
        return 0.96 * Bounded.size(x.angle() - r.angle(), 0.3)
                + 0.02 * Bounded.square(0.01 * x.speed() * x.speed())
                + 0.02 * effort * effort;
    }

    @Override
    public double failureCost() {
        return 1;
    }

    @Override
    public boolean atGoal(DcMotor.State x, Setpoint r, DcMotor.Parameters p) {
        return Math.abs(x.angle() - r.angle()) < NEAR && Math.abs(x.speed()) < SLOW;
    }

    @Override
    public double holdSeconds() {
        return 0.5;
    }
}
