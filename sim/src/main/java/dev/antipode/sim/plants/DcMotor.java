package dev.antipode.sim.plants;

import dev.antipode.sim.Default;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * A brushed direct-current motor that turns a load.
 *
 * <p>Source: Franklin, Powell, Emami-Naeini, "Feedback Control of Dynamic Systems", chapter 2, modelling a DC motor; the
 * default constants are those of a small 24 V servo motor.
 *
 * <pre>
 *   L i'     = V - R i - K omega
 *   J omega' = K i - b omega
 *   theta'   = omega
 * </pre>
 */
public final class DcMotor implements Dynamics<DcMotor.State, DcMotor.Input, DcMotor.Parameters> {
    /**
     * What the motor does.
     *
     * @param current in the armature
     * @param speed of the shaft
     * @param angle of the shaft; not wrapped
     */
    public record State(
            @Unit("A") @Range(min = -12, max = 12) double current,
            @Unit("rad/s") @Range(min = -100, max = 100) double speed,

            @Unit("rad") @Range(min = -2 * Math.PI, max = 2 * Math.PI)
            double angle) {}

    /**
     * The drive.
     *
     * @param voltage across the armature
     */
    public record Input(
            @Unit("V") @Range(min = -24, max = 24) double voltage) {}

    /**
     * The constants.
     *
     * @param resistance of the armature, R
     * @param inductance of the armature, L
     * @param torqueConstant torque per current and voltage per speed, K
     * @param inertia of shaft and load, J
     * @param friction drag torque per speed, b
     */
    public record Parameters(
            @Unit("Ohm") @Default(2) @Range(min = 0, max = Physical.ANY)
            double resistance,

            @Unit("H") @Default(0.005) @Range(min = Physical.LEAST, max = Physical.ANY)
            double inductance,

            @Unit("N*m/A") @Default(0.05) double torqueConstant,

            @Unit("kg*m^2") @Default(2e-4) @Range(min = Physical.LEAST, max = Physical.ANY)
            double inertia,

            @Unit("N*m*s/rad") @Default(1e-4) double friction) {}

    /** Makes the dynamics. */
    public DcMotor() {}

    /**
     * The plant with an accurate integrator.
     *
     * @return fourth-order Runge-Kutta, 0.001 s
     */
    public static IntegratedPlant<State, Input, Parameters> plant() {
        return Integrator.RK4.plant(new DcMotor(), 0.001);
    }

    @Override
    public State derivative(State s, Input u, Parameters p) {
        return new State(
                (u.voltage() - p.resistance() * s.current() - p.torqueConstant() * s.speed()) / p.inductance(),
                (p.torqueConstant() * s.current() - p.friction() * s.speed()) / p.inertia(),
                s.speed());
    }
}
