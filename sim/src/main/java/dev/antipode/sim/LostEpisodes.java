package dev.antipode.sim;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Frame;

/**
 * The rest of a tile whose episodes are all lost: states stay where they are, and each step adds the same charge to the cost. Doing
 * only that gives the bits of running the steps.
 */
final class LostEpisodes {
    /** Steps from one look at the tile to the next. */
    static final int INTERVAL_STEPS = 8;

    private final Rollout rollout;
    private final RolloutRows rows;
    private final double charge;

    LostEpisodes(Rollout rollout, RolloutRows rows, double charge) {
        this.rollout = rollout;
        this.rows = rows;
        this.charge = rollout.precision().round(charge);
    }

    /** Whether no lane is live any more. */
    boolean everywhere(Frame frame) {
        for (int lane = 0; lane < frame.lanes; lane++) {
            if (!rollout.failed(frame, lane)) {
                return false;
            }
        }
        return true;
    }

    /** Lets steps pass. */
    void pass(Frame frame, int steps) {
        Precision precision = rollout.precision();
        int costs = rows.cost.first();
        int counts = rows.stepCount.first();
        for (int lane = 0; lane < frame.lanes; lane++) {
            double cost = rollout.get(frame, costs, lane);
            for (int i = 0; i < steps; i++) {
                // The sum of two floats is rounded once more, by which it does not change: a double has more than twice
                // their bits.
                cost = precision.round(cost + charge);
            }
            rollout.set(frame, costs, lane, cost);
            rollout.set(frame, counts, lane, rollout.get(frame, counts, lane) + steps);
        }
        frame.step += steps;
    }
}
