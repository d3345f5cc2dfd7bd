package dev.antipode.controller.compare;

import dev.antipode.controller.train.EstimatorChoice;

/**
 * One estimator at equal time.
 *
 * @param estimator the estimator
 * @param validationCost interquartile mean over seeds of the best validation cost up to the time; NaN where nothing was validated yet
 * @param interval its 95 % interval
 * @param success of the same validations, mean over seeds
 * @param cost at these validations in plain control steps, mean over seeds
 * @param validated seeds with a validation up to the time; the others are left out
 * @param seeds how many there are
 */
public record TimeRow(
        EstimatorChoice estimator,
        double validationCost,
        BootstrapInterval interval,
        double success,
        double cost,
        int validated,
        int seeds) {}
