package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;
import dev.antipode.sim.ParameterLayout;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Samples of the first-order gradient of the smoothed cost: the backpropagated gradient at {@code theta + sigma e}, with
 * perturbations that are used for nothing else. A sample takes all episodes of the generation, the ones that every candidate runs,
 * and as everywhere every 16 of them have a gradient of their own, so neither threads nor lanes change a bit. Where lanes have
 * parameters of their own, a tile takes several samples if their episodes fill 16 lanes each.
 */
final class FirstOrderBatch {
    /** Enough to tell their variance to about a third. */
    static final int SAMPLES = 16;

    private final LearningSettings settings;
    private final Simulation simulation;
    private final Population population;
    private final Perturbations perturbations;
    private final WorkerPool pool;
    private final Worker[] workers;
    private final Vectors vectors;
    private final F64Array groups;
    private final int episodes;
    private final int groupsPerSample;
    private final int window;
    private final int samplesPerTile;
    private final int tilesPerSample;
    private final AtomicInteger next = new AtomicInteger();
    private final WorkerPool.Phase tiles = this::tiles;

    private int generation;
    private double sigma;
    private long theta;

    private FirstOrderBatch(EstimatorContext context, F64Array groups) {
        this.settings = context.settings();
        this.simulation = context.simulation();
        this.population = context.population();
        this.perturbations = context.perturbations();
        this.pool = context.pool();
        this.workers = context.workers();
        this.vectors = context.vectors();
        this.groups = groups;
        this.episodes = settings.episodes();
        this.groupsPerSample = TruncatedBackprop.groups(episodes);
        this.window = settings.estimator().backpropagated(simulation.horizon());
        int lanes = simulation.lanes();
        boolean several = simulation.layout() == ParameterLayout.ROWS && episodes % Tile.LANE_MULTIPLE == 0;
        this.samplesPerTile = several && episodes <= lanes ? lanes / episodes : 1;
        this.tilesPerSample = (episodes + lanes - 1) / lanes;
    }

    /** The memory for a gradient of every 16 episodes of every sample. */
    static final class Plan {
        private final int groups;
        private final int parameters;
        private final int length;
        private long offset;

        Plan(int episodes, int parameters) {
            this.groups = SAMPLES * TruncatedBackprop.groups(episodes);
            this.parameters = parameters;
            this.length = Math.multiplyExact(groups, parameters);
        }

        void add(MemoryPlan.Builder plan) {
            String dimensions = groups + " x " + parameters + " x F64";
            offset = plan.add("gradients of 16 episodes each", dimensions, F64Array.bytes(length));
        }

        FirstOrderBatch make(EstimatorContext context, MemorySegment block) {
            return new FirstOrderBatch(context, new F64Array(block, offset, length));
        }
    }

    /** Episodes of all samples. */
    int episodes() {
        return SAMPLES * episodes;
    }

    /** Runs all samples; false if cancelled. The workers' counts are those of these episodes afterwards. */
    boolean run(int gen, double deviation, long parameters) {
        generation = gen;
        sigma = deviation;
        theta = parameters;
        for (Worker worker : workers) {
            worker.clear();
        }
        next.set(0);
        pool.run(tiles);
        return !population.cancelled();
    }

    private void tiles(int index) {
        int end = (SAMPLES + samplesPerTile - 1) / samplesPerTile * tilesPerSample;
        int tile = next.getAndIncrement();
        while (tile < end && !population.cancelled()) {
            tile(workers[index], tile);
            tile = next.getAndIncrement();
        }
    }

    private void tile(Worker worker, int tile) {
        int sample = tile / tilesPerSample * samplesPerTile;
        int offset = tile % tilesPerSample * simulation.lanes();
        int count = Math.min(samplesPerTile, SAMPLES - sample);
        GradientRunner runner = (GradientRunner) worker.runner;
        for (int s = 0; s < count; s++) {
            perturb(worker, sample + s);
            if (simulation.layout() == ParameterLayout.ROWS) {
                spread(worker, s * episodes, s == count - 1 ? simulation.lanes() : (s + 1) * episodes);
            }
        }
        int live = samplesPerTile > 1 ? count * episodes : Math.min(simulation.lanes(), episodes - offset);
        int laneEpisodes = samplesPerTile > 1 ? episodes : simulation.lanes();
        runner.backpropagate(generation, offset, laneEpisodes, live, 1.0 / episodes, worker.perturbed, window, null);
        int first = sample * groupsPerSample + offset / Tile.LANE_MULTIPLE;
        for (int group = 0; group < TruncatedBackprop.groups(live); group++) {
            int at = (first + group) * vectors.count();
            for (int i = 0; i < vectors.count(); i++) {
                groups.set(at + i, runner.groupGradient(i, group));
            }
        }
        for (int lane = 0; lane < live; lane++) {
            worker.count(lane);
        }
    }

    /** The pairs of the generation come first among the perturbations. */
    private void perturb(Worker worker, int sample) {
        int number = settings.population() / 2 + sample;
        perturbations.perturb(worker.staging, generation, number, sigma, theta, worker.perturbed, vectors.count());
    }

    private void spread(Worker worker, int from, int to) {
        for (int i = 0; i < vectors.count(); i++) {
            double value = vectors.get(worker.perturbed, i);
            for (int lane = from; lane < to; lane++) {
                worker.runner.parameter(i, lane, value);
            }
        }
    }

    /** A coordinate of a sample. */
    double get(int sample, int i) {
        double sum = 0;
        for (int group = 0; group < groupsPerSample; group++) {
            sum += groups.get((sample * groupsPerSample + group) * vectors.count() + i);
        }
        return sum;
    }
}
