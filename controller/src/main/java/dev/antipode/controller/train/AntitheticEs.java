package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.random.EpisodeSet;

/**
 * Antithetic evolution strategies: the gradient of the cost smoothed by a Gaussian, from the costs of pairs
 * {@code theta + sigma e} and {@code theta - sigma e} on the same episodes. With unshaped costs {@code f} it is
 * {@code sum of (f(theta + sigma e) - f(theta - sigma e)) e / (2 pairs sigma)}.
 *
 * <p>Source: Salimans, Ho, Chen, Sidor, Sutskever, "Evolution strategies as a scalable alternative to reinforcement learning"
 * (2017), section 2, with mirrored sampling and rank shaping of section 2.1.
 */
final class AntitheticEs implements Estimator {
    private final LearningSettings settings;
    private final Population population;
    private final Perturbations perturbations;
    private final WorkerPool pool;
    private final Worker[] workers;
    private final Vectors vectors;
    private final F64Array fitness;
    private final F64Array weights;
    private final I32Array order;
    private final WorkerPool.Phase accumulate = this::accumulate;
    private final int pairs;

    private int generation;
    private long gradient;
    private double factor;

    private AntitheticEs(EstimatorContext context, F64Array fitness, F64Array weights, I32Array order) {
        this.settings = context.settings();
        this.population = context.population();
        this.perturbations = context.perturbations();
        this.pool = context.pool();
        this.workers = context.workers();
        this.vectors = context.vectors();
        this.fitness = fitness;
        this.weights = weights;
        this.order = order;
        this.pairs = settings.population() / 2;
    }

    /** The memory for the shaping of a population's fitness. */
    static final class Design implements EstimatorDesign {
        private final int population;
        private long fitness;
        private long weights;
        private long order;

        Design(int population) {
            this.population = population;
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            fitness = plan.add("fitness", population + " candidates x F64", F64Array.bytes(population));
            weights = plan.add("fitness weights", population + " candidates x F64", F64Array.bytes(population));
            order = plan.add("fitness order", population + " candidates x I32", I32Array.bytes(population));
        }

        @Override
        public AntitheticEs make(EstimatorContext context) {
            return new AntitheticEs(
                    context,
                    new F64Array(context.block(), fitness, population),
                    new F64Array(context.block(), weights, population),
                    new I32Array(context.block(), order, population));
        }
    }

    @Override
    public boolean estimate(long theta, int gen, long gradientOffset, EstimateInfo out) {
        int episodes = settings.episodes();
        double sigma = settings.sigma().at(gen, settings.generations());
        if (!population.run(EpisodeSet.TRAINING, gen, 0, episodes, pairs, sigma, theta)) {
            return false;
        }
        F64Array costs = population.costs();
        for (int c = 0; c < 2 * pairs; c++) {
            fitness.set(c, PairwiseSum.mean(costs, c * episodes, episodes));
        }
        settings.shaping().shape(fitness, 2 * pairs, order, weights);
        out.centreCost = PairwiseSum.mean(costs, 2 * pairs * episodes, episodes);
        out.populationMeanCost = PairwiseSum.mean(fitness, 0, 2 * pairs);
        out.estimator = "es";
        out.episodes = (2L * pairs + 1) * episodes;
        out.simulatorSteps = population.liveSteps();
        out.gradientSteps = 0;
        out.tangentSteps = 0;
        out.failedEpisodes = population.failed();
        out.nonFiniteEpisodes = population.nonFinite();
        generation = gen;
        gradient = gradientOffset;
        factor = 1 / (2.0 * pairs * sigma);
        pool.run(accumulate);
        return true;
    }

    /** A worker adds the pairs in order of their index, for the chunks of coordinates that are its own. */
    private void accumulate(int index) {
        Worker worker = workers[index];
        int chunks = Perturbations.chunks(vectors.count());
        int end = (int) ((long) chunks * (index + 1) / workers.length);
        for (int chunk = (int) ((long) chunks * index / workers.length); chunk < end; chunk++) {
            int first = chunk * Perturbations.CHUNK;
            int count = Math.min(Perturbations.CHUNK, vectors.count() - first);
            for (int i = 0; i < count; i++) {
                worker.sums.set(i, 0);
            }
            for (int pair = 0; pair < pairs; pair++) {
                double weight = weights.get(2 * pair) - weights.get(2 * pair + 1);
                if (weight != 0) {
                    add(worker, pair, chunk, count, weight);
                }
            }
            for (int i = 0; i < count; i++) {
                vectors.set(gradient, first + i, worker.sums.get(i) * factor);
            }
        }
    }

    private void add(Worker worker, int pair, int chunk, int count, double weight) {
        perturbations.fill(worker.staging, generation, pair, chunk);
        for (int i = 0; i < count; i++) {
            double e = perturbations.get(worker.staging, i);
            worker.sums.set(i, worker.sums.get(i) + weight * e);
        }
    }
}
