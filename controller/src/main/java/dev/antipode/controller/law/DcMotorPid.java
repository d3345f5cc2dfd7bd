package dev.antipode.controller.law;

import dev.antipode.sim.plants.DcMotor;
import dev.antipode.sim.tasks.DcMotorPosition;

/** A PID law for the shaft of a {@link DcMotor}: the effort is the armature's voltage. */
public final class DcMotorPid extends Pid<DcMotorPosition.Observation, DcMotor.Input> {
    private static final double MAX_VOLTAGE = 24;
    private static final double FILTER_SECONDS = 0.02;

    /** Makes the law. */
    public DcMotorPid() {
        super(MAX_VOLTAGE, FILTER_SECONDS);
    }

    @Override
    protected double error(DcMotorPosition.Observation o) {
        return o.error();
    }

    @Override
    protected DcMotor.Input input(double effort) {
        return new DcMotor.Input(effort);
    }
}
