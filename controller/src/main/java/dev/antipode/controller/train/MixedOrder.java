package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;

/**
 * A mix of two estimates of the gradient of the smoothed cost from batches with independent perturbations: of zeroth order, from
 * antithetic pairs and without shaping, and of first order, by backpropagation at perturbed parameters. How much is of first
 * order says the {@link ConfidenceRule}, once for all coordinates. Both batches run the same episodes, because the pairs share
 * theirs: what varies from episode to episode then moves both estimates alike, and neither the variances nor the distance
 * between the estimates have a part of it.
 *
 * <p>The rule judges along one line, that of the estimate of first order. Of n coordinates at once it could say nothing while pairs
 * are fewer than about {@code 2 n ln(n)}: 18000 for a policy of 1250 parameters. But the estimate of first order claims nothing
 * of any other direction, and along its own line the slope that the pairs measure has the error of a single number, whatever n
 * is. What the pairs find across the line stays in the mix by their share. The direction is independent of the pairs, so that their
 * projections are samples without bias.
 *
 * <p>Source: Suh, Simchowitz, Zhang, Tedrake, "Do differentiable simulators give better policy gradients?" (2022), section 4,
 * whose bound is of the whole vector, for policies of few parameters; the projection is ours.
 */
final class MixedOrder extends PairEstimator {
    private static final int SAMPLES = FirstOrderBatch.SAMPLES;

    private final FirstOrderBatch batch;
    private final Moments zeroth;
    private final Moments first;
    /** The part of each chunk of coordinates in each pair's slope along the estimate of first order: pair by pair. */
    private final F64Array slopes;

    private final double gamma;
    private final WorkerPool.Phase moments = this::moments;
    private final WorkerPool.Phase mix = this::mix;
    private double alpha;

    private MixedOrder(
            EstimatorContext context,
            Fitness fitness,
            FirstOrderBatch batch,
            Moments zeroth,
            Moments first,
            F64Array slopes,
            double gamma) {
        super(context, fitness, context.settings().estimator().toString());
        this.batch = batch;
        this.zeroth = zeroth;
        this.first = first;
        this.slopes = slopes;
        this.gamma = gamma;
    }

    /**
     * The mean of the samples of an estimate, and the variance of one sample, coordinate by coordinate.
     *
     * @param means a number a coordinate
     * @param variances a number a coordinate
     */
    private record Moments(F64Array means, F64Array variances) {
        double variance() {
            return PairwiseSum.sum(variances, 0, variances.length(), 1);
        }
    }

    /** The memory for both batches' moments beside those of a population's fitness and the samples of first order. */
    static final class Design implements EstimatorDesign {
        private final MixedChoice choice;
        private final int parameters;
        private final Fitness.Plan fitness;
        private final FirstOrderBatch.Plan batch;
        private final int chunks;
        private final int pairs;
        private long moments;
        private long slopes;

        Design(MixedChoice choice, LearningSettings settings, int parameters) {
            if (settings.population() < MixedChoice.LEAST_CANDIDATES) {
                throw new IllegalArgumentException("a population of " + settings.population()
                        + " has one pair, whose variance is unknown; give at least " + MixedChoice.LEAST_CANDIDATES
                        + " to estimator " + choice);
            }
            this.choice = choice;
            this.parameters = parameters;
            this.fitness = new Fitness.Plan(settings.population());
            this.batch = new FirstOrderBatch.Plan(settings.episodes(), parameters);
            this.chunks = Perturbations.chunks(parameters);
            this.pairs = settings.population() / 2;
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            fitness.add(plan);
            batch.add(plan);
            moments = plan.add(
                    "moments of both estimates",
                    "2 x 2 x " + parameters + " x F64",
                    F64Array.bytes(Math.multiplyExact(4, parameters)));
            slopes = plan.add(
                    "slopes along first order",
                    pairs + " pairs x " + chunks + " x F64",
                    F64Array.bytes(Math.multiplyExact(pairs, chunks)));
        }

        @Override
        public MixedOrder make(EstimatorContext context) {
            return new MixedOrder(
                    context,
                    fitness.make(context.block()),
                    batch.make(context, context.block()),
                    new Moments(array(context, 0), array(context, 1)),
                    new Moments(array(context, 2), array(context, 3)),
                    new F64Array(context.block(), slopes, pairs * chunks),
                    choice.gamma());
        }

        private F64Array array(EstimatorContext context, int index) {
            return new F64Array(context.block(), moments + index * F64Array.bytes(parameters), parameters);
        }
    }

