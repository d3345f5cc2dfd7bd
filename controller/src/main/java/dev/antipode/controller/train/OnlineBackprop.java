package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;
import dev.antipode.sim.ParameterLayout;

/**
 * Truncated backpropagation through time online: every update runs the episodes a window further and is the gradient of the mean cost of
 * a step of that window, as if the state at its beginning did not depend on the parameters (R. J. Williams, J. Peng, "An efficient
 * gradient-based algorithm for on-line training of recurrent network trajectories", Neural Computation 2, 1990). Biased, and not by a little
 * where what a step does shows later than a window; see {@link TruncatedBackprop} for one update an episode.
 *
 * <p>Every 16 episodes give a gradient of their own; these are added in the order of the episodes.
 */
final class OnlineBackprop extends WindowEstimator {
    private final F64Array parts;
    private final WorkerPool.Phase sum = this::sum;
    private double factor;

    private OnlineBackprop(EstimatorContext context, PersistentEpisodes episodes, F64Array parts) {
        super(context, episodes);
        this.parts = parts;
    }

    /** The memory for the episodes and for a gradient of every 16 of them. */
    static final class Design implements EstimatorDesign {
        private final PersistentEpisodes.Design episodes;
        private final int parts;
        private final int parameters;
        private long offset;

        Design(LearningSettings settings, Simulation simulation) {
            int count = settings.episodes();
            int ofGroup = Math.min(simulation.lanes(), count);
            this.episodes = new PersistentEpisodes.Design(
                    PersistentEpisodes.Layout.of(settings, simulation, ofGroup, count, 1));
            this.parts = TruncatedBackprop.groups(count);
            this.parameters = simulation.parameterCount();
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            episodes.plan(plan);
            offset = plan.add(
                    "gradients of 16 episodes each",
                    parts + " x " + parameters + " x F64",
                    F64Array.bytes(Math.multiplyExact(parts, parameters)));
        }

        @Override
        public OnlineBackprop make(EstimatorContext context) {
            F64Array array = new F64Array(context.block(), offset, parts * parameters);
            return new OnlineBackprop(context, episodes.make(context.block()), array);
        }
    }

    @Override
    void begin(int generation, boolean fresh) {}

    @Override
    void estimate(long steps, long live, EstimateInfo out) {
        factor = 1.0 / steps;
        pool.run(sum);
        out.centreCost = PairwiseSum.sum(population.costs(), 0, settings.episodes(), 1) * factor * episodes.horizon();
        out.populationMeanCost = out.centreCost;
        out.episodes = settings.episodes();
        out.gradientSteps = live;
    }

    @Override
    void warmUp(Worker worker, int group) {
        spread(worker);
        long kept = episodes.kept(group, 0);
        run(worker, group, kept, kept, theta);
        for (int lane = 0; lane < episodes.live(group); lane++) {
            worker.count(lane);
        }
    }

    @Override
    void window(Worker worker, int group) {
        spread(worker);
        OnlineRunner runner = (OnlineRunner) worker.runner;
        long kept = episodes.kept(group, 0);
        int first = episodes.firstEpisode(group);
        int live = episodes.live(group);
        runner.backpropagateWindow(
                kept, kept, episodes.ended(group), first, episodes.step(group), episodes.steps(group), live, theta);
        for (int part = 0; part < TruncatedBackprop.groups(live); part++) {
            int at = (first / Tile.LANE_MULTIPLE + part) * vectors.count();
            for (int i = 0; i < vectors.count(); i++) {
                parts.set(at + i, runner.groupGradient(i, part));
            }
        }
        double charge = charge(group);
        for (int lane = 0; lane < live; lane++) {
            worker.count(lane);
            double cost = runner.cost(lane);
            population.costs().set(first + lane, Double.isFinite(cost) ? cost : charge);
            if (observationSums != null) {
                observationSums.collect(runner, lane, first + lane, !Population.nonFinite(runner, lane));
            }
        }
    }

    /** Gives every lane the parameters, where lanes have their own. */
    private void spread(Worker worker) {
        if (simulation.layout() == ParameterLayout.ROWS) {
            for (int i = 0; i < vectors.count(); i++) {
                double value = vectors.get(theta, i);
                for (int lane = 0; lane < simulation.lanes(); lane++) {
                    worker.runner.parameter(i, lane, value);
                }
            }
        }
    }

    private void sum(int index) {
        int count = vectors.count();
        int from = (int) ((long) count * index / workers.length);
        int to = (int) ((long) count * (index + 1) / workers.length);
        for (int i = from; i < to; i++) {
            double total = 0;
            for (int part = 0; part < TruncatedBackprop.groups(settings.episodes()); part++) {
                total += parts.get(part * count + i);
            }
            vectors.set(gradient, i, total * factor);
        }
    }

    @Override
    public double[] state() {
        double[] state = new double[episodes.stateLength()];
        episodes.save(state, 0);
        return state;
    }

    @Override
    public void restore(double[] state) {
        episodes.restore(state, 0);
    }
}
