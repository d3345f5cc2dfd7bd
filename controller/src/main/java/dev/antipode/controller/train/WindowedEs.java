package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.sim.ParameterLayout;

/**
 * Evolution strategies that update once a window while episodes go on. Antithetic pairs {@code theta + sigma e} and
 * {@code theta - sigma e} share all random numbers; an update runs each a window further and is the sum over pairs of
 * {@code (L(theta + sigma e) - L(theta - sigma e)) xi / 2}, divided by the steps of all pairs: the gradient of the cost of a step. L is the
 * cost of the window alone; the methods differ in what the window's score {@code xi} is made of.
 *
 * <ul>
 *   <li>{@link WindowedChoice.Noise#REUSED}: {@code xi = e / sigma} with one e for the whole episode. Li and others,
 *       "Variance-reduced gradient estimation via noise-reuse in online evolution strategies" (2023), algorithm 1; Vicol, Kolter,
 *       Swersky, "Low-variance gradient estimation in unrolled computation graphs with ES-Single" (2023), algorithm 1.
 *   <li>{@link WindowedChoice.Noise#ACCUMULATED}: a new e each window, and xi the sum of {@code e / sigma} since the episode began, kept
 *       for each pair. Vicol, Metz, Sohl-Dickstein, "Unbiased gradient estimation in unrolled computation graphs with persistent
 *       evolution strategies" (2021), algorithm 2. Its variance grows with the number of windows.
 *   <li>{@link WindowedChoice.Noise#FORGOTTEN}: a new e each window, {@code xi = e / sigma}, and every window begins from the episode of the
 *       unperturbed parameters. The same paper, algorithm 1: biased, as it does not see what a window does to later ones.
 * </ul>
 *
 * <p>Noise is regenerated from counters wherever it is needed. Costs are not shaped: those of windows in different parts of an episode have no
 * common rank.
 */
final class WindowedEs extends WindowEstimator {
    private static final int MEAN = 2;

    private final WindowedChoice choice;
    private final Perturbations perturbations;
    private final F64Array weights;
    /** Costs of the unperturbed parameters; null where they are not run. */
    private final F64Array means;

    private final int pairs;
    /** Null where none are kept. */
    private final PairScores scores;

    private final WorkerPool.Phase accumulate = this::accumulate;

    private double sigma;
    private double factor;

    private WindowedEs(EstimatorContext context, Design design) {
        super(context, design.episodes.make(context.block()));
        this.choice = design.choice;
        this.perturbations = context.perturbations();
        this.pairs = design.pairs;
        this.weights = new F64Array(context.block(), design.weights, pairs);
        this.means = design.means < 0 ? null : new F64Array(context.block(), design.means, pairs * settings.episodes());
        this.scores = design.scores == null ? null : design.scores.make(vectors);
    }

    /** The memory for the particles, their weights and, where it is kept, the score of each pair. */
    static final class Design implements EstimatorDesign {
        private final WindowedChoice choice;
        private final LearningSettings settings;
        private final int pairs;
        private final PersistentEpisodes.Design episodes;
        private long weights;
        private long means = -1;
        /** Null where none are kept. */
        private final PairScores.Design scores;

        Design(WindowedChoice choice, LearningSettings settings, Simulation simulation) {
            this.choice = choice;
            this.settings = settings;
            this.pairs = settings.population() / 2;
            this.scores = choice.noise() == WindowedChoice.Noise.ACCUMULATED
                    ? new PairScores.Design(settings, pairs, simulation.parameterCount())
                    : null;
            int ofCandidate = settings.episodes();
            boolean rows = simulation.layout() == ParameterLayout.ROWS;
            int pairsOfGroup = rows ? simulation.lanes() / ofCandidate : 1;
            int sides = choice.noise() == WindowedChoice.Noise.FORGOTTEN ? 1 : 2;
            this.episodes = new PersistentEpisodes.Design(PersistentEpisodes.Layout.of(
                    settings, simulation, pairsOfGroup * ofCandidate, Math.multiplyExact(pairs, ofCandidate), sides));
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            episodes.plan(plan);
            weights = plan.add("weights", pairs + " pairs x F64", F64Array.bytes(pairs));
            if (choice.noise() == WindowedChoice.Noise.FORGOTTEN) {
                int count = pairs * settings.episodes();
                means = plan.add("costs of the unperturbed", count + " episodes x F64", F64Array.bytes(count));
            }
            if (scores != null) {
                scores.plan(plan);
            }
        }

        @Override
        public WindowedEs make(EstimatorContext context) {
            return new WindowedEs(context, this);
        }
    }

    @Override
    void begin(int generation, boolean fresh) {
        sigma = settings.sigma().at(generation, settings.generations());
        if (fresh && scores != null) {
            scores.clear();
        }
    }

    @Override
    void estimate(long steps, long live, EstimateInfo out) {
        factor = 1.0 / (2.0 * steps);
        int ofCandidate = settings.episodes();
        for (int pair = 0; pair < pairs; pair++) {
            double plus = PairwiseSum.sum(population.costs(), 2 * pair * ofCandidate, ofCandidate, 1);
            double minus = PairwiseSum.sum(population.costs(), (2 * pair + 1) * ofCandidate, ofCandidate, 1);
            weights.set(pair, plus - minus);
        }
        pool.run(accumulate);
        int costs = 2 * pairs * ofCandidate;
        double perStep = (double) episodes.horizon() / steps;
        out.populationMeanCost = PairwiseSum.sum(population.costs(), 0, costs, 1) * 0.5 * perStep;
        out.centreCost =
                means == null ? out.populationMeanCost : PairwiseSum.sum(means, 0, pairs * ofCandidate, 1) * perStep;
        out.episodes = (means == null ? 2L : 3L) * pairs * ofCandidate;
        out.gradientSteps = 0;
    }

