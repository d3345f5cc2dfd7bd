package dev.antipode.controller.train;

import dev.antipode.core.memory.Tile;
import dev.antipode.sim.ParameterLayout;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Truncated backpropagation through time: the derivative of the cost of whole episodes, cut off at the beginning of every window
 * (P. J. Werbos, "Backpropagation through time: what it does and how to do it", Proceedings of the IEEE 78, 1990; R. J.
 * Williams, J. Peng, Neural Computation 2, 1990). A window that is shorter than the episode makes it biased.
 *
 * <p>Every 16 episodes give a gradient of their own; these are added in the order of the episodes, so neither threads nor lanes
 * change a bit.
 */
final class TruncatedBackprop implements Estimator {
    private final LearningSettings settings;
    private final Simulation simulation;
    private final Population population;
    private final WorkerPool pool;
    private final Worker[] workers;
    private final Vectors vectors;
    private final F64Array groups;
    private final ObservationSums observationSums;
    private final AtomicInteger next = new AtomicInteger();
    private final WorkerPool.Phase episodes = this::episodes;
    private final WorkerPool.Phase sum = this::sum;
    private final String name;

    private int generation;
    private long theta;
    private long gradient;

    /**
     * @param groups room for a gradient for every 16 episodes
     * @param observationSums null where observations are scaled by their ranges
     */
    TruncatedBackprop(
            LearningSettings settings,
            Simulation simulation,
            Population population,
            WorkerPool pool,
            Worker[] workers,
            Vectors vectors,
            F64Array groups,
            ObservationSums observationSums) {
        this.settings = settings;
        this.simulation = simulation;
        this.population = population;
        this.pool = pool;
        this.workers = workers;
        this.vectors = vectors;
        this.groups = groups;
        this.observationSums = observationSums;
        this.name = settings.estimator().toString();
    }

    /** How many gradients of 16 episodes there are. */
    static int groups(int episodes) {
        return (episodes + Tile.LANE_MULTIPLE - 1) / Tile.LANE_MULTIPLE;
    }

    @Override
    public boolean estimate(long parameters, int gen, long gradientOffset, EstimateInfo out) {
        generation = gen;
        theta = parameters;
        gradient = gradientOffset;
        for (Worker worker : workers) {
            worker.clear();
        }
        next.set(0);
        pool.run(episodes);
        if (population.cancelled()) {
            return false;
        }
        pool.run(sum);
        out.centreCost = PairwiseSum.mean(population.costs(), 0, settings.episodes());
        out.populationMeanCost = out.centreCost;
        out.estimator = name;
        out.episodes = settings.episodes();
        out.simulatorSteps = population.liveSteps();
        out.failedEpisodes = population.failed();
        out.nonFiniteEpisodes = population.nonFinite();
        return true;
    }

    private void episodes(int index) {
        int tiles = (settings.episodes() + simulation.lanes() - 1) / simulation.lanes();
        int tile = next.getAndIncrement();
        while (tile < tiles && !population.cancelled()) {
            run(workers[index], tile * simulation.lanes());
            tile = next.getAndIncrement();
        }
    }

    private void run(Worker worker, int first) {
        GradientRunner runner = (GradientRunner) worker.runner;
        int live = Math.min(simulation.lanes(), settings.episodes() - first);
        if (simulation.layout() == ParameterLayout.ROWS) {
            for (int i = 0; i < vectors.count(); i++) {
                double value = vectors.get(theta, i);
                for (int lane = 0; lane < simulation.lanes(); lane++) {
                    runner.parameter(i, lane, value);
                }
            }
        }
        runner.backpropagate(generation, first, live, 1.0 / settings.episodes(), theta);
        for (int group = 0; group < groups(live); group++) {
            int at = (first / Tile.LANE_MULTIPLE + group) * vectors.count();
            for (int i = 0; i < vectors.count(); i++) {
                groups.set(at + i, runner.groupGradient(i, group));
            }
        }
        for (int lane = 0; lane < live; lane++) {
            population.collect(worker, lane, first + lane);
            if (observationSums != null) {
                observationSums.collect(runner, lane, first + lane, !Population.nonFinite(runner, lane));
            }
        }
    }

    private void sum(int index) {
        int count = vectors.count();
        int from = (int) ((long) count * index / workers.length);
        int to = (int) ((long) count * (index + 1) / workers.length);
        for (int i = from; i < to; i++) {
            double total = 0;
            for (int group = 0; group < groups(settings.episodes()); group++) {
                total += groups.get(group * count + i);
            }
            vectors.set(gradient, i, total);
        }
    }
}
