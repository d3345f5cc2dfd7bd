package dev.antipode.controller.train;

import dev.antipode.controller.policy.TensorShape;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.ParameterDistribution;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.Timing;
import java.util.List;
import java.util.Optional;

/**
 * A trained controller with everything that is needed to run it: what a controller file holds. Immutable by convention: the
 * arrays belong to the controller and must not be modified.
 *
 * @param task the name of the task that it was trained for
 * @param distribution what the plant's parameters were drawn from; empty where the task itself says it
 * @param taskFingerprint of plant, clock and every method of the task
 * @param timing the clock that it was trained with
 * @param observations what it observes, in order, with units and ranges
 * @param inputs what it commands, in order, with units and ranges
 * @param policy the policy's text, such as {@code mlp:32,32:tanh}
 * @param policyFingerprint of the policy's kind and shape
 * @param tensors the parts of the parameters
 * @param precision that it was trained in
 * @param arithmetic that it was trained with
 * @param parameters the parameters
 * @param centre subtracted from each observation
 * @param scale multiplied by afterwards
 */
public record TrainedController(
        String task,
        Optional<ParameterDistribution> distribution,
        String taskFingerprint,
        Timing timing,
        List<Signal> observations,
        List<Signal> inputs,
        String policy,
        String policyFingerprint,
        List<TensorShape> tensors,
        Precision precision,
        Arithmetic arithmetic,
        double[] parameters,
        double[] centre,
        double[] scale) {
    /**
     * A controller that was trained on the plant as its task has it.
     *
     * @param task the name of the task; so are the others as above
     * @param taskFingerprint of the task
     * @param timing the clock
     * @param observations what it observes
     * @param inputs what it commands
     * @param policy the policy's text
     * @param policyFingerprint of the policy's kind and shape
     * @param tensors the parts of the parameters
     * @param precision that it was trained in
     * @param arithmetic that it was trained with
     * @param parameters the parameters
     * @param centre subtracted from each observation
     * @param scale multiplied by afterwards
     */
    public TrainedController(
            String task,
            String taskFingerprint,
            Timing timing,
            List<Signal> observations,
            List<Signal> inputs,
            String policy,
            String policyFingerprint,
            List<TensorShape> tensors,
            Precision precision,
            Arithmetic arithmetic,
            double[] parameters,
            double[] centre,
            double[] scale) {
        this(
                task,
                Optional.empty(),
                taskFingerprint,
                timing,
                observations,
                inputs,
                policy,
                policyFingerprint,
                tensors,
                precision,
                arithmetic,
                parameters,
                centre,
                scale);
    }

    /**
     * The task that it was trained for.
     *
     * @param named the task of that name, as the registry has it
     * @return on the plant that it was trained on
     * @throws IllegalArgumentException if the task's plant has no such parameters any more
     */
    public TaskModel trainedFor(TaskModel named) {
        return distribution.map(named::withParameters).orElse(named);
    }
}
