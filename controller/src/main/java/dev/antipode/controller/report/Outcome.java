package dev.antipode.controller.report;

/**
 * How the trained controller did on the test episodes.
 *
 * @param episodes the number of test episodes
 * @param success the fraction that reached and held the goal
 * @param successLow lower end of its exact 95 % interval
 * @param successHigh upper end of the interval
 * @param meanCost mean cost of an episode
 * @param failed the number of failed episodes
 * @param nonFinite the number of episodes that became non-finite
 */
public record Outcome(
        long episodes,
        double success,
        double successLow,
        double successHigh,
        double meanCost,
        long failed,
        long nonFinite) {}
