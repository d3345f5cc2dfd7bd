package dev.antipode.controller.train;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How one generation went.
 *
 * @param generation from 0
 * @param generations how many the run was configured for
 * @param centreCost mean cost of the unperturbed parameters on the generation's training episodes
 * @param populationMeanCost mean cost over all candidates
 * @param validationCost mean cost after the update on the validation set; empty in generations without validation
 * @param validationSuccess share of the validation set that reached the goal; empty in generations without validation
 * @param best whether this validation is the best so far
 * @param sigma the generation's standard deviation; the mean one where the estimator adapts one for each coordinate
 * @param learningRate the generation's step size
 * @param gradientScale root mean square of the raw gradient estimate
 * @param estimator which estimator made the update
 * @param failedEpisodes training episodes of this generation that were lost
 * @param nonFiniteEpisodes those of them that became non-finite
 * @param simulatorSteps control steps of live episodes since the start of the run, resumed parts included
 * @param gradientSteps those of them that were backpropagated
 * @param tangentSteps tangents times the steps that they rode along
 * @param variance of a coordinate of the estimate, mean over the coordinates; empty where the estimator has none
 * @param growth of perturbations over the backpropagated window; empty where the estimator has none
 * @param mixing what share of the estimate is of first order; empty where the estimator does not mix
 * @param nonFiniteGradients gradients that were left out because they were not finite
 * @param guard what the guard measured and decided; empty where none is at work
 * @param stepsPerSecond those of this generation per second
 * @param elapsedSeconds training time since the start of the run, resumed parts included
 * @param remainingSeconds expected time to the end, from the generations of this session so far
 */
public record GenerationReport(
        int generation,
        int generations,
        double centreCost,
        double populationMeanCost,
        OptionalDouble validationCost,
        OptionalDouble validationSuccess,
        boolean best,
        double sigma,
        double learningRate,
        double gradientScale,
        String estimator,
        long failedEpisodes,
        long nonFiniteEpisodes,
        long simulatorSteps,
        long gradientSteps,
        long tangentSteps,
        OptionalDouble variance,
        OptionalDouble growth,
        OptionalDouble mixing,
        long nonFiniteGradients,
        Optional<GuardReport> guard,
        double stepsPerSecond,
        double elapsedSeconds,
        double remainingSeconds) {}
