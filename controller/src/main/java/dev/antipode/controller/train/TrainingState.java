package dev.antipode.controller.train;

import dev.antipode.core.kernel.Arithmetic;

/**
 * Everything that a run needs to go on exactly as if it had not been interrupted. Immutable by convention: the arrays
 * belong to the state and must not be modified. Numbers of an F32 run are exact as doubles.
 *
 * @param settings what decides the bits
 * @param task the task's name
 * @param taskFingerprint of plant, clock and every method of the task
 * @param policy the policy's text
 * @param policyFingerprint of the policy's kind and shape
 * @param arithmetic fused or unfused
 * @param generation the next generation, from 0
 * @param update the number of the last update of the optimizer
 * @param validated how many generations were done at the last validation; -1 before the first
 * @param simulatorSteps control steps so far
 * @param gradientSteps those of them that were backpropagated
 * @param tangentSteps tangents times the steps that they rode along
 * @param elapsedSeconds training time so far
 * @param theta the parameters
 * @param firstMoment the optimizer's first moments
 * @param secondMoment the optimizer's second moments
 * @param statistics running statistics of the observations: count, then means, then sums of squared distances; empty where
 *     observations are scaled by their ranges
 * @param estimator what the estimator carries from one estimate to the next; often empty
 * @param best the best parameters so far
 */
public record TrainingState(
        LearningSettings settings,
        String task,
        String taskFingerprint,
        String policy,
        String policyFingerprint,
        Arithmetic arithmetic,
        int generation,
        int update,
        int validated,
        long simulatorSteps,
        long gradientSteps,
        long tangentSteps,
        double elapsedSeconds,
        double[] theta,
        double[] firstMoment,
        double[] secondMoment,
        double[] statistics,
        double[] estimator,
        Best best) {
    /**
     * The parameters that did best on the validation set so far, which are what a run saves.
     *
     * @param generation the generation after whose update they were validated; -1 for the initial parameters
     * @param validationCost their mean cost
     * @param validationSuccess the share of the set that reached the goal
     * @param theta the parameters
     * @param centre subtracted from each observation
     * @param scale multiplied by afterwards
     */
    public record Best(
            int generation,
            double validationCost,
            double validationSuccess,
            double[] theta,
            double[] centre,
            double[] scale) {}

    /**
     * The same state with other best parameters.
     *
     * @param other the best parameters
     * @return a state that shares the arrays of this one
     */
    public TrainingState withBest(Best other) {
        return new TrainingState(
                settings,
                task,
                taskFingerprint,
                policy,
                policyFingerprint,
                arithmetic,
                generation,
                update,
                validated,
                simulatorSteps,
                gradientSteps,
                tangentSteps,
                elapsedSeconds,
                theta,
                firstMoment,
                secondMoment,
                statistics,
                estimator,
                other);
    }
}
