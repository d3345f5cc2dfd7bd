package dev.antipode.controller.train;

import dev.antipode.core.kernel.Arithmetic;

/** What a state must have in common with the run that it is restored to. */
record RunIdentity(
        String task, String taskFingerprint, String policy, String policyFingerprint, Arithmetic arithmetic) {
    /** Refuses a state of another task, policy or arithmetic, with the reason. */
    void require(TrainingState state) {
        require("task", task, state.task(), "");
        require(
                "task's equations",
                taskFingerprint,
                state.taskFingerprint(),
                "; the task or its plant was changed since, so the run cannot go on exactly");
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
