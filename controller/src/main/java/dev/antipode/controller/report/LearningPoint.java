package dev.antipode.controller.report;

/**
 * One generation on the learning curve.
 *
 * @param generation from 1
 * @param centreCost mean cost of the unperturbed parameters on the generation's training episodes
 * @param populationMeanCost mean cost of the perturbed candidates
 * @param validationCost mean cost on the validation episodes, or NaN where the generation was not validated
 */
public record LearningPoint(long generation, double centreCost, double populationMeanCost, double validationCost) {}
