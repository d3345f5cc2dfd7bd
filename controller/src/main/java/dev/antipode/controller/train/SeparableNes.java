package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.random.EpisodeSet;

/**
 * Separable natural evolution strategies: a normal distribution with a standard deviation for each coordinate, both of which follow
 * the natural gradient of the expected utility. With {@code z} the standard normal numbers of a candidate and {@code u} its
 * utility,
 *
 * <pre>
 * theta      = theta + learningRate * deviation * sum of u z
 * deviation  = deviation * exp(0.5 * rate * sum of u (z^2 - 1)),   rate = (3 + ln n) / (5 sqrt n)
 * </pre>
 *
 * where the estimate is {@code -deviation * sum of u z}, to be taken by gradient descent without momentum and with a learning rate of
 * 1. Candidates come in antithetic pairs here as everywhere, so the {@code z} of a pair differ in sign alone. The deviations start
 * at the first value of the settings' sigma, and only change by this rule from then on.
 *
 * <p>Source: Wierstra, Schaul, Glasmachers, Sun, Peters, Schmidhuber, "Natural evolution strategies", JMLR 15 (2014), algorithm 6 and
 * table 1.
 */
final class SeparableNes extends PairEstimator {
    private final F64Array deviations;
    private final double rate;
    private final SearchDistribution distribution = this::candidate;

    private SeparableNes(EstimatorContext context, Fitness fitness, F64Array deviations) {
        super(context, fitness, context.settings().estimator().toString());
        this.deviations = deviations;
        int n = vectors.count();
        this.rate = (3 + StrictMath.log(n)) / (5 * Math.sqrt(n));
        double initial = settings.sigma().at(0, settings.generations());
        for (int i = 0; i < n; i++) {
            deviations.set(i, initial);
        }
    }

    /** The memory for a deviation of every parameter, and for the utilities of a population. */
    static final class Design implements EstimatorDesign {
        private final Fitness.Plan fitness;
        private final int parameters;
        private long deviations;

        Design(int population, int parameters) {
            this.fitness = new Fitness.Plan(population);
            this.parameters = parameters;
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            fitness.add(plan);
            deviations = plan.add("deviations", parameters + " coordinates x F64", F64Array.bytes(parameters));
        }

        @Override
        public SeparableNes make(EstimatorContext context) {
            F64Array array = new F64Array(context.block(), deviations, parameters);
            return new SeparableNes(context, fitness.make(context.block()), array);
        }
    }

    @Override
    public double[] state() {
        double[] state = new double[deviations.length()];
        for (int i = 0; i < state.length; i++) {
            state[i] = deviations.get(i);
        }
        return state;
    }

    @Override
    public void restore(double[] state) {
        for (int i = 0; i < deviations.length(); i++) {
            deviations.set(i, state[i]);
        }
    }

    @Override
    boolean run(long theta) {
        return population.run(EpisodeSet.TRAINING, generation, 0, settings.episodes(), pairs, distribution, theta);
    }

    private void candidate(Worker worker, int gen, int pair, double sign, long theta) {
        for (int chunk = 0; chunk < Perturbations.chunks(vectors.count()); chunk++) {
            perturbations.fill(worker.staging, gen, pair, chunk);
            int first = chunk * Perturbations.CHUNK;
            int end = Math.min(first + Perturbations.CHUNK, vectors.count());
            for (int i = first; i < end; i++) {
                double step = sign * deviations.get(i) * perturbations.get(worker.staging, i - first);
                vectors.set(worker.perturbed, i, vectors.get(theta, i) + step);
            }
        }
    }

    @Override
    public boolean estimate(long theta, int gen, long gradientOffset, EstimateInfo out) {
        int n = deviations.length();
        double mean = PairwiseSum.mean(deviations, 0, n);
        boolean done = super.estimate(theta, gen, gradientOffset, out);
        out.sigma = mean;
        return done;
    }

    @Override
    void weigh() {
        Utilities.rank(fitness.costs(), 2 * pairs, fitness.order(), fitness.weights());
    }

    /** The chunk of the estimate, and the chunk's new deviations. */
    @Override
    void chunk(Worker worker, int chunk, int first, int count) {
        sum(worker, chunk, count);
        for (int i = 0; i < count; i++) {
            vectors.set(gradient, first + i, -deviations.get(first + i) * worker.sums.get(i));
            worker.sums.set(i, 0);
        }
        for (int pair = 0; pair < pairs; pair++) {
            double utility = fitness.weights().get(2 * pair) + fitness.weights().get(2 * pair + 1);
            perturbations.fill(worker.staging, generation, pair, chunk);
            for (int i = 0; i < count; i++) {
                double z = perturbations.get(worker.staging, i);
                worker.sums.set(i, worker.sums.get(i) + utility * (z * z - 1));
            }
        }
        for (int i = 0; i < count; i++) {
            double growth = StrictMath.exp(0.5 * rate * worker.sums.get(i));
            deviations.set(first + i, deviations.get(first + i) * growth);
        }
    }
}
