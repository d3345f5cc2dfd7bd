package dev.antipode.controller.report;

import dev.antipode.controller.train.GuardReport;
import java.util.Optional;

/**
 * One generation on the learning curve.
 *
 * @param generation from 0
 * @param centreCost mean cost of the unperturbed parameters on the generation's training episodes
 * @param populationMeanCost mean cost of the perturbed candidates
 * @param validationCost mean cost on the validation episodes, or NaN where the generation was not validated
 * @param gradientScale root mean square of the raw gradient estimate
 * @param mixing what share of the estimate was of first order, or NaN where the estimator does not mix
 * @param guard what the guard measured and decided; empty where none was at work
 */
public record LearningPoint(
        long generation,
        double centreCost,
        double populationMeanCost,
        double validationCost,
        double gradientScale,
        double mixing,
        Optional<GuardReport> guard) {}
