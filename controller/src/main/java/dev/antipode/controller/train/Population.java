package dev.antipode.controller.train;

import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.ParameterLayout;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs episodes for candidates on all workers: antithetic pairs, {@code theta + sigma e} and {@code theta - sigma e} where no
 * other {@link SearchDistribution} is given, and then theta itself, the centre. All candidates run the same episodes. A lane's result does not depend on its neighbours and goes to a place of
 * its own, so it does not matter which worker does what.
 *
 * <p>Where lanes have parameters of their own and the episodes of a candidate leave room, a tile takes several
 * candidates; else it takes episodes of one candidate.
 */
final class Population {
    private final Simulation simulation;
    private final Perturbations perturbations;
    private final WorkerPool pool;
    private final Worker[] workers;
    private final Vectors vectors;
    private final F64Array costs;
    private final ObservationSums observationSums;
    private final AtomicInteger next = new AtomicInteger();
    private final WorkerPool.Phase phase = this::work;
    private final SearchDistribution isotropic = this::isotropic;
    private volatile boolean cancelled;

    /** Asked before every tile while a run begins, then null. */
    private FirstGeneration beginning;

    private EpisodeSet set = EpisodeSet.TRAINING;
    private int generation;
    private int firstEpisode;
    private int episodes;
    private int pairs;
    private boolean centred;
    private double sigma;
    private SearchDistribution distribution = isotropic;
    private long theta;
    private int candidatesPerTile;
    private int tilesPerCandidate;
    private int items;

    Population(
            Simulation simulation,
            Perturbations perturbations,
            WorkerPool pool,
            Worker[] workers,
            Vectors vectors,
            F64Array costs,
            ObservationSums observationSums) {
        this.simulation = simulation;
        this.perturbations = perturbations;
        this.pool = pool;
        this.workers = workers;
        this.vectors = vectors;
        this.costs = costs;
        this.observationSums = observationSums;
    }

    /** Lets workers stop after their current tile, until the run ends. */
    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Takes a cancellation back, once the run that it was for has ended. */
    void allow() {
        cancelled = false;
    }

    /** Lets workers wait between tiles as this says; null for no more waiting. Not during a generation. */
    void beginning(FirstGeneration first) {
        beginning = first;
    }

    /** The cost of each episode: {@code episodes} for candidate 0, then for candidate 1 and so on; the centre is the last. */
    F64Array costs() {
        return costs;
    }

    /**
     * Runs {@code 2 pairs + 1} candidates, normally distributed with the same deviation in every coordinate.
     *
     * @return false if cancelled
     */
    boolean run(
            EpisodeSet episodeSet, int gen, int first, int count, int pairCount, double deviation, long parameters) {
        sigma = deviation;
        return run(episodeSet, gen, first, count, pairCount, isotropic, parameters);
    }

    /**
     * Runs as many pairs without theta itself: {@code 2 pairs} candidates.
     *
     * @return false if cancelled
     */
    boolean runPairs(
            EpisodeSet episodeSet, int gen, int first, int count, int pairCount, double deviation, long parameters) {
        sigma = deviation;
        distribution = isotropic;
        return run(episodeSet, gen, first, count, pairCount, false, parameters);
    }

    /**
     * Runs {@code 2 pairs + 1} candidates.
     *
     * @return false if cancelled
     */
    boolean run(
            EpisodeSet episodeSet,
            int gen,
            int first,
            int count,
            int pairCount,
            SearchDistribution candidates,
            long parameters) {
        distribution = candidates;
        return run(episodeSet, gen, first, count, pairCount, true, parameters);
    }

    private boolean run(
            EpisodeSet episodeSet, int gen, int first, int count, int pairCount, boolean withCentre, long parameters) {
        set = episodeSet;
        generation = gen;
        firstEpisode = first;
        episodes = count;
        pairs = pairCount;
        centred = withCentre;
        theta = parameters;
        int lanes = simulation.lanes();
        boolean rows = simulation.layout() == ParameterLayout.ROWS;
        candidatesPerTile = rows && episodes <= lanes ? lanes / episodes : 1;
        tilesPerCandidate = (episodes + lanes - 1) / lanes;
        items = (candidates() + candidatesPerTile - 1) / candidatesPerTile * tilesPerCandidate;
        for (Worker worker : workers) {
            worker.clear();
        }
        next.set(0);
        pool.run(phase);
        return !cancelled;
    }

