package dev.antipode.sim;

import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.ProgramVjp;

/**
 * What the steps of a window start from. Some of it is kept on the way forward: a checkpoint every so many steps. The states between
 * two checkpoints share memory for one such segment, and are found again on the way back by running its steps once more: the same
 * bits, since steps start from the same rows and random numbers come from counters. A segment of one step is the full tape.
 *
 * <p>The slots are one for each checkpoint, one for each step of a segment after its first, and the end of the window. Immutable: where
 * the slots lie is the caller's to say.
 */
final class StepTape {
    private final Rollout rollout;
    private final ProgramVjp step;
    private final long stateBytes;
    private final int mostSteps;
    private final int segment;
    private final int checkpoints;

    StepTape(Rollout rollout, ProgramVjp step, int mostSteps, Tape tape) {
        this.rollout = rollout;
        this.step = step;
        this.stateBytes = step.carriedRows() * Tile.rowStrideBytes(rollout.lanes(), rollout.precision());
        this.mostSteps = mostSteps;
        this.segment = switch (tape) {
            case FULL -> 1;
            case CHECKPOINTS -> (int) Math.ceil(Math.sqrt(mostSteps));
        };
        this.checkpoints = (mostSteps + segment - 1) / segment;
    }

    /** For the same steps, with more or less of them kept. */
    StepTape kept(Tape tape) {
        return new StepTape(rollout, step, mostSteps, tape);
    }

    /** How many states there is room for. */
    int slots() {
        return slots(segment, checkpoints);
    }

    private static int slots(int segment, int checkpoints) {
        return checkpoints + (segment - 1) + 1;
    }

    long bytes() {
        return slots() * stateBytes;
    }

    /** What checkpoints would take less: nothing where there are some, or where the window is too short. */
    long spareBytes() {
        int root = (int) Math.ceil(Math.sqrt(mostSteps));
        return Math.max(0, slots() - slots(root, (mostSteps + root - 1) / root)) * stateBytes;
    }

    /** What the slots are, for the memory plan. */
    String dimensions() {
        return (segment == 1
                        ? checkpoints + " steps and the end"
                        : checkpoints + " checkpoints, " + (segment - 1) + " steps between two and the end")
                + " x " + step.carriedRows() + " rows x " + rollout.lanes() + " lanes";
    }

    private int slot(int i) {
        int within = i % segment;
        return within == 0 ? i / segment : checkpoints + within - 1;
    }

    private void save(Frame frame, long start, int slot) {
        step.saveCarried(frame, start + slot * stateBytes);
    }

    private void restore(Frame frame, long start, int slot) {
        step.restoreCarried(frame, start + slot * stateBytes);
    }

    /** Runs the steps of a window and keeps its checkpoints. */
    void forward(Frame frame, long start, int steps, StepRunner runner) {
        for (int i = 0; i < steps; i++) {
            if (i % segment == 0) {
                save(frame, start, slot(i));
            }
            runner.step(frame);
        }
    }

    /** Keeps where a window ends. */
    void saveEnd(Frame frame, long start) {
        save(frame, start, slots() - 1);
    }

    /** Goes back to where a window ended. */
    void restoreEnd(Frame frame, long start) {
        restore(frame, start, slots() - 1);
    }

    /** Runs the steps of a window one by one, last first, and turns cotangents back through each. */
    void back(Frame frame, long start, int first, int steps) {
        for (int i = steps - 1; i >= 0; i--) {
            if (i == steps - 1 || i % segment == segment - 1) {
                runAgain(frame, start, first, i);
            }
            restore(frame, start, slot(i));
            frame.step = first + i;
            step.record(frame);
            step.reverse(frame);
        }
    }

    /** Finds what the steps of a segment start from, up to one of them. */
    private void runAgain(Frame frame, long start, int first, int last) {
        int checkpoint = last - last % segment;
        if (checkpoint == last) {
            return;
        }
        restore(frame, start, slot(checkpoint));
        frame.step = first + checkpoint;
        for (int i = checkpoint + 1; i <= last; i++) {
            rollout.step(frame);
            save(frame, start, slot(i));
        }
    }
}
