package dev.antipode.controller.inspect;

import dev.antipode.controller.train.ExecutionSettings;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What to measure. Immutable; each {@code with} method gives a copy.
 *
 * @param seed of episodes, tangents and perturbations
 * @param horizon steps to look at; empty for a task's own, or {@value #PLANT_HORIZON} of a plant
 * @param step whose eigenvalues are wanted, from 0; empty for the middle of the first trajectory
 * @param exponents how many Lyapunov exponents; empty for at most {@value #MOST_EXPONENTS}
 * @param episodes that a closed loop's exponents are measured over, at least 2
 * @param seconds that each trajectory of a plant is followed for its exponents; empty for {@value #PLANT_STEPS} steps
 * @param factor by which perturbations may grow, at least 1
 * @param sigma standard deviation of the gradients' perturbations; empty for the one that training starts with
 * @param samples of gradients, at least 2
 * @param execution arithmetic mode, kernels and budget; one thread is used, and tiles of 16 lanes
 */
public record InspectionOptions(
        long seed,
        OptionalInt horizon,
        OptionalInt step,
        OptionalInt exponents,
        int episodes,
        OptionalDouble seconds,
        double factor,
        OptionalDouble sigma,
        int samples,
        ExecutionSettings execution) {
    static final int PLANT_HORIZON = 1000;
    static final int PLANT_STEPS = 20_000;
    static final int MOST_EXPONENTS = 8;
    private static final double MOST_STEPS = 1e9;

    /** Checks what does not depend on what is inspected. */
    public InspectionOptions {
        if (episodes < 2) {
            throw new IllegalArgumentException(
                    "exponents over " + episodes + " episodes have no standard error; give 2 or more");
        }
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException(
                    "a growth by a factor of " + factor + " cannot be permitted; give 1 or more, such as 10");
        }
        if (samples < 2) {
            throw new IllegalArgumentException("samples " + samples + " have no variance; give 2 or more, such as 32");
        }
        if (sigma.isPresent() && !(sigma.getAsDouble() > 0 && sigma.getAsDouble() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("sigma " + sigma.getAsDouble() + " must be above 0, such as 0.1");
        }
        if (seconds.isPresent() && !(seconds.getAsDouble() > 0)) {
            throw new IllegalArgumentException(seconds.getAsDouble() + " seconds must be above 0");
        }
    }

    /**
     * What suits most.
     *
     * @return seed 1, factor 10, 64 episodes, 32 samples
     */
    public static InspectionOptions defaults() {
        return new InspectionOptions(
                1,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                64,
                OptionalDouble.empty(),
                10,
                OptionalDouble.empty(),
                32,
                ExecutionSettings.defaults());
    }

    /**
     * The same with another horizon.
     *
     * @param steps at least 1; of a task at most its own
     * @return a copy
     */
    public InspectionOptions withHorizon(int steps) {
        return new InspectionOptions(
                seed, OptionalInt.of(steps), step, exponents, episodes, seconds, factor, sigma, samples, execution);
    }

    /**
     * The same with other samples of gradients.
     *
     * @param count at least 2
     * @param deviation of the perturbations, above 0
     * @return a copy
     */
    public InspectionOptions withSamples(int count, double deviation) {
        return new InspectionOptions(
                seed,
                horizon,
                step,
                exponents,
                episodes,
                seconds,
                factor,
                OptionalDouble.of(deviation),
                count,
                execution);
    }

    /**
     * The same with another use of the device.
     *
     * @param value arithmetic mode, kernels and budget
     * @return a copy
     */
    public InspectionOptions withExecution(ExecutionSettings value) {
        return new InspectionOptions(seed, horizon, step, exponents, episodes, seconds, factor, sigma, samples, value);
    }

    int horizon(int most, int usual, String name) {
        int steps = horizon.orElse(usual);
        if (steps < 1 || steps > most) {
            throw new IllegalArgumentException("a horizon of " + steps + " steps is not between 1 and the " + most
                    + " steps of '" + name + "'; give one that is");
        }
        if (step.isPresent() && (step.getAsInt() < 0 || step.getAsInt() >= steps)) {
            throw new IllegalArgumentException("step " + step.getAsInt() + " is not between 0 and " + (steps - 1)
                    + ", the last of the horizon; give one that is");
        }
        return steps;
    }

    int exponents(int size, String name) {
        int count = exponents.orElse(Math.min(size, MOST_EXPONENTS));
        if (count < 1 || count > size) {
            throw new IllegalArgumentException(count + " exponents of '" + name
                    + "' cannot be measured: give from 1 to " + size + ", the numbers of its state");
        }
        return count;
    }

    long plantSteps(double stepSeconds) {
        double steps = Math.rint(seconds.orElse(PLANT_STEPS * stepSeconds) / stepSeconds);
        if (!(steps >= 1 && steps <= MOST_STEPS)) {
            throw new IllegalArgumentException(seconds.orElse(Double.NaN) + " seconds of " + stepSeconds + " s are "
                    + steps + " steps; give from 1 to " + (long) MOST_STEPS + " steps");
        }
        return (long) steps;
    }
}
