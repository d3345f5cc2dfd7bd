package dev.antipode.controller.law;

import dev.antipode.sim.Default;

/**
 * A PID law with a filtered derivative and an integral that stops while the effort is saturated. A user's law extends it and says
 * what the error is and where the effort goes.
 *
 * <p>Source: Åström and Murray, "Feedback Systems" (2nd ed., 2021), section 11.5, equation 11.13, with conditional integration for the
 * anti-windup of section 11.4.
 *
 * @param <O> the observation
 * @param <U> the input
 */
public abstract class Pid<O extends Record, U extends Record> implements ControlLaw<O, U, Pid.Gains, Pid.Memory> {
    private final double limit;
    private final double filterSeconds;

    /**
     * The gains, for an error and an effort of about unit size.
     *
     * @param proportional effort per error
     * @param integral effort per error and second
     * @param derivative effort per error rate
     */
    public record Gains(@Default(1) double proportional, double integral, double derivative) {}

    /**
     * What is remembered.
     *
     * @param integral of the error over time
     * @param filtered the error behind a first-order filter
     * @param running 0 in the first step, then 1: the filter starts at the first error, without a kick
     */
    public record Memory(double integral, double filtered, double running) {}

    /**
     * Makes a law.
     *
     * @param limit the greatest effort of either sign, above 0
     * @param filterSeconds time constant of the derivative's filter, at least one control period
     */
    protected Pid(double limit, double filterSeconds) {
        if (!(limit > 0) || !(filterSeconds > 0)) {
            throw new IllegalArgumentException(
                    "limit " + limit + " and filter " + filterSeconds + " s of a PID law must be above 0");
        }
        this.limit = limit;
        this.filterSeconds = filterSeconds;
    }

    /**
     * What should become zero.
     *
     * @param observation what is seen
     * @return set point minus measurement
     */
    protected abstract double error(O observation);

    /**
     * Where the effort goes.
     *
     * @param effort from {@code -limit} to {@code limit}
     * @return the command
     */
    protected abstract U input(double effort);

    @Override
    public final U command(O observation, Memory memory, Gains gains) {
        return input(Math.clamp(effort(observation, memory, gains), -limit, limit));
    }

    private double effort(O observation, Memory memory, Gains gains) {
        double error = error(observation);
        double rate = memory.running() > 0 ? (error - memory.filtered()) / filterSeconds : 0;
        return gains.proportional() * error + gains.integral() * memory.integral() + gains.derivative() * rate;
    }

    @Override
    public final Memory next(O observation, Memory memory, Gains gains, U command, double periodSeconds) {
        double error = error(observation);
        double effort = effort(observation, memory, gains);
        boolean winding = Math.abs(effort) > limit && effort * gains.integral() * error > 0;
        double integral = winding ? memory.integral() : memory.integral() + error * periodSeconds;
        double share = Math.min(1, periodSeconds / filterSeconds);
        double filtered = memory.running() > 0 ? memory.filtered() + share * (error - memory.filtered()) : error;
        return new Memory(integral, filtered, 1);
    }
}
