package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;

/**
 * Antithetic evolution strategies: the gradient of the cost smoothed by a Gaussian, from the costs of pairs
 * {@code theta + sigma e} and {@code theta - sigma e} on the same episodes. With unshaped costs {@code f} it is
 * {@code sum of (f(theta + sigma e) - f(theta - sigma e)) e / (2 pairs sigma)}.
 *
 * <p>Source: Salimans, Ho, Chen, Sidor, Sutskever, "Evolution strategies as a scalable alternative to reinforcement learning"
 * (2017), section 2, with mirrored sampling and rank shaping of section 2.1.
 */
final class AntitheticEs extends PairEstimator {
    private double factor;

    private AntitheticEs(EstimatorContext context, Fitness fitness) {
        super(context, fitness, "es");
    }

    /** The memory for the shaping of a population's fitness. */
    static final class Design implements EstimatorDesign {
        private final Fitness.Plan fitness;

        Design(int population) {
            this.fitness = new Fitness.Plan(population);
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            fitness.add(plan);
        }

        @Override
        public AntitheticEs make(EstimatorContext context) {
            return new AntitheticEs(context, fitness.make(context.block()));
        }
    }

    @Override
    void weigh() {
        settings.shaping().shape(fitness.costs(), 2 * pairs, fitness.order(), fitness.weights());
        factor = 1 / (2.0 * pairs * sigma());
    }

    @Override
    void chunk(Worker worker, int chunk, int first, int count) {
        sum(worker, chunk, count);
        for (int i = 0; i < count; i++) {
            vectors.set(gradient, first + i, worker.sums.get(i) * factor);
        }
    }
}
