package dev.antipode.controller.train;

import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Frame;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.TaskModel;
import java.lang.foreign.MemorySegment;

/** The engine's rollouts as training sees them. */
final class RolloutSimulation implements Simulation {
    private final TaskModel task;
    private final Policy policy;
    private final Rollout rollout;
    private final long seed;

    RolloutSimulation(TaskModel task, Policy policy, Rollout rollout, long seed) {
        this.task = task;
        this.policy = policy;
        this.rollout = rollout;
        this.seed = seed;
    }

    /** Tiles no wider than a candidate's episodes where a tile takes one candidate. */
    static int lanes(Policy policy, int episodes, int atMost) {
        return policy.layout() == ParameterLayout.SHARED ? Math.min(atMost, Tile.paddedLanes(episodes)) : atMost;
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
        return rollout.tileBytes() + rollout.scratchBytes();
    }

    @Override
    public String runnerDimensions() {
        return rollout.tileDimensions() + " + counters + scratch";
    }

    @Override
    public double failureCharge() {
        return task.failureCost() * task.timing().horizonSteps();
    }

    @Override
    public EpisodeRunner runner(MemorySegment block, long offset) {
        return new Runner(rollout.frame(block, offset, offset + rollout.tileBytes()));
    }

    private final class Runner implements EpisodeRunner {
        private final Frame frame;
        private int laneEpisodes;

        Runner(Frame frame) {
            this.frame = frame;
            this.frame.seed = seed;
            this.laneEpisodes = rollout.lanes();
        }

        @Override
        public void run(EpisodeSet set, int generation, int firstEpisode, int episodes, long parameters) {
            if (episodes != laneEpisodes) {
                rollout.setEpisodes(frame, episodes);
                laneEpisodes = episodes;
            }
            frame.episodeSet = set;
            frame.generation = generation;
            frame.firstEpisode = firstEpisode;
            frame.parametersOffset = parameters;
            rollout.run(frame);
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