    @Override
    void warmUp(Worker worker, int group) {
        window(worker, group, means == null ? 0 : MEAN);
        score(worker, group);
    }

    @Override
    void window(Worker worker, int group) {
        window(worker, group, 0);
    }

    /** Runs the sides of a group; the unperturbed last, because the others begin where it is. */
    private void window(Worker worker, int group, int firstSide) {
        boolean forgotten = means != null;
        for (int side = firstSide; side < (forgotten ? 3 : 2); side++) {
            long from = episodes.kept(group, forgotten ? 0 : side);
            long to = forgotten && side != MEAN ? -1 : from;
            long shared = parameters(worker, group, side);
            run(worker, group, from, to, shared);
            collect(worker, group, side);
        }
    }

    private int firstPair(int group) {
        return episodes.firstEpisode(group) / settings.episodes();
    }

    private int pairsOf(int group) {
        return episodes.live(group) / settings.episodes();
    }

    /** The noise that a group's next window takes; its counter has the place of a generation. */
    private int noise(int group) {
        return choice.noise() == WindowedChoice.Noise.REUSED ? episodes.ended(group) : episodes.windows(group);
    }

    /** Where a side's parameters are, if lanes share them; else they are given to the lanes. */
    private long parameters(Worker worker, int group, int side) {
        double scale = side == 0 ? sigma : -sigma;
        if (simulation.layout() == ParameterLayout.SHARED) {
            return side == MEAN ? theta : perturb(worker, group, firstPair(group), scale);
        }
        for (int pair = 0; pair < pairsOf(group); pair++) {
            long from = side == MEAN ? theta : perturb(worker, group, firstPair(group) + pair, scale);
            int first = pair * settings.episodes();
            int end = pair == pairsOf(group) - 1 ? simulation.lanes() : first + settings.episodes();
            for (int i = 0; i < vectors.count(); i++) {
                double value = vectors.get(from, i);
                for (int lane = first; lane < end; lane++) {
                    worker.runner.parameter(i, lane, value);
                }
            }
        }
        return 0;
    }

    private long perturb(Worker worker, int group, int pair, double scale) {
        perturbations.perturb(worker.staging, noise(group), pair, scale, theta, worker.perturbed, vectors.count());
        return worker.perturbed;
    }

    private void collect(Worker worker, int group, int side) {
        int ofCandidate = settings.episodes();
        double charge = charge(group);
        for (int lane = 0; lane < episodes.live(group); lane++) {
            int place = episodes.firstEpisode(group) + lane;
            int pair = place / ofCandidate;
            worker.count(lane);
            double cost = worker.runner.cost(lane);
            cost = Double.isFinite(cost) ? cost : charge;
            if (side == MEAN) {
                means.set(place, cost);
            } else {
                population.costs().set((2 * pair + side) * ofCandidate + place % ofCandidate, cost);
            }
            if (observationSums != null && side == (means == null ? 0 : MEAN)) {
                observationSums.collect(worker.runner, lane, place, !Population.nonFinite(worker.runner, lane));
            }
        }
    }

    /** Adds the noise of a window of the warm-up to what is kept. */
    private void score(Worker worker, int group) {
        if (scores == null) {
            return;
        }
        for (int pair = firstPair(group); pair < firstPair(group) + pairsOf(group); pair++) {
            for (int chunk = 0; chunk < Perturbations.chunks(vectors.count()); chunk++) {
                int first = chunk * Perturbations.CHUNK;
                int count = Math.min(Perturbations.CHUNK, vectors.count() - first);
                perturbations.fill(worker.staging, noise(group), pair, chunk);
                for (int i = 0; i < count; i++) {
                    scored(worker, pair, first, i, false);
                }
            }
        }
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
            for (int group = 0; group < episodes.groups(); group++) {
                add(worker, group, chunk, count);
            }
            for (int i = 0; i < count; i++) {
                vectors.set(gradient, first + i, worker.sums.get(i) * factor);
            }
        }
    }

    private void add(Worker worker, int group, int chunk, int count) {
        boolean last = episodes.last(group);
        for (int pair = firstPair(group); pair < firstPair(group) + pairsOf(group); pair++) {
            double weight = weights.get(pair);
            if (weight != 0 || scores != null) {
                perturbations.fill(worker.staging, noise(group), pair, chunk);
                for (int i = 0; i < count; i++) {
                    double score = scored(worker, pair, chunk * Perturbations.CHUNK, i, last);
                    worker.sums.set(i, worker.sums.get(i) + weight * score);
                }
            }
        }
    }

    /** A coordinate of a pair's score with the noise of this window; what is kept of it begins anew with the episode. */
    private double scored(Worker worker, int pair, int first, int i, boolean last) {
        double e = perturbations.get(worker.staging, i) / sigma;
        return scores == null ? e : scores.add(pair, first + i, e, last);
    }

    @Override
    public double[] state() {
        int kept = scores == null ? 0 : scores.length();
        double[] state = new double[episodes.stateLength() + kept];
        if (scores != null) {
            scores.save(state);
        }
        episodes.save(state, kept);
        return state;
    }

    @Override
    public void restore(double[] state) {
        if (scores != null) {
            scores.restore(state);
        }
        episodes.restore(state, scores == null ? 0 : scores.length());
    }
}
