package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.sim.ParameterLayout;

/**
 * The gradient by forward mode, without a tape: exactly, from the derivative in the direction of each parameter, or unbiased from
 * random directions, {@code mean of (g . v) v} over vectors v of independent signs (A. G. Baydin, B. A. Pearlmutter, D. Syme,
 * F. Wood, P. Torr, "Gradients without backpropagation", 2022, with signs for normal numbers, whose second moment is larger).
 * Where lanes have parameters of their own, a tile takes several directions.
 *
 * <p>It needs little memory but is no remedy for chaos: tangents grow as cotangents do.
 */
final class ForwardGradient extends DerivativeEstimator {
    private final Perturbations perturbations;
    private final F64Array derivatives;
    private final int directions;
    private final boolean exact;
    private final int directionsPerTile;
    private final int tilesPerDirection;

    private ForwardGradient(EstimatorContext context, int directions, boolean exact, F64Array derivatives) {
        super(context);
        this.perturbations = context.perturbations();
        this.derivatives = derivatives;
        this.exact = exact;
        this.directions = directions;
        boolean rows = simulation.layout() == ParameterLayout.ROWS;
        int lanes = simulation.lanes();
        this.directionsPerTile = rows && settings.episodes() <= lanes ? lanes / settings.episodes() : 1;
        this.tilesPerDirection = (settings.episodes() + lanes - 1) / lanes;
    }

    /** The memory for a derivative in each direction. */
    static final class Design implements EstimatorDesign {
        private final boolean exact;
        private final int directions;
        private final int episodes;
        private final int length;
        private long offset;

        Design(ForwardChoice choice, int episodes, int parameters) {
            this.exact = choice.directions() == 0;
            this.directions = exact ? parameters : choice.directions();
            this.episodes = episodes;
            this.length = Math.multiplyExact(directions, episodes);
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            String dimensions = directions + " directions x " + episodes + " episodes x F64";
            offset = plan.add("derivatives in directions", dimensions, F64Array.bytes(length));
        }

        @Override
        public ForwardGradient make(EstimatorContext context) {
            return new ForwardGradient(context, directions, exact, new F64Array(context.block(), offset, length));
        }
    }

    @Override
    int tileCount() {
        return (directions + directionsPerTile - 1) / directionsPerTile * tilesPerDirection;
    }

    /** Every direction runs the same episodes. */
    @Override
    int repetitions() {
        return directions;
    }

    @Override
    void tile(Worker worker, int tile) {
        int first = tile / tilesPerDirection * directionsPerTile;
        int offset = tile % tilesPerDirection * simulation.lanes();
        DirectionalRunner runner = (DirectionalRunner) worker.runner;
        int count = Math.min(directionsPerTile, directions - first);
        int laneEpisodes = directionsPerTile > 1 ? settings.episodes() : simulation.lanes();
        for (int d = 0; d < count; d++) {
            direction(worker, first + d);
            if (simulation.layout() == ParameterLayout.ROWS) {
                spread(worker, d * laneEpisodes, d == count - 1 ? simulation.lanes() : (d + 1) * laneEpisodes);
            }
        }
        runner.runDirection(generation, offset, laneEpisodes, theta, worker.perturbed);
        int live = Math.min(laneEpisodes, settings.episodes() - offset);
        for (int d = 0; d < count; d++) {
            for (int e = 0; e < live; e++) {
                double derivative = runner.costDerivative(d * laneEpisodes + e);
                derivatives.set((first + d) * settings.episodes() + offset + e, derivative);
            }
        }
        if (first == 0) {
            collect(worker, offset, live);
        }
    }

    /** Writes a direction where the worker has room for a vector of parameters. */
    private void direction(Worker worker, int d) {
        if (exact) {
            for (int i = 0; i < vectors.count(); i++) {
                vectors.set(worker.perturbed, i, i == d ? 1 : 0);
            }
            return;
        }
        for (int chunk = 0; chunk < Perturbations.chunks(vectors.count()); chunk++) {
            perturbations.fill(worker.staging, generation, d, chunk);
            int first = chunk * Perturbations.CHUNK;
            for (int i = first; i < Math.min(first + Perturbations.CHUNK, vectors.count()); i++) {
                vectors.set(worker.perturbed, i, sign(worker, i - first));
            }
        }
    }

    private double sign(Worker worker, int i) {
        return perturbations.get(worker.staging, i) < 0 ? -1 : 1;
    }

    private void spread(Worker worker, int from, int to) {
        DirectionalRunner runner = (DirectionalRunner) worker.runner;
        for (int i = 0; i < vectors.count(); i++) {
            double value = vectors.get(theta, i);
            double component = vectors.get(worker.perturbed, i);
            for (int lane = from; lane < to; lane++) {
                runner.parameter(i, lane, value);
                runner.direction(i, lane, component);
            }
        }
    }

    /** The directions in their order, for the chunks of coordinates that are the worker's own. */
    @Override
    void sum(int index) {
        Worker worker = workers[index];
        int chunks = Perturbations.chunks(vectors.count());
        int end = (int) ((long) chunks * (index + 1) / workers.length);
        for (int chunk = (int) ((long) chunks * index / workers.length); chunk < end; chunk++) {
            int first = chunk * Perturbations.CHUNK;
            int count = Math.min(Perturbations.CHUNK, vectors.count() - first);
            for (int i = 0; i < count; i++) {
                worker.sums.set(i, exact ? derivative(first + i) : 0);
            }
            for (int d = 0; !exact && d < directions; d++) {
                double derivative = derivative(d) / directions;
                perturbations.fill(worker.staging, generation, d, chunk);
                for (int i = 0; i < count; i++) {
                    worker.sums.set(i, worker.sums.get(i) + derivative * sign(worker, i));
                }
            }
            for (int i = 0; i < count; i++) {
                vectors.set(gradient, first + i, worker.sums.get(i));
            }
        }
    }

    /** Of the mean cost of an episode. */
    private double derivative(int direction) {
        return PairwiseSum.mean(derivatives, direction * settings.episodes(), settings.episodes());
    }
}
