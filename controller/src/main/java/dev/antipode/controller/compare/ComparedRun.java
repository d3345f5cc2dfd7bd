package dev.antipode.controller.compare;

import java.util.List;
import java.util.Map;

/**
 * One finished run of a comparison.
 *
 * @param phase what it was for
 * @param estimator as {@code EstimatorChoice} writes it
 * @param trial number of the settings that it was run with, from 0, the defaults
 * @param seed of all its random numbers
 * @param learningRate schedule of the learning rate
 * @param sigma schedule of the standard deviation of perturbations
 * @param end how it ended
 * @param generations how many it made
 * @param cost in plain control steps
 * @param simulatorSteps control steps of live episodes
 * @param gradientSteps those of them that were backpropagated through
 * @param tangentSteps those of them that a tangent rode along
 * @param seconds training time
 * @param validationCost mean cost on the validation set of the parameters that were kept
 * @param validationSuccess share of the validation set that succeeds with them
 * @param test how they do on test episodes; all numbers are 0 in the tuning phase
 * @param costToTarget cost of the first validation at the target, or infinity
 * @param secondsToTarget training time of the first validation at the target, or infinity
 * @param memoryBytes the plan's total
 * @param updates how many were made by which estimator, or after which decision of a guard
 * @param curve the validations in order; none of a tuning run
 */
public record ComparedRun(
        Phase phase,
        String estimator,
        int trial,
        long seed,
        String learningRate,
        String sigma,
        End end,
        int generations,
        double cost,
        long simulatorSteps,
        long gradientSteps,
        long tangentSteps,
        double seconds,
        double validationCost,
        double validationSuccess,
        Tested test,
        double costToTarget,
        double secondsToTarget,
        long memoryBytes,
        Map<String, Long> updates,
        List<CurvePoint> curve) {
    /** What a run was for. */
    public enum Phase {
        /** To choose settings by. */
        TUNING,
        /** To compare. */
        RESULT
    }

    /** How a run ended. */
    public enum End {
        /** Its budget is used up. */
        BUDGET,
        /** It could not go on: every episode of a generation became non-finite. */
        DIVERGED
    }

    /**
     * How a run's parameters do on test episodes.
     *
     * @param episodes how many
     * @param successes how many reached the goal and held it
     * @param meanCost mean cost of an episode
     * @param failed episodes that were lost
     */
    public record Tested(int episodes, int successes, double meanCost, int failed) {
        /** Not tested. */
        static final Tested NOT = new Tested(0, 0, 0, 0);

        /**
         * The success rate.
         *
         * @return a fraction from 0 to 1
         */
        public double success() {
            return episodes == 0 ? 0 : (double) successes / episodes;
        }
    }

    /** Copies the collections. */
    public ComparedRun {
        updates = Map.copyOf(updates);
        curve = List.copyOf(curve);
    }

    /**
     * The best validation up to a time.
     *
     * @param limitSeconds the time
     * @return the point, or null where nothing had been validated
     */
    public CurvePoint bestUntil(double limitSeconds) {
        CurvePoint best = null;
        for (CurvePoint point : curve) {
            if (point.seconds() <= limitSeconds && point.betterThan(best)) {
                best = point;
            }
        }
        return best;
    }
}