    private int candidates() {
        return 2 * pairs + (centred ? 1 : 0);
    }

    private void work(int index) {
        Worker worker = workers[index];
        int item = next.getAndIncrement();
        while (item < items && !cancelled) {
            if (beginning != null) {
                beginning.beforeTile(items - item);
            }
            runTile(worker, item);
            item = next.getAndIncrement();
        }
    }

    private void runTile(Worker worker, int item) {
        int candidate = item / tilesPerCandidate * candidatesPerTile;
        int offset = item % tilesPerCandidate * simulation.lanes();
        int candidates = Math.min(candidatesPerTile, candidates() - candidate);
        int laneEpisodes = candidatesPerTile > 1 ? episodes : simulation.lanes();
        long shared = 0;
        if (simulation.layout() == ParameterLayout.SHARED) {
            shared = parameters(worker, candidate);
        } else {
            spread(worker, candidate, candidates, laneEpisodes);
        }
        worker.runner.run(set, generation, firstEpisode + offset, laneEpisodes, shared);
        for (int c = 0; c < candidates; c++) {
            int live = Math.min(laneEpisodes, episodes - offset);
            for (int e = 0; e < live; e++) {
                collect(worker, c * laneEpisodes + e, candidate + c, offset + e);
            }
        }
    }

    /** Where a candidate's parameters are; perturbs them unless this worker has just done so. */
    private long parameters(Worker worker, int candidate) {
        if (candidate == 2 * pairs) {
            return theta;
        }
        if (worker.candidate != candidate) {
            distribution.candidate(worker, generation, candidate / 2, candidate % 2 == 0 ? 1 : -1, theta);
            worker.candidate = candidate;
        }
        return worker.perturbed;
    }

    private void isotropic(Worker worker, int gen, int pair, double sign, long from) {
        perturbations.perturb(worker.staging, gen, pair, sign * sigma, from, worker.perturbed, vectors.count());
    }

    /** Gives each lane the parameters of its candidate; lanes without one repeat the last. */
    private void spread(Worker worker, int first, int candidates, int laneEpisodes) {
        int lanes = simulation.lanes();
        for (int c = 0; c < candidates; c++) {
            long from = parameters(worker, first + c);
            int end = c == candidates - 1 ? lanes : (c + 1) * laneEpisodes;
            for (int i = 0; i < vectors.count(); i++) {
                double value = vectors.get(from, i);
                for (int lane = c * laneEpisodes; lane < end; lane++) {
                    worker.runner.parameter(i, lane, value);
                }
            }
        }
    }

    private void collect(Worker worker, int lane, int candidate, int episode) {
        collect(worker, lane, candidate * episodes + episode);
        if (observationSums != null && candidate == 2 * pairs && set == EpisodeSet.TRAINING) {
            observationSums.collect(worker.runner, lane, episode, !nonFinite(worker.runner, lane));
        }
    }

    /** Takes in the cost and the fate of one episode. */
    void collect(Worker worker, int lane, int place) {
        double cost = worker.runner.cost(lane);
        costs.set(place, Double.isFinite(cost) ? cost : simulation.failureCharge());
        worker.count(lane);
    }

    static boolean nonFinite(EpisodeRunner runner, int lane) {
        return !Double.isFinite(runner.cost(lane)) || runner.nonFinite(lane);
    }

    long liveSteps() {
        long sum = 0;
        for (Worker worker : workers) {
            sum += worker.liveSteps;
        }
        return sum;
    }

    int failed() {
        int sum = 0;
        for (Worker worker : workers) {
            sum += worker.failed;
        }
        return sum;
    }

    int nonFinite() {
        int sum = 0;
        for (Worker worker : workers) {
            sum += worker.nonFinite;
        }
        return sum;
    }

    int successes() {
        int sum = 0;
        for (Worker worker : workers) {
            sum += worker.successes;
        }
        return sum;
    }
}
