package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;

/**
 * Truncated backpropagation through time: the derivative of the cost of whole episodes, cut off at the beginning of every window
 * (P. J. Werbos, "Backpropagation through time: what it does and how to do it", Proceedings of the IEEE 78, 1990; R. J.
 * Williams, J. Peng, Neural Computation 2, 1990). A window that is shorter than the episode makes it biased.
 *
 * <p>Every 16 episodes give a gradient of their own; these are added in the order of the episodes, so neither threads nor lanes
 * change a bit.
 */
final class TruncatedBackprop extends DerivativeEstimator {
    private final F64Array groups;

    /** Control steps that costs are backpropagated through. */
    private final int window;

    private TruncatedBackprop(EstimatorContext context, F64Array groups) {
        super(context);
        this.groups = groups;
        this.window = settings.estimator().backpropagated(simulation.horizon());
    }

    /** The memory for a gradient of every 16 episodes. */
    static final class Design implements EstimatorDesign {
        private final int groups;
        private final int length;
        private final int parameters;
        private long offset;

        Design(int episodes, int parameters) {
            this.groups = groups(episodes);
            this.parameters = parameters;
            this.length = Math.multiplyExact(groups, parameters);
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            String dimensions = groups + " x " + parameters + " x F64";
            offset = plan.add("gradients of 16 episodes each", dimensions, F64Array.bytes(length));
        }

        @Override
        public TruncatedBackprop make(EstimatorContext context) {
            return new TruncatedBackprop(context, new F64Array(context.block(), offset, length));
        }
    }

    /** How many gradients of 16 episodes there are. */
    static int groups(int episodes) {
        return (episodes + Tile.LANE_MULTIPLE - 1) / Tile.LANE_MULTIPLE;
    }

    @Override
    int tileCount() {
        return (settings.episodes() + simulation.lanes() - 1) / simulation.lanes();
    }

    @Override
    int repetitions() {
        return 1;
    }

    @Override
    void tile(Worker worker, int tile) {
        int first = tile * simulation.lanes();
        GradientRunner runner = (GradientRunner) worker.runner;
        int live = Math.min(simulation.lanes(), settings.episodes() - first);
        spread(runner, theta);
        double weight = 1.0 / settings.episodes();
        runner.backpropagate(generation, first, simulation.lanes(), live, weight, theta, window, null);
        for (int group = 0; group < groups(live); group++) {
            int at = (first / Tile.LANE_MULTIPLE + group) * vectors.count();
            for (int i = 0; i < vectors.count(); i++) {
                groups.set(at + i, runner.groupGradient(i, group));
            }
        }
        collect(worker, first, live);
    }

    @Override
    void sum(int index) {
        int count = vectors.count();
        int from = (int) ((long) count * index / workers.length);
        int to = (int) ((long) count * (index + 1) / workers.length);
        for (int i = from; i < to; i++) {
            double total = 0;
            for (int group = 0; group < groups(settings.episodes()); group++) {
                total += groups.get(group * count + i);
            }
            vectors.set(gradient, i, total);
        }
    }
}
