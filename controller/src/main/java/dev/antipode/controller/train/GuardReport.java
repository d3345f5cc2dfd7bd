package dev.antipode.controller.train;

import java.util.OptionalDouble;

/**
 * What the guard measured and decided in one update.
 *
 * @param decision who made the update, and why
 * @param window control steps that the cost was backpropagated through
 * @param amplification by which perturbations grew over the window, in units of half the declared ranges
 * @param spectralRadius of the closed loop's Jacobian at one step, geometric mean over episodes
 * @param varianceRatio natural logarithm of the variance of the truncated gradient over that of evolution strategies, at equal
 *     simulator cost; empty in updates without this test
 * @param varianceRatioError its standard error
 * @param projection slope of the cost along the mean of the recent truncated gradients, from the same episodes at two points to both
 *     sides of the parameters; empty in updates without this test
 * @param projectionError its standard error
 * @param fall by which the cost has fallen from update to update while gradients made them; negative where a sure rise has ended that: by
 *     how much the last two costs are above the lowest shortly before; empty in updates without either
 * @param fallError its standard error
 */
public record GuardReport(
        GuardDecision decision,
        int window,
        double amplification,
        double spectralRadius,
        OptionalDouble varianceRatio,
        OptionalDouble varianceRatioError,
        OptionalDouble projection,
        OptionalDouble projectionError,
        OptionalDouble fall,
        OptionalDouble fallError) {}
