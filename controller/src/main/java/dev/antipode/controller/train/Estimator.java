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

    /**
     * What has to be saved for the next estimate to be the same as without an interruption. May allocate; not called during an
     * estimate.
     *
     * @return a copy, of the same length at every call; empty where there is nothing
     */
    default double[] state() {
        return new double[0];
    }

    /**
     * Takes over what {@link #state} returned.
     *
     * @param state not modified
     */
    default void restore(double[] state) {}
}
