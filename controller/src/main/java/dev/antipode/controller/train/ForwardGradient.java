package dev.antipode.controller.train;

import dev.antipode.sim.ParameterLayout;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gradient by forward mode, without a tape: exactly, from the derivative in the direction of each parameter, or unbiased from
 * random directions, {@code mean of (g . v) v} over vectors v of independent signs (A. G. Baydin, B. A. Pearlmutter, D. Syme,
 * F. Wood, P. Torr, "Gradients without backpropagation", 2022, with signs for normal numbers, whose second moment is larger).
 * Where lanes have parameters of their own, a tile takes several directions.
 *
 * <p>It needs little memory but is no remedy for chaos: tangents grow as cotangents do.
 */
final class ForwardGradient implements Estimator {
    private final LearningSettings settings;
    private final Simulation simulation;
    private final Population population;
    private final Perturbations perturbations;
    private final WorkerPool pool;
    private final Worker[] workers;
    private final Vectors vectors;
    private final F64Array derivatives;
    private final ObservationSums observationSums;
    private final AtomicInteger next = new AtomicInteger();
    private final WorkerPool.Phase episodes = this::episodes;
    private final WorkerPool.Phase accumulate = this::accumulate;
    private final String name;
    private final int directions;
    private final boolean exact;
    private final int directionsPerTile;
    private final int tilesPerDirection;

    private int generation;
    private long theta;
    private long gradient;

    /**
     * @param derivatives room for a number for each direction and episode
     * @param observationSums null where observations are scaled by their ranges
     */
    ForwardGradient(
            LearningSettings settings,
            Simulation simulation,
            Population population,
            Perturbations perturbations,
            WorkerPool pool,
            Worker[] workers,
            Vectors vectors,
            F64Array derivatives,
            ObservationSums observationSums) {
        this.settings = settings;
        this.simulation = simulation;
        this.population = population;
        this.perturbations = perturbations;
        this.pool = pool;
        this.workers = workers;
        this.vectors = vectors;
        this.derivatives = derivatives;
        this.observationSums = observationSums;
        this.name = settings.estimator().toString();
        this.exact = settings.estimator().directions() == 0;
        this.directions = directions(settings, vectors.count());
        boolean rows = simulation.layout() == ParameterLayout.ROWS;
        int lanes = simulation.lanes();
        this.directionsPerTile = rows && settings.episodes() <= lanes ? lanes / settings.episodes() : 1;
        this.tilesPerDirection = (settings.episodes() + lanes - 1) / lanes;
    }

    /** How many directions an estimate takes. */
    static int directions(LearningSettings settings, int parameters) {
        return settings.estimator().directions() == 0
                ? parameters
                : settings.estimator().directions();
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
        pool.run(accumulate);
        out.centreCost = PairwiseSum.mean(population.costs(), 0, settings.episodes());
        out.populationMeanCost = out.centreCost;
        out.estimator = name;
        out.episodes = settings.episodes();
        // Every direction runs the same episodes.
        out.simulatorSteps = population.liveSteps() * directions;
        out.failedEpisodes = population.failed();
        out.nonFiniteEpisodes = population.nonFinite();
        return true;
    }

    private void episodes(int index) {
        int items = (directions + directionsPerTile - 1) / directionsPerTile * tilesPerDirection;
        int item = next.getAndIncrement();
        while (item < items && !population.cancelled()) {
            run(
                    workers[index],
                    item / tilesPerDirection * directionsPerTile,
                    item % tilesPerDirection * simulation.lanes());
            item = next.getAndIncrement();
        }
    }

    private void run(Worker worker, int first, int offset) {
        DirectionalRunner runner = (DirectionalRunner) worker.runner;
        int count = Math.min(directionsPerTile, directions - first);
        int laneEpisodes = directionsPerTile > 1 ? settings.episodes() : simulation.lanes();
        for (int d = 0; d < count; d++) {
            direction(worker, first + d);
            if (simulation.layout() == ParameterLayout.ROWS) {
                spread(worker, d * laneEpisodes, d == count - 1 ? simulation.lanes() : (d + 1) * laneEpisodes);
            }
        }
        runner.runDirection(generation, offset, laneEpisodes, theta, worker.perturbed);
        int live = Math.min(laneEpisodes, settings.episodes() - offset);
        for (int d = 0; d < count; d++) {
            for (int e = 0; e < live; e++) {
                double derivative = runner.costDerivative(d * laneEpisodes + e);
                derivatives.set((first + d) * settings.episodes() + offset + e, derivative);
            }
        }
        if (first == 0) {
            for (int e = 0; e < live; e++) {
                population.collect(worker, e, offset + e);
                if (observationSums != null) {
                    observationSums.collect(runner, e, offset + e, !Population.nonFinite(runner, e));
                }
            }
        }
    }

    /** Writes a direction where the worker has room for a vector of parameters. */
    private void direction(Worker worker, int d) {
        if (exact) {
            for (int i = 0; i < vectors.count(); i++) {
                vectors.set(worker.perturbed, i, i == d ? 1 : 0);
            }
            return;
        }
        for (int chunk = 0; chunk < Perturbations.chunks(vectors.count()); chunk++) {
            perturbations.fill(worker.staging, generation, d, chunk);
            int first = chunk * Perturbations.CHUNK;
            for (int i = first; i < Math.min(first + Perturbations.CHUNK, vectors.count()); i++) {
                vectors.set(worker.perturbed, i, sign(worker, i - first));
            }
        }
    }

    private double sign(Worker worker, int i) {
        return perturbations.get(worker.staging, i) < 0 ? -1 : 1;
    }

    private void spread(Worker worker, int from, int to) {
        DirectionalRunner runner = (DirectionalRunner) worker.runner;
        for (int i = 0; i < vectors.count(); i++) {
            double value = vectors.get(theta, i);
            double component = vectors.get(worker.perturbed, i);
            for (int lane = from; lane < to; lane++) {
                runner.parameter(i, lane, value);
                runner.direction(i, lane, component);
            }
        }
    }

    /** A worker adds the directions in their order, for the chunks of coordinates that are its own. */
    private void accumulate(int index) {
        Worker worker = workers[index];
        int chunks = Perturbations.chunks(vectors.count());
        int end = (int) ((long) chunks * (index + 1) / workers.length);
        for (int chunk = (int) ((long) chunks * index / workers.length); chunk < end; chunk++) {
            int first = chunk * Perturbations.CHUNK;
            int count = Math.min(Perturbations.CHUNK, vectors.count() - first);
            for (int i = 0; i < count; i++) {
                worker.sums.set(i, exact ? derivative(first + i) : 0);
            }
            for (int d = 0; !exact && d < directions; d++) {
                double derivative = derivative(d) / directions;
                perturbations.fill(worker.staging, generation, d, chunk);
                for (int i = 0; i < count; i++) {
                    worker.sums.set(i, worker.sums.get(i) + derivative * sign(worker, i));
                }
            }
            for (int i = 0; i < count; i++) {
                vectors.set(gradient, first + i, worker.sums.get(i));
            }
        }
    }

    /** Of the mean cost of an episode. */
    private double derivative(int direction) {
        return PairwiseSum.mean(derivatives, direction * settings.episodes(), settings.episodes());
    }
}
