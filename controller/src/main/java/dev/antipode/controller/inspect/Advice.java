package dev.antipode.controller.inspect;

import dev.antipode.sim.Signal;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How long gradients through a loop can be trusted, read from the measured growth alone: an exponent of zero does not rule out
 * growth, and a negative one not that perturbations grow for a while.
 *
 * @param factor the growth that is permitted
 * @param longestHorizon the longest horizon in steps up to which growth stayed within it
 * @param sentence what to do
 */
public record Advice(double factor, int longestHorizon, String sentence) {
    /**
     * Reads the curve.
     *
     * @param growth what was measured
     * @param factor the permitted growth, at least 1
     * @param stepSeconds the time of a step
     * @return the advice
     * @throws IllegalArgumentException if the factor is below 1 or not finite
     */
    public static Advice of(Growth growth, double factor, double stepSeconds) {
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException(
                    "a growth by a factor of " + factor + " cannot be permitted; give 1 or more, such as 10");
        }
        double limit = StrictMath.log(factor);
        double[] curve = growth.logAmplification();
        int longest = 0;
        while (longest + 1 < curve.length && curve[longest + 1] <= limit) {
            longest++;
        }
        int measured = growth.measured();
        String within = "by no more than a factor of " + text(factor);
        String steps = steps(longest, stepSeconds);
        String sentence;
        if (measured == 0) {
            sentence = "All trajectories were lost in their first step, so nothing can be said about gradients";
        } else if (longest == curve.length - 1) {
            sentence = "Perturbations grow " + within + " over the whole horizon of " + steps
                    + ": gradients can be taken through all of it";
        } else if (longest == measured) {
            sentence = "Perturbations grow " + within + " over the " + steps
                    + " that the longest trajectory lasted: gradients can be taken through these, and nothing is known beyond";
        } else if (longest == 0) {
            sentence = "Perturbations grow by more than a factor of " + text(factor)
                    + " within the first step: take no gradients through this loop, train with evolution strategies";
        } else {
            sentence = "Perturbations grow by more than a factor of " + text(factor) + " beyond " + steps
                    + ": cut gradients off after at most that many, or train with evolution strategies";
        }
        return new Advice(factor, longest, sentence + lost(growth) + ".");
    }

    /**
     * For a loop with an input that moves in steps, whatever grows in it.
     *
     * @param growth what was measured
     * @param factor the permitted growth
     * @param input one with levels
     * @return the advice to take no gradients
     */
    static Advice stepped(Growth growth, double factor, Signal input) {
        return new Advice(
                factor,
                0,
                "Input '" + input.name() + "' has the levels " + input.levelsText()
                        + ", between which the cost has no slope: take no gradients through this loop, train with evolution"
                        + " strategies" + lost(growth) + ".");
    }

    private static String lost(Growth growth) {
        return growth.lost() == 0
                ? ""
                : "; " + growth.lost() + " of " + growth.trajectories()
                        + " trajectories failed, the first in step " + growth.firstLost()
                        + ", and were left out from then on";
    }

    private static String steps(int count, double stepSeconds) {
        return count + (count == 1 ? " step (" : " steps (") + text(count * stepSeconds) + " s)";
    }

    private static String text(double value) {
        return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
