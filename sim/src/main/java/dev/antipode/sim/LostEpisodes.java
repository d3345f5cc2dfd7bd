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

    private final RolloutRows rows;
    private final Precision precision;
    private final double charge;

    LostEpisodes(RolloutRows rows, Precision precision, double charge) {
        this.rows = rows;
        this.precision = precision;
        this.charge = precision.round(charge);
    }

    /** Whether no lane is live any more. */
    boolean everywhere(Frame frame) {
        for (int lane = 0; lane < frame.lanes; lane++) {
            if (get(frame, rows.alive.first(), lane) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Lets steps pass. */
    void pass(Frame frame, int steps) {
        for (int lane = 0; lane < frame.lanes; lane++) {
            double cost = get(frame, rows.cost.first(), lane);
            for (int i = 0; i < steps; i++) {
                // The sum of two floats is rounded once more, by which it does not change: a double has more than twice
                // their bits.
                cost = precision.round(cost + charge);
            }
            set(frame, rows.cost.first(), lane, cost);
            set(frame, rows.stepCount.first(), lane, get(frame, rows.stepCount.first(), lane) + steps);
        }
        frame.step += steps;
    }

    private double get(Frame frame, int row, int lane) {
        return precision.get(frame.block, frame.offset(row, lane, precision.bytes()));
    }

    private void set(Frame frame, int row, int lane, double value) {
        precision.set(frame.block, frame.offset(row, lane, precision.bytes()), value);
    }
}
