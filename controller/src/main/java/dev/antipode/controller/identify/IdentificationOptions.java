package dev.antipode.controller.identify;

import dev.antipode.core.kernel.Arithmetic;
import java.util.List;
import java.util.Map;

/**
 * How to identify.
 *
 * @param fit the parameters to fit, by name; empty for all
 * @param parameters values of parameters that differ from their defaults: where fits start, or what is held
 * @param longestDelay the longest delay of the inputs that is tried, in steps of the plant, at least 0
 * @param heldOut the fraction of the log that is not fitted but predicted, from 0 to 0.9
 * @param starts points from which the search begins, at least 1
 * @param longestRun the most rows of a free run, at least 2; longer episodes are cut, each piece with an initial state of its own
 * @param seed of the random starts
 * @param arithmetic fused or unfused
 * @param budgetBytes the most memory
 */
public record IdentificationOptions(
        List<String> fit,
        Map<String, Double> parameters,
        int longestDelay,
        double heldOut,
        int starts,
        int longestRun,
        long seed,
        Arithmetic arithmetic,
        long budgetBytes) {
    private static final int STARTS = 8;
    private static final double HELD_OUT = 0.25;
    private static final double MOST_HELD_OUT = 0.9;

    /** Checks the values. */
    public IdentificationOptions {
        fit = List.copyOf(fit);
        parameters = Map.copyOf(parameters);
        if (longestDelay < 0) {
            throw new IllegalArgumentException("a longest delay of " + longestDelay + " steps must be at least 0");
        }
        if (!(heldOut >= 0 && heldOut <= MOST_HELD_OUT)) {
            throw new IllegalArgumentException(
                    "a held-out fraction of " + heldOut + " must be from 0 to " + MOST_HELD_OUT);
        }
        if (starts < 1) {
            throw new IllegalArgumentException(starts + " starts: give at least 1");
        }
        if (longestRun < 2) {
            throw new IllegalArgumentException("free runs of " + longestRun + " rows: give at least 2");
        }
    }

    /**
     * All parameters, no delay, a quarter held out.
     *
     * @return the defaults
     */
    public static IdentificationOptions defaults() {
        return new IdentificationOptions(
                List.of(), Map.of(), 0, HELD_OUT, STARTS, Integer.MAX_VALUE, 1, Arithmetic.FUSED, Long.MAX_VALUE);
    }

    /**
     * Other parameters to fit.
     *
     * @param names of parameters
     * @return options like these
     */
    public IdentificationOptions withFit(String... names) {
        return new IdentificationOptions(
                List.of(names), parameters, longestDelay, heldOut, starts, longestRun, seed, arithmetic, budgetBytes);
    }

    /**
     * Another longest delay.
     *
     * @param steps of the plant
     * @return options like these
     */
    public IdentificationOptions withLongestDelay(int steps) {
        return new IdentificationOptions(
                fit, parameters, steps, heldOut, starts, longestRun, seed, arithmetic, budgetBytes);
    }

    /**
     * Other values of parameters.
     *
     * @param values by name
     * @return options like these
     */
    public IdentificationOptions withParameters(Map<String, Double> values) {
        return new IdentificationOptions(
                fit, values, longestDelay, heldOut, starts, longestRun, seed, arithmetic, budgetBytes);
    }

    /**
     * Another number of starts.
     *
     * @param count at least 1
     * @return options like these
     */
    public IdentificationOptions withStarts(int count) {
        return new IdentificationOptions(
                fit, parameters, longestDelay, heldOut, count, longestRun, seed, arithmetic, budgetBytes);
    }
}
