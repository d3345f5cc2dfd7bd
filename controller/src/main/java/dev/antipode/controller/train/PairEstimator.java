package dev.antipode.controller.train;

import dev.antipode.core.random.EpisodeSet;

/**
 * What estimators from the costs of antithetic pairs have in common: all candidates run the same episodes, their costs become
 * weights, and then each worker computes the chunks of coordinates that are its own, adding the pairs in order of their index.
 */
abstract class PairEstimator implements Estimator {
    final LearningSettings settings;
    final Population population;
    final Perturbations perturbations;
    final Worker[] workers;
    final Vectors vectors;
    final WorkerPool pool;
    final Fitness fitness;
    private final String name;
    private final WorkerPool.Phase chunks = this::chunks;

    int generation;
    long gradient;
    /** How many pairs the next estimate takes: the population's half, or fewer. */
    int pairs;
    /** Whether the next estimate also runs the unperturbed parameters, to tell what they cost. */
    boolean centred = true;

    PairEstimator(EstimatorContext context, Fitness fitness, String name) {
        this.settings = context.settings();
        this.population = context.population();
        this.perturbations = context.perturbations();
        this.workers = context.workers();
        this.vectors = context.vectors();
        this.pool = context.pool();
        this.fitness = fitness;
        this.pairs = settings.population() / 2;
        this.name = name;
    }

    /** Turns the candidates' costs into their weights. */
    abstract void weigh();

    /** Computes the estimate of one chunk of coordinates. */
    abstract void chunk(Worker worker, int chunk, int first, int count);

    /** Runs the candidates; false if cancelled. */
    boolean run(long theta) {
        int episodes = settings.episodes();
        return centred
                ? population.run(EpisodeSet.TRAINING, generation, 0, episodes, pairs, sigma(), theta)
                : population.runPairs(EpisodeSet.TRAINING, generation, 0, episodes, pairs, sigma(), theta);
    }

    /** The deviation that the settings give this generation. */
    final double sigma() {
        return settings.sigma().at(generation, settings.generations());
    }

    @Override
    public boolean estimate(long theta, int gen, long gradientOffset, EstimateInfo out) {
        generation = gen;
        gradient = gradientOffset;
        if (!run(theta)) {
            return false;
        }
        int episodes = settings.episodes();
        F64Array costs = population.costs();
        for (int c = 0; c < 2 * pairs; c++) {
            fitness.costs().set(c, PairwiseSum.mean(costs, c * episodes, episodes));
        }
        weigh();
        out.populationMeanCost = PairwiseSum.mean(fitness.costs(), 0, 2 * pairs);
        out.centreCost = centred ? PairwiseSum.mean(costs, 2 * pairs * episodes, episodes) : out.populationMeanCost;
        out.estimator = name;
        out.episodes = (2L * pairs + (centred ? 1 : 0)) * episodes;
        out.simulatorSteps = population.liveSteps();
        out.gradientSteps = 0;
        out.tangentSteps = 0;
        out.failedEpisodes = population.failed();
        out.nonFiniteEpisodes = population.nonFinite();
        pool.run(chunks);
        return true;
    }

    private void chunks(int index) {
        int chunks = Perturbations.chunks(vectors.count());
        int end = (int) ((long) chunks * (index + 1) / workers.length);
        for (int chunk = (int) ((long) chunks * index / workers.length); chunk < end; chunk++) {
            int first = chunk * Perturbations.CHUNK;
            chunk(workers[index], chunk, first, Math.min(Perturbations.CHUNK, vectors.count() - first));
        }
    }

    /** What a pair's perturbation counts in the estimate. */
    final double weight(int pair) {
        return fitness.weights().get(2 * pair) - fitness.weights().get(2 * pair + 1);
    }

    /** Leaves the sum of the weighted perturbations in the worker's {@code sums}. */
    final void sum(Worker worker, int chunk, int count) {
        for (int i = 0; i < count; i++) {
            worker.sums.set(i, 0);
        }
        for (int pair = 0; pair < pairs; pair++) {
            double weight = weight(pair);
            if (weight != 0) {
                perturbations.add(worker.staging, worker.sums, generation, pair, chunk, count, weight);
            }
        }
    }
}