    @Override
    public boolean estimate(long theta, int gen, long gradientOffset, EstimateInfo out) {
        generation = gen;
        if (!batch.run(gen, sigma(), theta)) {
            return false;
        }
        long firstSteps = population.liveSteps();
        long firstFailed = population.failed();
        long firstNonFinite = population.nonFinite();
        pool.run(moments);
        if (!super.estimate(theta, gen, gradientOffset, out)) {
            return false;
        }
        double firstVariance = first.variance() / SAMPLES;
        double zerothVariance = zeroth.variance() / pairs;
        decide(ConfidenceRule.leastVariance(firstVariance, zerothVariance));
        pool.run(mix);
        double rest = 1 - alpha;
        double variance = alpha == 0 ? 0 : alpha * alpha * firstVariance;
        out.variance = (variance + rest * rest * zerothVariance) / vectors.count();
        out.mixing = alpha;
        out.nonFiniteGradients = Double.isFinite(firstVariance) ? 0 : 1;
        out.episodes += batch.episodes();
        out.gradientSteps = firstSteps;
        out.simulatorSteps += firstSteps;
        out.failedEpisodes += firstFailed;
        out.nonFiniteEpisodes += firstNonFinite;
        return true;
    }

    /** From the pairs' slopes along the estimate of first order, with a running mean as for the moments. */
    private void decide(double leastVariance) {
        double squares = 0;
        for (int i = 0; i < vectors.count(); i++) {
            squares += first.means.get(i) * first.means.get(i);
        }
        double length = Math.sqrt(squares);
        int chunks = Perturbations.chunks(vectors.count());
        double mean = 0;
        double variance = 0;
        double largest = 0;
        for (int pair = 0; pair < pairs; pair++) {
            double slope = weight(pair) * PairwiseSum.sum(slopes, pair * chunks, chunks, 1) / length;
            double distance = slope - mean;
            mean += distance / (pair + 1);
            variance += distance * (slope - mean) / (pairs - 1);
            largest = Math.max(largest, Math.abs(slope));
        }
        double halfWidth = ConfidenceRule.halfWidth(variance, largest, pairs);
        alpha = ConfidenceRule.alpha(leastVariance, Math.abs(length - mean), mean, halfWidth, gamma);
    }

    /** Unshaped, so that the mean of both estimates is the gradient of the same smoothed cost. */
    @Override
    void weigh() {
        double factor = 1 / (2 * sigma());
        for (int c = 0; c < 2 * pairs; c++) {
            fitness.weights().set(c, factor * fitness.costs().get(c));
        }
    }

    /** The moments of zeroth order, with a running mean (Welford, Technometrics 4, 1962): variances stay accurate where they are small. */
    @Override
    void chunk(Worker worker, int chunk, int start, int count) {
        int chunks = Perturbations.chunks(vectors.count());
        for (int i = start; i < start + count; i++) {
            zeroth.means.set(i, 0);
            zeroth.variances.set(i, 0);
        }
        for (int pair = 0; pair < pairs; pair++) {
            perturbations.fill(worker.staging, generation, pair, chunk);
            double weight = weight(pair);
            double slope = 0;
            for (int i = 0; i < count; i++) {
                double e = perturbations.get(worker.staging, i);
                add(zeroth, start + i, weight * e, pair, pairs);
                slope += first.means.get(start + i) * e;
            }
            slopes.set(pair * chunks + chunk, slope);
        }
    }

    private void moments(int index) {
        for (int i = from(index); i < from(index + 1); i++) {
            first.means.set(i, 0);
            first.variances.set(i, 0);
            for (int sample = 0; sample < SAMPLES; sample++) {
                add(first, i, batch.get(sample, i), sample, SAMPLES);
            }
        }
    }

    private static void add(Moments moments, int i, double value, int before, int samples) {
        double mean = moments.means.get(i);
        double distance = value - mean;
        double next = mean + distance / (before + 1);
        moments.means.set(i, next);
        double part = distance * (value - next) / (samples - 1);
        moments.variances.set(i, moments.variances.get(i) + part);
    }

    private int from(int worker) {
        return (int) ((long) vectors.count() * worker / workers.length);
    }

    private void mix(int index) {
        for (int i = from(index); i < from(index + 1); i++) {
            double mean = zeroth.means.get(i);
            double mixed = alpha == 0 ? mean : alpha * first.means.get(i) + (1 - alpha) * mean;
            vectors.set(gradient, i, mixed);
        }
    }
}
