package dev.antipode.controller.inspect;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;

/**
 * A policy at one point of its parameter space. Immutable by convention: the arrays belong to it and must not be modified.
 *
 * @param policy the policy, made for the task
 * @param parameters one number a parameter
 * @param centre subtracted from each observation
 * @param scale multiplied by afterwards
 */
public record PolicyPoint(TrainablePolicy policy, double[] parameters, double[] centre, double[] scale) {
    /** Checks the sizes. */
    public PolicyPoint {
        if (parameters.length != policy.parameterCount()) {
            throw new IllegalArgumentException("the policy " + policy.text() + " has " + policy.parameterCount()
                    + " parameters, not " + parameters.length);
        }
    }

    /**
     * Where training starts.
     *
     * @param task the task
     * @param policy made for it
     * @param seed of the run
     * @return the policy's initial parameters, observations scaled by their ranges
     */
    public static PolicyPoint initial(TaskModel task, TrainablePolicy policy, long seed) {
        return new PolicyPoint(
                policy,
                policy.initialParameters(seed),
                task.observations().stream().mapToDouble(Signal::middle).toArray(),
                task.observations().stream()
                        .mapToDouble(signal -> 1 / signal.halfWidth())
                        .toArray());
    }

    /**
     * Where training has led.
     *
     * @param policy of the controller's kind and shape, made for the task
     * @param controller parameters and scaling, not modified
     * @return the point
     * @throws IllegalArgumentException if policy and controller do not fit
     */
    public static PolicyPoint trained(TrainablePolicy policy, TrainedController controller) {
        if (!policy.fingerprint().equals(controller.policyFingerprint())) {
            throw new IllegalArgumentException("the controller's policy is " + controller.policyFingerprint()
                    + ", but the task needs " + policy.fingerprint());
        }
        return new PolicyPoint(policy, controller.parameters(), controller.centre(), controller.scale());
    }
}
