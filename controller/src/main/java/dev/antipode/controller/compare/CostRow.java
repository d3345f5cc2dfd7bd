package dev.antipode.controller.compare;

import dev.antipode.controller.train.EstimatorChoice;
import java.util.Map;

/**
 * One estimator at equal cost.
 *
 * @param estimator the estimator
 * @param testCost interquartile mean over seeds of the mean cost of a test episode
 * @param interval its 95 % interval
 * @param success share of test episodes that reached the goal, mean over seeds
 * @param cost of a run in plain control steps, mean over seeds
 * @param seconds training time of a run, mean over seeds
 * @param costToTarget cost until validation reached the target, median over seeds; infinity where less than half got there
 * @param secondsToTarget training time until then, median over seeds; infinity where less than half got there
 * @param reached how many seeds reached the target
 * @param seeds how many there are
 * @param diverged how many runs ended because nothing finite was left
 * @param memoryBytes the largest memory plan
 * @param updates how many were made by which estimator, or after which decision of a guard; all seeds together
 */
public record CostRow(
        EstimatorChoice estimator,
        double testCost,
        BootstrapInterval interval,
        double success,
        double cost,
        double seconds,
        double costToTarget,
        double secondsToTarget,
        int reached,
        int seeds,
        int diverged,
        long memoryBytes,
        Map<String, Long> updates) {}
