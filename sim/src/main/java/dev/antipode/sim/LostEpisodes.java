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
    private final boolean floats;
    private final double charge;

    LostEpisodes(Rollout rollout, RolloutRows rows, double charge) {
        this.rollout = rollout;
        this.rows = rows;
        this.floats = rollout.precision() == Precision.F32;
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
        int costs = rows.cost.first();
        int counts = rows.stepCount.first();
        for (int lane = 0; lane < frame.lanes; lane++) {
            double cost = rollout.get(frame, costs, lane);
            rollout.set(frame, costs, lane, floats ? charged((float) cost, steps) : charged(cost, steps));
            rollout.set(frame, counts, lane, rollout.get(frame, counts, lane) + steps);
        }
        frame.step += steps;
    }

    private float charged(float cost, int steps) {
        float more = (float) charge;
        for (int i = 0; i < steps; i++) {
            cost += more;
        }
        return cost;
    }

    private double charged(double cost, int steps) {
        for (int i = 0; i < steps; i++) {
            cost += charge;
        }
        return cost;
    }
}
