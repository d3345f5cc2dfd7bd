package dev.antipode.controller.hil.train;

import dev.antipode.sim.Draw;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.plants.DcMotor;
import dev.antipode.sim.tasks.DcMotorPosition;
import dev.antipode.sim.tasks.DcMotorPosition.Observation;
import dev.antipode.sim.tasks.DcMotorPosition.Setpoint;

/** The task {@code dc-motor} with episodes of a fifth of a second, for runs by the clock. */
final class ShortMotor implements Task<DcMotor.State, DcMotor.Input, DcMotor.Parameters, Setpoint, Observation> {
    private final DcMotorPosition task = new DcMotorPosition();

    @Override
    public Plant<DcMotor.State, DcMotor.Input, DcMotor.Parameters> plant() {
        return task.plant();
    }

    @Override
    public Timing timing() {
        return Timing.of(0.01, 5, 0.2);
    }

    @Override
    public DcMotor.State initial(Draw draw) {
        return task.initial(draw);
    }

    @Override
    public DcMotor.Parameters parameters(Draw draw) {
        return task.parameters(draw);
    }

    @Override
    public Setpoint reference(double time, Draw draw) {
        return task.reference(time, draw);
    }

    @Override
    public Observation observe(DcMotor.State x, Setpoint r, DcMotor.Input previous, DcMotor.Parameters p, Draw draw) {
        return task.observe(x, r, previous, p, draw);
    }

    @Override
    public double cost(
            DcMotor.State x, Setpoint r, DcMotor.Input applied, DcMotor.Input previous, DcMotor.Parameters p) {
        return task.cost(x, r, applied, previous, p);
    }

    @Override
    public double failureCost() {
        return task.failureCost();
    }

    @Override
    public boolean atGoal(DcMotor.State x, Setpoint r, DcMotor.Parameters p) {
        return task.atGoal(x, r, p);
    }

    @Override
    public double holdSeconds() {
        return 0.1;
    }
}
