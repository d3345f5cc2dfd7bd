package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;

/**
 * A mix of two estimates of the gradient of the smoothed cost from batches with independent perturbations: of zeroth order, from
 * antithetic pairs and without shaping, and of first order, by backpropagation at perturbed parameters. How much is of first
 * order says the {@link ConfidenceRule}, once for all coordinates. Both batches run the same episodes, because the pairs share
 * theirs: what varies from episode to episode then moves both estimates alike, and neither the variances nor the distance
 * between the estimates have a part of it.
 *
 * <p>The rule gives zeroth order alone while the pairs say too little about the gradient to judge first order by: for n parameters
 * the half-width is about {@code sqrt(2 n ln(n) / pairs)} times the gradient's length. So it helps policies whose parameters are
 * fewer than the pairs; with many more, the estimate is that of unshaped evolution strategies.
 *
 * <p>Source: Suh, Simchowitz, Zhang, Tedrake, "Do differentiable simulators give better policy gradients?" (2022), section 4.
 */
final class MixedOrder extends PairEstimator {
    private static final int SAMPLES = FirstOrderBatch.SAMPLES;

    private final FirstOrderBatch batch;
    private final Moments zeroth;
    private final Moments first;
    private final double gamma;
    private final WorkerPool.Phase moments = this::moments;
    private final WorkerPool.Phase mix = this::mix;
    /** The length of the largest sample of zeroth order, for a perturbation of mean length. */
    private double largest;

    private double alpha;

    private MixedOrder(
            EstimatorContext context,
            Fitness fitness,
            FirstOrderBatch batch,
            Moments zeroth,
            Moments first,
            double gamma) {
        super(context, fitness, context.settings().estimator().toString());
        this.batch = batch;
        this.zeroth = zeroth;
        this.first = first;
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
        private long moments;

        Design(MixedChoice choice, LearningSettings settings, int parameters) {
            if (settings.population() < 4) {
                throw new IllegalArgumentException("a population of " + settings.population()
                        + " has one pair, whose variance is unknown; give at least 4 to estimator " + choice);
            }
            this.choice = choice;
            this.parameters = parameters;
            this.fitness = new Fitness.Plan(settings.population());
            this.batch = new FirstOrderBatch.Plan(settings.episodes(), parameters);
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            fitness.add(plan);
            batch.add(plan);
            moments = plan.add(
                    "moments of both estimates",
                    "2 x 2 x " + parameters + " x F64",
                    F64Array.bytes(Math.multiplyExact(4, parameters)));
        }

        @Override
        public MixedOrder make(EstimatorContext context) {
            return new MixedOrder(
                    context,
                    fitness.make(context.block()),
                    batch.make(context, context.block()),
                    new Moments(array(context, 0), array(context, 1)),
                    new Moments(array(context, 2), array(context, 3)),
                    choice.gamma());
        }

        private F64Array array(EstimatorContext context, int index) {
            return new F64Array(context.block(), moments + index * F64Array.bytes(parameters), parameters);
        }
    }

    @Override
    public boolean estimate(long theta, int gen, long gradientOffset, EstimateInfo out) {
        if (!super.estimate(theta, gen, gradientOffset, out) || !batch.run(gen, sigma(), theta)) {
            return false;
        }
        pool.run(moments);
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
        out.gradientSteps = population.liveSteps();
        out.simulatorSteps += out.gradientSteps;
        out.failedEpisodes += population.failed();
        out.nonFiniteEpisodes += population.nonFinite();
        return true;
    }

    private void decide(double leastVariance) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < vectors.count(); i++) {
            double d = first.means.get(i) - zeroth.means.get(i);
            difference += d * d;
            length += zeroth.means.get(i) * zeroth.means.get(i);
        }
        double halfWidth = ConfidenceRule.halfWidth(zeroth.variance(), largest, pairs, vectors.count());
        alpha = ConfidenceRule.alpha(leastVariance, Math.sqrt(difference), Math.sqrt(length), halfWidth, gamma);
    }

    /** Unshaped, so that the mean of both estimates is the gradient of the same smoothed cost. */
    @Override
    void weigh() {
        double factor = 1 / (2 * sigma());
        double most = 0;
        for (int c = 0; c < 2 * pairs; c++) {
            fitness.weights().set(c, factor * fitness.costs().get(c));
        }
        for (int pair = 0; pair < pairs; pair++) {
            most = Math.max(most, Math.abs(weight(pair)));
        }
        largest = most * Math.sqrt(vectors.count());
    }

    /** The moments of zeroth order, with a running mean (Welford, Technometrics 4, 1962): variances stay accurate where they are small. */
    @Override
    void chunk(Worker worker, int chunk, int start, int count) {
        for (int i = start; i < start + count; i++) {
            zeroth.means.set(i, 0);
            zeroth.variances.set(i, 0);
        }
        for (int pair = 0; pair < pairs; pair++) {
            perturbations.fill(worker.staging, generation, pair, chunk);
            double weight = weight(pair);
            for (int i = 0; i < count; i++) {
                add(zeroth, start + i, weight * perturbations.get(worker.staging, i), pair, pairs);
            }
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
