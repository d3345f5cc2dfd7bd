package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;

/**
 * Augmented random search: of the pairs of a population, those whose better candidate is best give
 * {@code sum of (f(theta + sigma e) - f(theta - sigma e)) e / (pairs kept x deviation of their costs f)}. Its scale does not
 * depend on that of the cost, so the optimizer sees it as it is. Equal costs give exactly zero.
 *
 * <p>Source: Mania, Guy, Recht, "Simple random search of static linear policies is competitive for reinforcement learning" (2018),
 * algorithm 2. Its version 2 scales observations by running statistics, which is {@link Normalisation#RUNNING}.
 */
final class RandomSearch extends PairEstimator {
    private final int top;
    private double factor;

    private RandomSearch(EstimatorContext context, Fitness fitness, int top) {
        super(context, fitness, context.settings().estimator().toString());
        this.top = top;
    }

    /** The memory for the costs of a population. */
    static final class Design implements EstimatorDesign {
        private final Fitness.Plan fitness;
        private final int top;

        Design(ArsChoice choice, int population) {
            int pairs = population / 2;
            if (choice.top() > pairs) {
                throw new IllegalArgumentException(
                        "the best " + choice.top() + " directions cannot be taken of the " + pairs
                                + " that a population of " + population + " has; give at most " + pairs
                                + ", or a larger population");
            }
            this.top = choice.top() == 0 ? pairs : choice.top();
            this.fitness = new Fitness.Plan(population);
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            fitness.add(plan);
        }

        @Override
        public RandomSearch make(EstimatorContext context) {
            return new RandomSearch(context, fitness.make(context.block()), top);
        }
    }

    /** The weights of the kept candidates are their costs, those of the others zero. */
    @Override
    void weigh() {
        F64Array costs = fitness.costs();
        F64Array weights = fitness.weights();
        for (int pair = 0; pair < pairs; pair++) {
            weights.set(pair, Math.min(costs.get(2 * pair), costs.get(2 * pair + 1)));
            fitness.order().set(pair, pair);
        }
        IndexSort.sort(fitness.order(), pairs, weights);
        for (int c = 0; c < 2 * pairs; c++) {
            weights.set(c, 0);
        }
        double sum = 0;
        boolean equal = true;
        double any = costs.get(2 * fitness.order().get(0));
        for (int k = 0; k < top; k++) {
            int plus = 2 * fitness.order().get(k);
            double a = costs.get(plus);
            double b = costs.get(plus + 1);
            sum += a + b;
            equal &= a == any && b == any;
            weights.set(plus, a);
            weights.set(plus + 1, b);
        }
        double mean = sum / (2.0 * top);
        double squares = 0;
        for (int k = 0; k < top; k++) {
            int plus = 2 * fitness.order().get(k);
            double a = costs.get(plus) - mean;
            double b = costs.get(plus + 1) - mean;
            squares += a * a + b * b;
        }
        double deviation = Math.sqrt(squares / (2.0 * top));
        factor = equal || !(deviation > 0) ? 0 : 1 / (top * deviation);
    }

    @Override
    void chunk(Worker worker, int chunk, int first, int count) {
        sum(worker, chunk, count);
        for (int i = 0; i < count; i++) {
            vectors.set(gradient, first + i, worker.sums.get(i) * factor);
        }
    }
}
