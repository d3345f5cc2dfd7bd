package dev.antipode.controller.compare;

import dev.antipode.controller.train.WorkLimit;

/**
 * Ends a run with the last generation after which the dearest so far would exceed the budget. Asked on the thread that trains; allocates
 * nothing.
 */
final class CostLimit implements WorkLimit {
    private final StepWeights weights;
    private final double budget;
    private double before;
    private double dearest;

    /**
     * @param before what the run has cost already
     * @param most what a generation is expected to cost at most
     */
    CostLimit(StepWeights weights, double budget, double before, double most) {
        this.weights = weights;
        this.budget = budget;
        this.before = before;
        this.dearest = most;
    }

    @Override
    public boolean reached(long simulatorSteps, long gradientSteps, long tangentSteps) {
        double cost = weights.cost(simulatorSteps, gradientSteps, tangentSteps);
        dearest = Math.max(dearest, cost - before);
        before = cost;
        return cost + dearest > budget;
    }
}
