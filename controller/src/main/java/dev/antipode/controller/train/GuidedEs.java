package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.random.EpisodeSet;

/**
 * Guided evolution strategies: perturbations that favour the subspace of the last few surrogate gradients, here those of truncated
 * backpropagation, which may be biased; the estimate descends the smoothed cost all the same. A perturbation is
 * {@code sigma d} with
 *
 * <pre>
 * d = sqrt(alpha) e + sqrt((1 - alpha) n / k) U z
 * </pre>
 *
 * where {@code e} and {@code z} are standard normal, and the k columns of U are an orthonormal basis of the subspace. It is the
 * published distribution with covariance {@code s^2 (alpha / n I + (1 - alpha) / k U U^T)} for {@code s = sigma sqrt(n)}: then the mean
 * squared length of a perturbation is {@code n sigma^2}, that of plain evolution strategies with the same sigma. The estimate is
 * {@code sum of (f(theta + sigma d) - f(theta - sigma d)) d / (2 pairs sigma)}, the published one with {@code beta = n}; without a
 * subspace yet, or with an alpha of 1, it is that of plain evolution strategies.
 *
 * <p>Source: Maheswaranathan, Metz, Tucker, Choi, Sohl-Dickstein, "Guided evolutionary strategies: augmenting random search with
 * surrogate gradients" (2018), equations 2 and 3 and algorithm 1.
 */
final class GuidedEs extends PairEstimator {
    private final TruncatedBackprop surrogate;
    private final Subspace subspace;
    /** Along the basis: the sums of the weighted perturbations. */
    private final F64Array along;

    private final double alpha;
    private final EstimateInfo surrogateInfo = new EstimateInfo();
    private final SearchDistribution distribution = this::candidate;
    private double everywhere;
    private double within;
    private double factor;

    private GuidedEs(EstimatorContext context, Fitness fitness, Parts parts, double alpha) {
        super(context, fitness, context.settings().estimator().toString());
        this.surrogate = parts.surrogate;
        this.subspace = parts.subspace;
        this.along = parts.along;
        this.alpha = alpha;
    }

    private record Parts(TruncatedBackprop surrogate, Subspace subspace, F64Array along) {}

    /** The memory for a subspace beside those of backpropagation and of a population's fitness. */
    static final class Design implements EstimatorDesign {
        private final GuidedChoice choice;
        private final Fitness.Plan fitness;
        private final TruncatedBackprop.Design surrogate;
        private final Subspace.Plan subspace;
        private long along;

        Design(GuidedChoice choice, LearningSettings settings, int parameters) {
            this.choice = choice;
            this.fitness = new Fitness.Plan(settings.population());
            this.surrogate = new TruncatedBackprop.Design(settings.episodes(), parameters);
            this.subspace = new Subspace.Plan(choice.subspace(), parameters);
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            fitness.add(plan);
            surrogate.plan(plan);
            subspace.add(plan);
            along = plan.add("sums along the basis", choice.subspace() + " x F64", F64Array.bytes(choice.subspace()));
        }

        @Override
        public GuidedEs make(EstimatorContext context) {
            Parts parts = new Parts(
                    surrogate.make(context),
                    subspace.make(context.block()),
                    new F64Array(context.block(), along, choice.subspace()));
            return new GuidedEs(context, fitness.make(context.block()), parts, choice.alpha());
        }
    }

    @Override
    public double[] state() {
        return subspace.state();
    }

    @Override
    public void restore(double[] state) {
        subspace.restore(state);
    }

    @Override
    public boolean estimate(long theta, int gen, long gradientOffset, EstimateInfo out) {
        if (!surrogate.estimate(theta, gen, gradientOffset, surrogateInfo)) {
            return false;
        }
        boolean finite = subspace.offer(vectors, gradientOffset);
        double share = subspace.rank() == 0 ? 1 : alpha;
        everywhere = Math.sqrt(share);
        within = Math.sqrt((1 - share) * vectors.count() / Math.max(1, subspace.rank()));
        if (!super.estimate(theta, gen, gradientOffset, out)) {
            return false;
        }
        subspace.accept();
        out.nonFiniteGradients = finite ? 0 : 1;
        out.episodes += surrogateInfo.episodes;
        out.simulatorSteps += surrogateInfo.simulatorSteps;
        out.gradientSteps = surrogateInfo.gradientSteps;
        out.failedEpisodes += surrogateInfo.failedEpisodes;
        out.nonFiniteEpisodes += surrogateInfo.nonFiniteEpisodes;
        return true;
    }

    @Override
    boolean run(long theta) {
        return population.run(EpisodeSet.TRAINING, generation, 0, settings.episodes(), pairs, distribution, theta);
    }

    /** The numbers along the basis are those of the chunk after the parameters' last. */
    private void fillAlong(Worker worker, int gen, int pair) {
        perturbations.fill(worker.staging, gen, pair, Perturbations.chunks(vectors.count()));
    }

    private void candidate(Worker worker, int gen, int pair, double sign, long theta) {
        fillAlong(worker, gen, pair);
        for (int vector = 0; vector < subspace.rank(); vector++) {
            worker.sums.set(vector, within * perturbations.get(worker.staging, vector));
        }
        double scale = sign * sigma();
        for (int chunk = 0; chunk < Perturbations.chunks(vectors.count()); chunk++) {
            perturbations.fill(worker.staging, gen, pair, chunk);
            int first = chunk * Perturbations.CHUNK;
            int end = Math.min(first + Perturbations.CHUNK, vectors.count());
            for (int i = first; i < end; i++) {
                double d = everywhere * perturbations.get(worker.staging, i - first) + combine(worker.sums, i);
                vectors.set(worker.perturbed, i, vectors.get(theta, i) + scale * d);
            }
        }
    }

    /** A coordinate of a combination of the basis. */
    private double combine(F64Array numbers, int i) {
        double sum = 0;
        for (int vector = 0; vector < subspace.rank(); vector++) {
            sum += numbers.get(vector) * subspace.get(vector, i);
        }
        return sum;
    }

    @Override
    void weigh() {
        settings.shaping().shape(fitness.costs(), 2 * pairs, fitness.order(), fitness.weights());
        factor = 1 / (2.0 * pairs * sigma());
        for (int vector = 0; vector < subspace.rank(); vector++) {
            along.set(vector, 0);
        }
        for (int pair = 0; pair < pairs; pair++) {
            fillAlong(workers[0], generation, pair);
            for (int vector = 0; vector < subspace.rank(); vector++) {
                double z = within * perturbations.get(workers[0].staging, vector);
                along.set(vector, along.get(vector) + weight(pair) * z);
            }
        }
    }

    @Override
    void chunk(Worker worker, int chunk, int first, int count) {
        sum(worker, chunk, count);
        for (int i = 0; i < count; i++) {
            double total = everywhere * worker.sums.get(i) + combine(along, first + i);
            vectors.set(gradient, first + i, total * factor);
        }
    }
}
