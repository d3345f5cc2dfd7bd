package dev.antipode.controller.train;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.sim.TaskModel;

/**
 * What a state must have in common with the run that it is restored to.
 *
 * @param task the task's name
 * @param taskFingerprint of plant, clock and every method of the task
 * @param policy the policy's text
 * @param policyFingerprint of the policy's kind and shape
 * @param arithmetic fused or unfused
 */
public record RunIdentity(
        String task, String taskFingerprint, String policy, String policyFingerprint, Arithmetic arithmetic) {
    /**
     * That of a run.
     *
     * @param task what is trained for
     * @param policy what is trained
     * @param arithmetic fused or unfused
     * @return the identity
     */
    public static RunIdentity of(TaskModel task, TrainablePolicy policy, Arithmetic arithmetic) {
        return new RunIdentity(task.name(), task.fingerprint(), policy.text(), policy.fingerprint(), arithmetic);
    }

    /**
     * Refuses a state of another task, policy or arithmetic.
     *
     * @param state the saved run
     * @throws IllegalArgumentException with the difference
     */
    public void require(TrainingState state) {
        require("task", task, state.task(), "");
        require(
                "task's equations",
                taskFingerprint,
                state.taskFingerprint(),
                "; the task, its plant or the parameters given for it were changed since, so the run cannot go on exactly");
        require("policy", policy, state.policy(), "");
        require("policy's shape", policyFingerprint, state.policyFingerprint(), "");
        require(
                "arithmetic mode",
                arithmetic.name(),
                state.arithmetic().name(),
                "; choose the same arithmetic mode to go on exactly");
    }

    private static void require(String what, String here, String there, String remedy) {
        if (!here.equals(there)) {
            throw new IllegalArgumentException(
                    "the saved run has the " + what + " " + there + ", this one " + here + remedy);
        }
    }
}
