package dev.antipode.sim;

import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Rows;
import java.lang.foreign.ValueLayout;

/** The tile of a closed loop's cotangents: cleared, and set where the way back begins. Immutable. */
final class LoopCotangents {
    private final Rollout rollout;
    private final int rows;

    LoopCotangents(Rollout rollout, int rows) {
        this.rollout = rollout;
        this.rows = rows;
    }

    long bytes() {
        return rows * stride();
    }

    String dimensions() {
        return rows + " rows x " + rollout.lanes() + " lanes";
    }

    private long stride() {
        return Tile.rowStrideBytes(rollout.lanes(), rollout.precision());
    }

    /** Nothing counts, and nothing has been added up for parameters. */
    void clear(Frame frame) {
        zero(frame, frame.cotangentsOffset, bytes());
    }

    /** The cost counts, and nothing else does; what was added to parameters stays. */
    void seed(Frame frame, double weight, int live) {
        Rows kept = rollout.policyParameters();
        long start = frame.cotangentsOffset;
        zero(frame, start, kept.first() * stride());
        long after = (kept.first() + kept.count()) * stride();
        zero(frame, start + after, bytes() - after);
        for (int lane = 0; lane < live; lane++) {
            rollout.precision().set(frame.block, offset(frame, rollout.costRow(), lane), weight);
        }
    }

    /** The cotangent of one lane of a row. */
    double get(Frame frame, int row, int lane) {
        return rollout.precision().get(frame.block, offset(frame, row, lane));
    }

    private long offset(Frame frame, int row, int lane) {
        return frame.cotangentsOffset
                + row * stride()
                + (long) lane * rollout.precision().bytes();
    }

    static void zero(Frame frame, long offset, long bytes) {
        for (long at = offset; at < offset + bytes; at += Long.BYTES) {
            frame.block.set(ValueLayout.JAVA_LONG, at, 0);
        }
    }
}
