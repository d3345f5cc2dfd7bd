package dev.antipode.controller.train;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.TaskModel;
import java.time.Duration;
import java.util.function.Consumer;

/** Judges a trained controller on test episodes, which nothing was trained or chosen on. */
public final class Evaluator {
    private static final int BATCH = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Evaluator() {}

    /**
     * Runs a controller on fresh episodes.
     *
     * @param task the task to judge it by; may differ in its numbers from the one that it was trained for
     * @param policy of the controller's kind and shape, made for the task
     * @param controller the parameters and the normalisation, not modified
     * @param seed of the test episodes
     * @param episodes how many, at least 1
     * @param execution how the device is used; changes no result but by its arithmetic mode
     * @return how it does
     * @throws IllegalArgumentException if policy and controller do not fit
     */
    public static Evaluation evaluate(
            TaskModel task,
            TrainablePolicy policy,
            TrainedController controller,
            long seed,
            int episodes,
            ExecutionSettings execution) {
        if (!policy.fingerprint().equals(controller.policyFingerprint())) {
            throw new IllegalArgumentException("the controller's policy is " + controller.policyFingerprint()
                    + ", but the task needs " + policy.fingerprint());
        }
        return run(
                task,
                policy,
                controller.parameters(),
                controller.precision(),
                runner -> runner.normalise(controller.centre(), controller.scale()),
                seed,
                episodes,
                execution);
    }

    /**
     * Runs any policy on the same episodes. Observations that a policy wants normalised are scaled by their declared ranges.
     *
     * @param task the task to judge it by
     * @param policy made for the task
     * @param parameters of the policy, not modified
     * @param precision of every number
     * @param seed of the test episodes
     * @param episodes how many, at least 1
     * @param execution how the device is used; changes no result but by its arithmetic mode
     * @return how it does
     * @throws IllegalArgumentException if there are more or fewer parameters than the policy has
     */
    public static Evaluation evaluate(
            TaskModel task,
            Policy policy,
            double[] parameters,
            Precision precision,
            long seed,
            int episodes,
            ExecutionSettings execution) {
        if (parameters.length != policy.parameterCount()) {
            throw new IllegalArgumentException("policy '" + policy.fingerprint() + "' has " + policy.parameterCount()
                    + " parameters, but " + parameters.length + " were given");
        }
        return run(task, policy, parameters, precision, _ -> {}, seed, episodes, execution);
    }

    private static Evaluation run(
            TaskModel task,
            Policy policy,
            double[] parameters,
            Precision precision,
            Consumer<EpisodeRunner> normalisation,
            long seed,
            int episodes,
            ExecutionSettings execution) {
        try (Engine engine = new Engine(precision, execution.arithmetic(), execution.kernels())) {
            Rollout rollout = Rollout.compile(task, policy, execution.lanes(), engine);
            RolloutSimulation simulation = new RolloutSimulation(task, policy, rollout, seed);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            int bytes = precision.bytes();
            int count = policy.parameterCount();
            long theta = plan.add("parameters", count + " x " + precision, (long) count * bytes);
            long costs = plan.add("episode costs", BATCH + " episodes x F64", F64Array.bytes(BATCH));
            long[] tiles = new long[execution.threads()];
            for (int w = 0; w < tiles.length; w++) {
                tiles[w] =
                        plan.add("worker " + w + ": episodes", simulation.runnerDimensions(), simulation.runnerBytes());
            }
            try (Workspace workspace = Workspace.allocate(plan.build(), execution.budgetBytes());
                    WorkerPool pool = new WorkerPool(tiles.length, "antipode-evaluator")) {
                engine.startWarmUp();
                // A thousand cold episodes take longer than warming up.
                engine.awaitWarmUp(PATIENCE);
                Vectors vectors = new Vectors(workspace.block(), precision, count, theta, 0, 0, 0);
                for (int i = 0; i < count; i++) {
                    vectors.set(theta, i, parameters[i]);
                }
                Worker[] workers = new Worker[tiles.length];
                for (int w = 0; w < tiles.length; w++) {
                    EpisodeRunner runner = simulation.runner(workspace.block(), tiles[w]);
                    normalisation.accept(runner);
                    workers[w] = new Worker(runner, 0, null, null);
                }
                F64Array batchCosts = new F64Array(workspace.block(), costs, BATCH);
                Population population = new Population(simulation, null, pool, workers, vectors, batchCosts, null);
                return Evaluations.run(
                        episodes,
                        BATCH,
                        population,
                        (first, some) -> population.run(EpisodeSet.TEST, 0, first, some, 0, 0, theta));
            }
        }
    }
}
