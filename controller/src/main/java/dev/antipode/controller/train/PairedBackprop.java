package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;

/**
 * Truncated backpropagation of the smoothed cost at a pair of points that share their episodes: half of the update's episodes run at
 * {@code theta + sigma e}, and the same ones once more at the other point. The gradient is the mean of both; the difference of
 * their costs is a sample of evolution strategies that costs nothing. The other point is either {@code theta - sigma e},
 * or the mirror image of the first across the plane at right angles to a direction d, which tells the slope along d alone, without
 * the noise of all other directions. Along d, e is then plus or minus a quarter of its own length in place of a normal number: where
 * there are many parameters, one standard deviation of a single direction would be lost in the smoothing by all the others.
 */
final class PairedBackprop extends DerivativeEstimator {
    private final Population population;
    private final Perturbations perturbations;
    private final F64Array groups;
    private final F64Array direction;
    private final int half;
    private final int tilesPerSide;
    private final int groupsPerSide;
    /** How far the mirrored points are from the plane, in standard deviations. */
    private final double reach;

    /** Control steps that costs are backpropagated through. */
    int window;

    /** Receives the growth of perturbations; null where it is not measured. */
    GrowthCurve growth;

    private boolean mirrored;
    private double sigma;
    private double along;

    private PairedBackprop(EstimatorContext context, F64Array groups, F64Array direction) {
        super(context);
        this.population = context.population();
        this.perturbations = context.perturbations();
        this.groups = groups;
        this.direction = direction;
        this.half = settings.episodes() / 2;
        this.tilesPerSide = (half + simulation.lanes() - 1) / simulation.lanes();
        this.groupsPerSide = TruncatedBackprop.groups(half);
        this.reach = Math.max(1, Math.sqrt(vectors.count()) / 4);
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

        PairedBackprop make(EstimatorContext context) {
            return new PairedBackprop(
                    context,
                    new F64Array(context.block(), offset, length),
                    new F64Array(context.block(), direction, parameters));
        }
    }

    /** Chooses the points of the next estimate: mirrored across a direction, if it has a length, or antithetic. */
    void aim(int gen, double deviation, F64Array towards, boolean mirror) {
        generation = gen;
        sigma = deviation;
        double length = Math.sqrt(PairwiseSum.squares(towards, 0, vectors.count(), 0));
        mirrored = mirror && length > 0 && length < Double.POSITIVE_INFINITY;
        if (!mirrored) {
            return;
        }
        along = 0;
        Worker worker = workers[0];
        for (int chunk = 0; chunk < Perturbations.chunks(vectors.count()); chunk++) {
            fill(worker, chunk);
            int first = chunk * Perturbations.CHUNK;
            for (int i = first; i < Math.min(first + Perturbations.CHUNK, vectors.count()); i++) {
                direction.set(i, towards.get(i) / length);
                along += perturbations.get(worker.staging, i - first) * direction.get(i);
            }
        }
    }

    /** Pairs of the population's own come before. */
    private void fill(Worker worker, int chunk) {
        perturbations.fill(worker.staging, generation, settings.population() / 2, chunk);
    }

    boolean mirrored() {
        return mirrored;
    }

    /** The difference of the costs at the two points by the distance between them: after {@link #estimate}. */
    double difference() {
        double first = PairwiseSum.mean(population.costs(), 0, half);
        double second = PairwiseSum.mean(population.costs(), half, half);
        return (first - second) / (2 * sigma);
    }

    /** The slope of the smoothed cost along the direction; where the points were mirrored. */
    double slope() {
        return difference() / side();
    }

    /** Where the first point is along the direction, in standard deviations. */
    private double side() {
        return along < 0 ? -reach : reach;
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
        if (worker.candidate != side) {
            perturb(worker, side);
            worker.candidate = side;
        }
        GradientRunner runner = (GradientRunner) worker.runner;
        int live = Math.min(simulation.lanes(), half - first);
        spread(runner, worker.perturbed);
        GrowthCurve curve = tile == 0 ? growth : null;
        double weight = 1.0 / settings.episodes();
        runner.backpropagate(generation, first, simulation.lanes(), live, weight, worker.perturbed, window, curve);
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
            fill(worker, chunk);
            int first = chunk * Perturbations.CHUNK;
            for (int i = first; i < Math.min(first + Perturbations.CHUNK, vectors.count()); i++) {
                double e = perturbations.get(worker.staging, i - first);
                double step = mirrored ? e + (sign * side() - along) * direction.get(i) : sign * e;
                vectors.set(worker.perturbed, i, vectors.get(theta, i) + sigma * step);
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
