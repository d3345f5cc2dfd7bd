package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Frame;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutGradient;
import dev.antipode.sim.RolloutGrowth;
import dev.antipode.sim.RolloutTangent;
import dev.antipode.sim.Tape;
import dev.antipode.sim.TaskModel;
import java.lang.foreign.MemorySegment;

/** The engine's rollouts as training sees them. */
final class RolloutSimulation implements Simulation {
    private final TaskModel task;
    private final Policy policy;
    private final Rollout rollout;
    private final long seed;

    /** Null where nothing is backpropagated. */
    private final RolloutGradient gradient;

    /** Null where no tangent rides along. */
    private final RolloutTangent tangent;

    /** Null where the growth of perturbations is not measured. */
    private final RolloutGrowth growth;

    private final int window;
    private final MemoryPlan derivativePlan;
    private final long growthOffset;

    /** Episodes alone, without derivatives. */
    RolloutSimulation(TaskModel task, Policy policy, Rollout rollout, long seed) {
        this(task, policy, rollout, seed, new EsChoice(), Tape.FULL);
    }

    /** Episodes with the derivatives that an estimator needs. */
    RolloutSimulation(TaskModel task, Policy policy, Rollout rollout, long seed, EstimatorChoice estimator, Tape tape) {
        this.window = window(estimator, task);
        this.gradient = window == 0 ? null : RolloutGradient.of(rollout, policy, window, estimator.limit(), tape);
        this.growth = estimator.growthTangents() == 0
                ? null
                : RolloutGrowth.of(rollout, gradient, estimator.growthTangents());
        this.tangent = estimator.tangent() ? RolloutTangent.of(rollout, policy) : null;
        MemoryPlan.Builder plan = MemoryPlan.builder();
        if (gradient != null) {
            gradient.plan(plan, "");
        }
        this.growthOffset = growth == null ? 0 : growth.plan(plan, "");
        if (tangent != null) {
            tangent.plan(plan, "tangent");
        }
        this.derivativePlan = plan.build();
        this.task = task;
        this.policy = policy;
        this.rollout = rollout;
        this.seed = seed;
    }

    /** As many as the estimator wants; else tiles no wider than a candidate's episodes where a tile takes one candidate. */
    static int lanes(Policy policy, LearningSettings learning, int atMost) {
        int episodes = learning.estimator().candidateEpisodes(learning.episodes());
        int wanted = learning.estimator().tileLanes(policy.layout(), episodes);
        if (wanted > 0) {
            return wanted;
        }
        return policy.layout() == ParameterLayout.SHARED ? Math.min(atMost, Tile.paddedLanes(episodes)) : atMost;
    }

    /** The longest window of an estimator on a task: 0 where it backpropagates nothing. */
    private static int window(EstimatorChoice estimator, TaskModel task) {
        int horizon = task.timing().horizonSteps();
        int window = estimator.backpropagated(horizon);
        if (window > horizon) {
            throw new IllegalArgumentException("a window of " + window + " steps is longer than the " + horizon
                    + " steps of task '" + task.name() + "'; give at most " + horizon + ", or full");
        }
        return window;
    }

    @Override
    public ParameterLayout layout() {
        return policy.layout();
    }

    @Override
    public int parameterCount() {
        return policy.parameterCount();
    }

    @Override
    public int observationCount() {
        return task.observations().size();
    }

    @Override
    public int horizon() {
        return task.timing().horizonSteps();
    }

    @Override
    public double rangeCentre(int observation) {
        return task.observations().get(observation).middle();
    }

    @Override
    public double rangeScale(int observation) {
        return 1 / task.observations().get(observation).halfWidth();
    }

    @Override
    public int lanes() {
        return rollout.lanes();
    }

    @Override
    public long runnerBytes() {
        return rollout.tileBytes() + rollout.scratchBytes() + derivativePlan.totalBytes();
    }

    @Override
    public String runnerDimensions() {
        return rollout.tileDimensions() + " + counters + scratch"
                + (gradient == null
                        ? ""
                        : " + cotangents and " + gradient.tapeStates() + " states of " + window + " steps")
                + (growth == null ? "" : " + " + growth.tangents() + " tangents")
                + (tangent == null ? "" : " + tangent");
    }

    @Override
    public long spareTapeBytes() {
        return gradient == null ? 0 : gradient.spareTapeBytes();
    }

    @Override
    public long keptBytes() {
        return rollout.carriedBytes();
    }

    @Override
    public String keptDimensions() {
        return rollout.carried().count() + " rows x " + rollout.lanes() + " lanes";
    }

    @Override
    public double failureCharge() {
        return task.failureCost() * task.timing().horizonSteps();
    }

    @Override
    public EpisodeRunner runner(MemorySegment block, long offset) {
        Frame frame = rollout.frame(block, offset, offset + rollout.tileBytes());
        frame.seed = seed;
        long derivatives = offset + rollout.tileBytes() + rollout.scratchBytes();
        if (gradient != null) {
            gradient.attach(frame, derivatives);
            GrowthRider rider = growth == null
                    ? null
                    : new GrowthRider(
                            growth,
                            growth.attach(frame, derivatives + growthOffset),
                            rollout,
                            seed,
                            task.timing().horizonSteps());
            return new BackpropagatingRunner(task, rollout, frame, gradient, rider);
        }
        if (tangent != null) {
            tangent.attach(frame, derivatives);
            return new TangentRunner(task, rollout, frame, tangent);
        }
        return new RolloutRunner(task, rollout, frame);
    }
}
