package dev.antipode.controller.compare;

/**
 * One validation of a run.
 *
 * @param generation how many generations were done
 * @param cost what they had cost, in plain control steps
 * @param seconds training time up to here
 * @param validationCost mean cost of an episode of the validation set
 * @param validationSuccess share of these that reached the goal
 * @param variance of a coordinate of the gradient estimate, mean over the coordinates; NaN where the estimator reports none
 * @param growth of perturbations over the backpropagated window; NaN where the estimator reports none
 */
public record CurvePoint(
        int generation,
        double cost,
        double seconds,
        double validationCost,
        double validationSuccess,
        double variance,
        double growth) {
    /** Whether it is the better one by the rule that training keeps parameters by: success first, then cost. */
    boolean betterThan(CurvePoint other) {
        return other == null
                || validationSuccess > other.validationSuccess
                || (validationSuccess == other.validationSuccess && validationCost < other.validationCost);
    }
}
