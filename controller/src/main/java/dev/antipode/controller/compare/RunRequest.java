package dev.antipode.controller.compare;

import dev.antipode.controller.train.EstimatorChoice;

/**
 * One run of a comparison before it is done.
 *
 * @param number from 1
 * @param phase what it is for
 * @param estimator what it is trained with
 * @param trial number of its settings, from 0, the defaults
 * @param seed of all its random numbers
 * @param budgetSteps what it may cost
 */
public record RunRequest(
        int number, ComparedRun.Phase phase, EstimatorChoice estimator, int trial, long seed, long budgetSteps) {
    boolean is(ComparedRun run) {
        return run.phase() == phase
                && run.estimator().equals(estimator.toString())
                && run.seed() == seed
                // A result's trial follows from the tuning runs.
                && (phase == ComparedRun.Phase.RESULT || run.trial() == trial);
    }
}
