package dev.antipode.controller.hil.train;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.List;
import java.util.Optional;

/**
 * Where a run starts.
 *
 * @param parameters of the policy
 * @param centre of the scaling of observations; the run's own copy, as is the scale
 * @param scale what a scaled observation is multiplied by
 */
record StartPoint(double[] parameters, double[] centre, double[] scale) {
    /** A controller with its scaling; else the policy's initial parameters, with observations scaled by their ranges. */
    static StartPoint of(Optional<TrainedController> start, TrainablePolicy policy, TaskModel task, long seed) {
        List<Signal> observations = task.observations();
        return start.map(s -> new StartPoint(
                        s.parameters(), s.centre().clone(), s.scale().clone()))
                .orElseGet(() -> new StartPoint(
                        policy.initialParameters(seed),
                        observations.stream().mapToDouble(Signal::middle).toArray(),
                        observations.stream()
                                .mapToDouble(o -> 1 / o.halfWidth())
                                .toArray()));
    }
}
