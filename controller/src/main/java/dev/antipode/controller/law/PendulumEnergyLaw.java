package dev.antipode.controller.law;

import dev.antipode.sim.Default;
import dev.antipode.sim.None;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.Pendulum;
import dev.antipode.sim.tasks.PendulumSwingUp;

/**
 * Swings a pendulum up by its energy and catches it near the top: the torque follows the lack of energy in the direction of the
 * motion, and within the catching angle a linear law takes over.
 *
 * <p>Source: Åström and Furuta, "Swinging up a pendulum by energy control", Automatica 36 (2000), section 3, equation 8,
 * with a torque in place of the pivot's acceleration.
 */
public final class PendulumEnergyLaw
        implements ControlLaw<PendulumSwingUp.Observation, Pendulum.Input, PendulumEnergyLaw.Gains, None> {
    private static final double MAX_TORQUE = 2;
    /** Of the rod at rest upright the energy is 1; a rate of 1 rad/s adds l / (3 g) for a length of 1 m. */
    private static final double KINETIC = 1.0 / 30;

    /**
     * The gains.
     *
     * @param pump torque for a lack of energy of half the rod's weight times its length
     * @param angle torque against the angle while catching
     * @param rate torque against the rate while catching
     * @param catching angle from upright within which the pendulum is caught
     */
    public record Gains(
            @Unit("N*m") @Default(2) @Range(min = 0, max = 20)
            double pump,

            @Unit("N*m/rad") @Default(8) @Range(min = 0, max = 40)
            double angle,

            @Unit("N*m*s/rad") @Default(1) @Range(min = 0, max = 20)
            double rate,

            @Unit("rad") @Default(0.2) @Range(min = 0.05, max = 1)
            double catching) {}

    /** Makes the law. */
    public PendulumEnergyLaw() {}

    @Override
    public Pendulum.Input command(PendulumSwingUp.Observation o, None memory, Gains gains) {
        double angle = Math.atan2(o.sinTheta(), o.cosTheta());
        double torque;
        if (Math.abs(angle) < gains.catching()) {
            torque = -gains.angle() * angle - gains.rate() * o.thetaDot();
        } else {
            double lack = 1 - (o.cosTheta() + KINETIC * o.thetaDot() * o.thetaDot());
            double direction = o.thetaDot() >= 0 ? 1 : -1;
            torque = gains.pump() * lack * direction;
        }
        return new Pendulum.Input(Math.clamp(torque, -MAX_TORQUE, MAX_TORQUE));
    }
}
