package dev.antipode.controller.train;

import dev.antipode.core.program.CarriedRows;
import dev.antipode.core.program.Frame;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.TaskModel;

/** Episodes of a closed loop on one worker's tile. */
class RolloutRunner implements WindowRunner {
    final Frame frame;
    private final Rollout rollout;
    private final CarriedRows carried;
    private final int horizon;
    private int laneEpisodes;

    /** @param frame on the tile, with its seed */
    RolloutRunner(TaskModel task, Rollout rollout, Frame frame) {
        this.frame = frame;
        this.rollout = rollout;
        this.carried = rollout.carried();
        this.horizon = task.timing().horizonSteps();
        this.laneEpisodes = rollout.lanes();
    }

    final int horizon() {
        return horizon;
    }

    /** Keeps the episodes as they are. */
    final void keep(long to) {
        carried.save(frame, to);
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
        if (frame.step == horizon) {
            rollout.finish(frame);
        }
        if (to >= 0) {
            keep(to);
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
