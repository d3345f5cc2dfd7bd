package dev.antipode.bench;

import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Rollout;

/** The mean cost of one candidate over fixed episodes, a lane each: an objective for other people's optimizers. */
final class CandidateCost implements AutoCloseable {
    private static final Precision PRECISION = Precision.F32;

    private final TrainablePolicy policy;
    private final Engine engine;
    private final Rollout rollout;
    private final Workspace workspace;
    private final Frame frame;
    private final long theta;
    private long trainingSteps;

    CandidateCost(TrainingOptions options, int episodes) {
        policy = options.policy().forTask(options.task());
        engine = new Engine(PRECISION, BenchSetting.arithmetic(), KernelMode.AUTO);
        rollout = Rollout.compile(options.task(), policy, episodes, engine);
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add("tile", rollout.tileDimensions(), rollout.tileBytes());
        long scratch = plan.add("scratch", "of the kernels", rollout.scratchBytes());
        theta = plan.add("parameters", "", policy.parameterCount() * (long) PRECISION.bytes());
        workspace = Workspace.allocate(plan.build(), BenchSetting.budgetBytes());
        frame = rollout.frame(workspace.block(), tile, scratch);
        frame.seed = options.learning().seed();
        frame.parametersOffset = theta;
    }

    void awaitSimd() {
        BenchSetting.awaitSimd(engine);
    }

    int parameterCount() {
        return policy.parameterCount();
    }

    /** Control steps of training episodes so far; as in training, those of lost episodes do not count. */
    long trainingSteps() {
        return trainingSteps;
    }

    double of(EpisodeSet set, double[] parameters) {
        for (int i = 0; i < parameters.length; i++) {
            if (policy.layout() == ParameterLayout.SHARED) {
                PRECISION.set(workspace.block(), theta + (long) i * PRECISION.bytes(), parameters[i]);
                continue;
            }
            for (int lane = 0; lane < rollout.lanes(); lane++) {
                rollout.set(frame, rollout.policyParameters().row(i), lane, parameters[i]);
            }
        }
        frame.episodeSet = set;
        rollout.run(frame);
        double sum = 0;
        for (int lane = 0; lane < rollout.lanes(); lane++) {
            sum += rollout.cost(frame, lane);
            if (set == EpisodeSet.TRAINING) {
                trainingSteps += (long) rollout.get(frame, rollout.liveSteps().first(), lane);
            }
        }
        return sum / rollout.lanes();
    }

    @Override
    public void close() {
        engine.close();
        workspace.close();
    }
}
