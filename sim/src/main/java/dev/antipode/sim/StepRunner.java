package dev.antipode.sim;

import dev.antipode.core.program.Frame;

/** Runs one control step of a closed loop, with its own bits, and perhaps with something that rides along. */
@FunctionalInterface
public interface StepRunner {
    /**
     * Runs the next step.
     *
     * @param frame modified; its loop goes on by a step
     */
    void step(Frame frame);
}
