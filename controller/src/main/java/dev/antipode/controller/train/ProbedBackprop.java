package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;

/**
 * Truncated backpropagation whose updates can probe the cost on the way: half of the update's episodes run at one point beside
 * {@code theta}, and the same ones once more at the point opposite. The gradient is the mean of both, and the differences of their costs
 * are samples of evolution strategies that cost no step; all that is lost is that half as many different episodes run. Updates without
 * a probe are plain ones.
 */
final class ProbedBackprop extends DerivativeEstimator {
    private final Population population;
    private final Perturbations perturbations;
    private final F64Array groups;
    private final F64Array direction;
    private final int half;
    private final int tilesPerSide;
    private final int groupsPerSide;
    /** Control steps that costs are backpropagated through. */
    int window;

    /** Receives the growth of perturbations; null where it is not measured. */
    GrowthCurve growth;

    private Probe probe = Probe.NONE;
    private double sigma;

    /** Where the episodes of an update run. */
    enum Probe {
        /** All at theta. */
        NONE,
        /** At one standard deviation before and behind theta along a direction, which tells the slope there episode by episode. */
        ALONG,
        /** At an antithetic pair {@code theta + sigma e} and {@code theta - sigma e}. */
        ANTITHETIC
    }

    private ProbedBackprop(EstimatorContext context, F64Array groups, F64Array direction) {
        super(context);
        this.population = context.population();
        this.perturbations = context.perturbations();
        this.groups = groups;
        this.direction = direction;
        this.half = settings.episodes() / 2;
        this.tilesPerSide = (half + simulation.lanes() - 1) / simulation.lanes();
        this.groupsPerSide = TruncatedBackprop.groups(half);
    }

    /** The memory for a gradient of every 16 episodes, and for the direction. */
    static final class Design {
        private final int groups;
        private final int parameters;
        private final int length;
        private long offset;
        private long direction;

        Design(int episodes, int parameters) {
            if (episodes % 2 != 0) {
                throw new IllegalArgumentException("the guarded estimator runs the same episodes at two points, so "
                        + episodes + " episodes must be an even number; give --episodes " + (episodes + 1));
            }
            this.groups = 2 * TruncatedBackprop.groups(episodes / 2);
            this.parameters = parameters;
            this.length = Math.multiplyExact(groups, parameters);
        }

        void plan(MemoryPlan.Builder plan) {
            String dimensions = groups + " x " + parameters + " x F64";
            offset = plan.add("gradients of 16 episodes each", dimensions, F64Array.bytes(length));
            direction = plan.add("guard: tested direction", parameters + " x F64", F64Array.bytes(parameters));
        }

        ProbedBackprop make(EstimatorContext context) {
            return new ProbedBackprop(
                    context,
                    new F64Array(context.block(), offset, length),
                    new F64Array(context.block(), direction, parameters));
        }
    }

    /** Chooses the points of the next estimate; along a direction that has no length, it is theta. */
    void aim(int gen, double deviation, Probe choice, F64Array towards) {
        generation = gen;
        sigma = deviation;
        probe = choice;
        double length = Math.sqrt(PairwiseSum.squares(towards, 0, vectors.count(), 0));
        for (int i = 0; probe == Probe.ALONG && i < vectors.count(); i++) {
            direction.set(i, length > 0 ? towards.get(i) / length : 0);
        }
    }

    Probe probe() {
        return probe;
    }

    /** How many differences of costs a probe has told. */
    int differences() {
        return half;
    }

    /**
     * Measures how perturbations grow from the starts of the next update's first episodes until they are beyond a factor.
     *
     * @return the steps that it took
     */
    long grow(long parameters, double factor) {
        Worker worker = workers[0];
        GradientRunner runner = (GradientRunner) worker.runner;
        int live = Math.min(GrowthCurve.EPISODES, half);
        spread(runner, parameters);
        runner.grow(generation, live, parameters, growth, factor);
        long steps = 0;
        for (int lane = 0; lane < live; lane++) {
            steps += runner.liveSteps(lane);
        }
        return steps;
    }

    /** The difference of an episode's costs at the two points by their distance, in units of a standard deviation: after {@link #estimate}. */
    double difference(int episode) {
        return (population.costs().get(episode) - population.costs().get(half + episode)) / (2 * sigma);
    }

    /** That of the mean costs. */
    double meanDifference() {
        double first = PairwiseSum.mean(population.costs(), 0, half);
        double second = PairwiseSum.mean(population.costs(), half, half);
        return (first - second) / (2 * sigma);
    }

    /** The square of the standard error of the mean cost, where all episodes are different ones. */
    double squaredError(double mean) {
        int episodes = settings.episodes();
        double squares = PairwiseSum.squares(population.costs(), 0, episodes, mean);
        return squares / (episodes - 1) / episodes;
    }

    @Override
    int tileCount() {
        return 2 * tilesPerSide;
    }

    @Override
    int repetitions() {
        return 1;
    }

    @Override
    void tile(Worker worker, int tile) {
        int side = tile / tilesPerSide;
        int first = tile % tilesPerSide * simulation.lanes();
        long point = probe == Probe.NONE ? theta : worker.perturbed;
        if (probe != Probe.NONE && worker.candidate != side) {
            perturb(worker, side);
            worker.candidate = side;
        }
        GradientRunner runner = (GradientRunner) worker.runner;
        int live = Math.min(simulation.lanes(), half - first);
        spread(runner, point);
        GrowthCurve curve = tile == 0 ? growth : null;
        double weight = 1.0 / settings.episodes();
        int episode = probe == Probe.NONE ? side * half + first : first;
        runner.backpropagate(generation, episode, simulation.lanes(), live, weight, point, window, curve);
        for (int group = 0; group < TruncatedBackprop.groups(live); group++) {
            int at = (side * groupsPerSide + first / Tile.LANE_MULTIPLE + group) * vectors.count();
            for (int i = 0; i < vectors.count(); i++) {
                groups.set(at + i, runner.groupGradient(i, group));
            }
        }
        collect(worker, side * half + first, live);
    }

    private void perturb(Worker worker, int side) {
        double sign = side == 0 ? 1 : -1;
        for (int chunk = 0; chunk < Perturbations.chunks(vectors.count()); chunk++) {
            // Pairs of the population's own come before.
            perturbations.fill(worker.staging, generation, settings.population() / 2, chunk);
            int first = chunk * Perturbations.CHUNK;
            for (int i = first; i < Math.min(first + Perturbations.CHUNK, vectors.count()); i++) {
                double step = probe == Probe.ALONG ? direction.get(i) : perturbations.get(worker.staging, i - first);
                vectors.set(worker.perturbed, i, vectors.get(theta, i) + sign * sigma * step);
            }
        }
    }

    @Override
    void sum(int index) {
        int count = vectors.count();
        int from = (int) ((long) count * index / workers.length);
        int to = (int) ((long) count * (index + 1) / workers.length);
        for (int i = from; i < to; i++) {
            double total = 0;
            for (int group = 0; group < 2 * groupsPerSide; group++) {
                total += groups.get(group * count + i);
            }
            vectors.set(gradient, i, total);
        }
    }
}
