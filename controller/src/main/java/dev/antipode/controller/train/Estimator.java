package dev.antipode.controller.train;

/**
 * Estimates the gradient of the expected cost of an episode. All its memory is planned and allocated before the first
 * estimate; estimating allocates nothing. The estimate is a pure function of the parameters, the generation and the
 * estimator's own state, whatever the threads and lanes.
 */
public interface Estimator {
    /**
     * Estimates the gradient; its scale is the estimator's own, the trainer brings it to the declared one.
     *
     * @param theta where the parameters start in the workspace, in bytes; not modified
     * @param generation from 0
     * @param gradient where the estimate goes, in bytes; overwritten
     * @param out receives costs and counts
     * @return false if the run was cancelled meanwhile; then the estimate is of no use
     */
    boolean estimate(long theta, int generation, long gradient, EstimateInfo out);
}
