package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.CarriedRows;
import dev.antipode.core.program.Frame;
import dev.antipode.core.random.EpisodeSet;
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

    private final CarriedRows carried;
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
        this.carried = rollout.carried();
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
        return carried.count() + " rows x " + rollout.lanes() + " lanes";
    }

    @Override
    public double failureCharge() {
        return task.failureCost() * task.timing().horizonSteps();
    }

    @Override
    public EpisodeRunner runner(MemorySegment block, long offset) {
        Frame frame = rollout.frame(block, offset, offset + rollout.tileBytes());
        long derivatives = offset + rollout.tileBytes() + rollout.scratchBytes();
        if (gradient != null) {
            gradient.attach(frame, derivatives);
            GrowthRider rider = growth == null
                    ? null
                    : new GrowthRider(
                            growth.attach(frame, derivatives + growthOffset),
                            rollout,
                            seed,
                            task.timing().horizonSteps());
            return new Backpropagating(frame, rider);
        }
        if (tangent != null) {
            tangent.attach(frame, derivatives);
            return new Directional(frame);
        }
        return new Runner(frame);
    }

    private final class Backpropagating extends Runner implements GradientRunner, OnlineRunner {
        /** Null where the growth of perturbations is not measured. */
        private final GrowthRider rider;

        Backpropagating(Frame frame, GrowthRider rider) {
            super(frame);
            this.rider = rider;
        }

        @Override
        public void backpropagate(
                int generation,
                int firstEpisode,
                int episodes,
                int live,
                double weight,
                long parameters,
                int steps,
                GrowthCurve curve) {
            prepare(EpisodeSet.TRAINING, generation, firstEpisode, episodes, parameters);
            gradient.begin(frame);
            if (curve != null) {
                rider.begin(curve, generation, live);
            }
            int horizon = task.timing().horizonSteps();
            for (int step = 0; step < horizon; step += steps) {
                int some = Math.min(steps, horizon - step);
                boolean last = step + some == horizon;
                if (curve == null) {
                    gradient.window(frame, some, weight, live, last);
                } else {
                    gradient.window(frame, some, weight, live, last, rider);
                }
            }
        }

        @Override
        public double groupGradient(int parameter, int group) {
            return gradient.groupGradient(frame, parameter, group);
        }

        @Override
        public void backpropagateWindow(
                long from, long to, int generation, int firstEpisode, int step, int steps, int live, long parameters) {
            goOn(from, generation, firstEpisode, step, parameters);
            gradient.resume(frame);
            gradient.window(frame, steps, 1, live, step + steps == task.timing().horizonSteps());
            carried.save(frame, to);
        }
    }

    private final class Directional extends Runner implements DirectionalRunner {
        Directional(Frame frame) {
            super(frame);
        }

        @Override
        public void direction(int parameter, int lane, double value) {
            tangent.direction(frame, parameter, lane, value);
        }

        @Override
        public void runDirection(int generation, int firstEpisode, int episodes, long parameters, long direction) {
            prepare(EpisodeSet.TRAINING, generation, firstEpisode, episodes, parameters);
            frame.parameterTangentsOffset = direction;
            tangent.run(frame);
        }

        @Override
        public double costDerivative(int lane) {
            return tangent.costDerivative(frame, lane);
        }
    }

    private class Runner implements WindowRunner {
        final Frame frame;
        private int laneEpisodes;

        Runner(Frame frame) {
            this.frame = frame;
            this.frame.seed = seed;
            this.laneEpisodes = rollout.lanes();
        }

        @Override
        public void run(EpisodeSet set, int generation, int firstEpisode, int episodes, long parameters) {
            prepare(set, generation, firstEpisode, episodes, parameters);
            rollout.run(frame);
        }

        @Override
        public void window(long from, long to, int generation, int firstEpisode, int step, int steps, long parameters) {
            goOn(from, generation, firstEpisode, step, parameters);
            for (int i = 0; i < steps; i++) {
                rollout.step(frame);
            }
            if (frame.step == task.timing().horizonSteps()) {
                rollout.finish(frame);
            }
            if (to >= 0) {
                carried.save(frame, to);
            }
        }

        /** Starts episodes, or takes them from where they were kept; what they sum begins anew. */
        final void goOn(long from, int generation, int firstEpisode, int step, long parameters) {
            prepare(EpisodeSet.TRAINING, generation, firstEpisode, rollout.lanes(), parameters);
            if (step == 0) {
                rollout.reset(frame);
            } else {
                carried.restore(frame, from);
                frame.step = step;
                rollout.clearSums(frame);
            }
        }

        final void prepare(EpisodeSet set, int generation, int firstEpisode, int episodes, long parameters) {
            if (episodes != laneEpisodes) {
                rollout.setEpisodes(frame, episodes);
                laneEpisodes = episodes;
            }
            frame.episodeSet = set;
            frame.generation = generation;
            frame.firstEpisode = firstEpisode;
            frame.parametersOffset = parameters;
        }

        @Override
        public void parameter(int index, int lane, double value) {
            rollout.set(frame, rollout.policyParameters().first() + index, lane, value);
        }

        @Override
        public double cost(int lane) {
            return rollout.cost(frame, lane);
        }

        @Override
        public boolean failed(int lane) {
            return rollout.failed(frame, lane);
        }

        @Override
        public boolean nonFinite(int lane) {
            return rollout.nonFinite(frame, lane);
        }

        @Override
        public boolean success(int lane) {
            return rollout.success(frame, lane);
        }

        @Override
        public long liveSteps(int lane) {
            return (long) rollout.get(frame, rollout.liveSteps().first(), lane);
        }

        @Override
        public double observationSum(int observation, int lane) {
            return rollout.get(frame, rollout.observationSums().first() + observation, lane);
        }

        @Override
        public double observationSquare(int observation, int lane) {
            return rollout.get(frame, rollout.observationSquares().first() + observation, lane);
        }

        @Override
        public void normalise(double[] centre, double[] scale) {
            rollout.setNormalisation(frame, centre, scale);
        }
    }
}
