package dev.antipode.bench;

import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.TaskModel;

/** Closed loops of one task and policy in the lanes of a tile: draws, observation, policy, plant, cost. */
final class RolloutBatch implements AutoCloseable {
    private static final Precision PRECISION = Precision.F32;
    private static final String POLICY = "mlp:32,32:tanh";
    private static final long SEED = 1;

    private final TaskModel task;
    private final Engine engine;
    private final Rollout rollout;
    private final Workspace workspace;
    private final Frame frame;

    RolloutBatch(String taskName, int lanes, KernelMode mode) {
        task = Registry.load(RolloutBatch.class.getClassLoader()).task(taskName);
        TrainablePolicy policy = PolicyDesign.parse(POLICY).forTask(task);
        engine = new Engine(PRECISION, BenchSetting.arithmetic(), mode);
        rollout = Rollout.compile(task, policy, lanes, engine);
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add("tile", rollout.tileDimensions(), rollout.tileBytes());
        long scratch = plan.add("scratch", "of the kernels", rollout.scratchBytes());
        long parameters = plan.add("parameters", POLICY, policy.parameterCount() * (long) PRECISION.bytes());
        workspace = Workspace.allocate(plan.build(), BenchSetting.budgetBytes());
        double[] initial = policy.initialParameters(SEED);
        for (int i = 0; i < initial.length; i++) {
            PRECISION.set(workspace.block(), parameters + (long) i * PRECISION.bytes(), initial[i]);
        }
        frame = rollout.frame(workspace.block(), tile, scratch);
        frame.seed = SEED;
        frame.parametersOffset = parameters;
        rollout.reset(frame);
    }

    void awaitSimd() {
        BenchSetting.awaitSimd(engine);
    }

    /** One control step of every episode; at the horizon the episodes end and begin again. */
    void step() {
        if (frame.step == horizon()) {
            rollout.finish(frame);
            rollout.reset(frame);
        }
        rollout.step(frame);
    }

    /** So many control steps. */
    void steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    int horizon() {
        return task.timing().horizonSteps();
    }

    int lanes() {
        return rollout.lanes();
    }

    /** The cost of every lane's whole episode, run from its start. */
    double[] episodeCosts() {
        rollout.run(frame);
        double[] costs = new double[lanes()];
        for (int lane = 0; lane < costs.length; lane++) {
            costs[lane] = rollout.cost(frame, lane);
        }
        rollout.reset(frame);
        return costs;
    }

    @Override
    public void close() {
        engine.close();
        workspace.close();
    }
}
