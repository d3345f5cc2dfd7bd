package dev.antipode.controller.imitate;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.Vectors;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Rows;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What was seen in some rounds of episodes, and what the expert would have commanded: for each step of a round the rows of a
 * {@link CommandRegression}'s sample. Observations are in their own units, commands within their ranges. Where an episode is lost or
 * something is not finite, and in lanes that are padding, everything is zero and counts nothing.
 */
final class Demonstrations {
    private final TaskModel task;
    private final TrainablePolicy policy;
    private final int episodes;
    private final int lanes;
    private final int slots;
    private final Precision precision;
    private final Guide expert;
    private final Guide learner;
    private final double[] weights;
    /** Of each episode, whether it had not failed before the step. */
    private final boolean[] alive;

    private long samples;
    private MemorySegment block;

    /** A closed loop with labels, and a frame of it. */
    private static final class Guide {
        final Rollout rollout;
        /** The expert's command. */
        final Rows label;

        long tile;
        long scratch;
        Frame frame;

        Guide(Labelled labelled, int lanes, Engine engine) {
            this.rollout = Rollout.compile(labelled.task(), labelled, lanes, engine);
            this.label = labelled.label(rollout.policyMemory());
        }

        void plan(MemoryPlan.Builder plan, String name) {
            tile = plan.add("episodes, " + name, rollout.tileDimensions(), rollout.tileBytes());
            scratch = plan.add("scratch, " + name, "kernels", rollout.scratchBytes());
        }

        void open(MemorySegment block, long seed) {
            frame = rollout.frame(block, tile, scratch);
            frame.seed = seed;
        }
    }

    Demonstrations(TaskModel task, TrainablePolicy policy, Policy expert, int episodes, int slots, Engine engine) {
        this.task = task;
        this.policy = policy;
        this.episodes = episodes;
        this.lanes = Tile.paddedLanes(episodes);
        this.slots = slots;
        this.precision = engine.precision();
        this.expert = new Guide(new Labelled(task, null, expert), lanes, engine);
        this.learner = new Guide(new Labelled(task, policy, expert), lanes, engine);
        this.weights = new double[slots];
        this.alive = new boolean[lanes];
    }

    void plan(MemoryPlan.Builder plan) {
        expert.plan(plan, "the expert commands");
        learner.plan(plan, "the policy commands");
        samples = plan.add(
                "observations and the expert's commands",
                slots + " rounds x " + horizon() + " steps x " + sampleRows() + " rows x " + lanes + " lanes x "
                        + precision,
                Math.multiplyExact((long) slots * horizon(), stepBytes()));
    }

    void open(MemorySegment memory, long seed) {
        block = memory;
        expert.open(memory, seed);
        learner.open(memory, seed);
    }

    int lanes() {
        return lanes;
    }

    int horizon() {
        return task.timing().horizonSteps();
    }

    /** Observations, commands and whether they count. */
    private int sampleRows() {
        return task.observations().size() + task.plant().inputs().size() + 1;
    }

    private long stepBytes() {
        return sampleRows() * stride();
    }

    private long stride() {
        return Tile.rowStrideBytes(lanes, precision);
    }

    /** Where the samples of a round start; its steps follow one another. */
    long samples(int slot) {
        return samples + (long) slot * horizon() * stepBytes();
    }

    /** How many steps of a round count, over all episodes. */
    double weight(int slot) {
        return weights[slot];
    }

    /** Runs a round in which the expert commands. */
    void byExpert(int slot, EpisodeSet set, int generation) {
        run(expert, slot, set, generation);
    }

    /** Runs a round in which the policy commands. */
    void byPolicy(int slot, EpisodeSet set, int generation, Vectors vectors) {
        learner.frame.parametersOffset = vectors.theta();
        if (policy.layout() == ParameterLayout.ROWS) {
            for (int i = 0; i < vectors.count(); i++) {
                for (int lane = 0; lane < lanes; lane++) {
                    int row = learner.rollout.policyParameters().row(i);
                    learner.rollout.set(learner.frame, row, lane, vectors.get(vectors.theta(), i));
                }
            }
        }
        run(learner, slot, set, generation);
    }

    private void run(Guide guide, int slot, EpisodeSet set, int generation) {
        guide.frame.episodeSet = set;
        guide.frame.generation = generation;
        guide.frame.firstEpisode = 0;
        guide.rollout.reset(guide.frame);
        weights[slot] = 0;
        for (int step = 0; step < horizon(); step++) {
            for (int lane = 0; lane < episodes; lane++) {
                alive[lane] = !guide.rollout.failed(guide.frame, lane);
            }
            guide.rollout.step(guide.frame);
            for (int lane = 0; lane < lanes; lane++) {
                boolean counts = alive[lane] && finite(guide, lane);
                keep(guide, samples(slot) + step * stepBytes(), lane, counts);
                weights[slot] += counts ? 1 : 0;
            }
        }
    }

    private static boolean finite(Guide guide, int lane) {
        return finite(guide, guide.rollout.observations(), lane) && finite(guide, guide.label, lane);
    }

    private static boolean finite(Guide guide, Rows rows, int lane) {
        boolean finite = true;
        for (int i = 0; i < rows.count(); i++) {
            finite &= Double.isFinite(guide.rollout.get(guide.frame, rows.row(i), lane));
        }
        return finite;
    }

    private void keep(Guide guide, long sample, int lane, boolean counts) {
        Rollout rollout = guide.rollout;
        int row = 0;
        for (int i = 0; i < task.observations().size(); i++) {
            int from = rollout.observations().row(i);
            set(sample, row++, lane, counts ? rollout.get(guide.frame, from, lane) : 0);
        }
        List<Signal> inputs = task.plant().inputs();
        for (int i = 0; i < inputs.size(); i++) {
            int from = guide.label.row(i);
            double command = counts ? rollout.get(guide.frame, from, lane) : 0;
            set(
                    sample,
                    row++,
                    lane,
                    Math.clamp(command, inputs.get(i).min(), inputs.get(i).max()));
        }
        set(sample, row, lane, counts ? 1 : 0);
    }

    private void set(long sample, int row, int lane, double value) {
        precision.set(block, sample + row * stride() + (long) lane * precision.bytes(), value);
    }
}
