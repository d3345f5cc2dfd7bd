package dev.antipode.controller.train;

import dev.antipode.sim.ParameterLayout;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What estimators from derivatives have in common: workers take tiles of training episodes, and then
 * each adds up the coordinates that are its own, in an order that depends on neither tiles nor workers.
 */
abstract class DerivativeEstimator implements Estimator {
    final LearningSettings settings;
    final Simulation simulation;
    final Worker[] workers;
    final Vectors vectors;
    private final Population population;
    private final WorkerPool pool;
    private final ObservationSums observationSums;
    private final AtomicInteger next = new AtomicInteger();
    private final WorkerPool.Phase tiles = this::tiles;
    private final WorkerPool.Phase sum = this::sum;
    private final String name;

    int generation;
    long theta;
    long gradient;

    DerivativeEstimator(EstimatorContext context) {
        this.settings = context.settings();
        this.simulation = context.simulation();
        this.population = context.population();
        this.pool = context.pool();
        this.workers = context.workers();
        this.vectors = context.vectors();
        this.observationSums = context.observationSums();
        this.name = settings.estimator().toString();
    }

    /** How many tiles an estimate takes. */
    abstract int tileCount();

    /** How often each episode is run. */
    abstract int repetitions();

    /** Runs one tile; of the tiles that run an episode, one must {@link #collect} it. */
    abstract void tile(Worker worker, int tile);

    /** Adds up the coordinates of one worker. */
    abstract void sum(int worker);

    @Override
    public final boolean estimate(long parameters, int gen, long gradientOffset, EstimateInfo out) {
        generation = gen;
        theta = parameters;
        gradient = gradientOffset;
        for (Worker worker : workers) {
            worker.clear();
        }
        next.set(0);
        pool.run(tiles);
        if (population.cancelled()) {
            return false;
        }
        pool.run(sum);
        out.centreCost = PairwiseSum.mean(population.costs(), 0, settings.episodes());
        out.populationMeanCost = out.centreCost;
        out.estimator = name;
        out.episodes = settings.episodes();
        out.simulatorSteps = population.liveSteps() * repetitions();
        out.gradientSteps = settings.estimator().tangent() ? 0 : out.simulatorSteps;
        out.tangentSteps = settings.estimator().tangent() ? out.simulatorSteps : 0;
        out.failedEpisodes = population.failed();
        out.nonFiniteEpisodes = population.nonFinite();
        return true;
    }

    private void tiles(int index) {
        int tile = next.getAndIncrement();
        while (tile < tileCount() && !population.cancelled()) {
            tile(workers[index], tile);
            tile = next.getAndIncrement();
        }
    }

    /** Gives every lane a vector of parameters, where lanes have parameters of their own. */
    final void spread(EpisodeRunner runner, long parameters) {
        for (int i = 0; simulation.layout() == ParameterLayout.ROWS && i < vectors.count(); i++) {
            double value = vectors.get(parameters, i);
            for (int lane = 0; lane < simulation.lanes(); lane++) {
                runner.parameter(i, lane, value);
            }
        }
    }

    /** Takes in cost and fate of the episodes of the first lanes, as those from a number on. */
    final void collect(Worker worker, int firstEpisode, int live) {
        for (int lane = 0; lane < live; lane++) {
            population.collect(worker, lane, firstEpisode + lane);
            if (observationSums != null) {
                boolean finite = !Population.nonFinite(worker.runner, lane);
                observationSums.collect(worker.runner, lane, firstEpisode + lane, finite);
            }
        }
    }
}
