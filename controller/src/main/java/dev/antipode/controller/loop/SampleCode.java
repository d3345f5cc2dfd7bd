package dev.antipode.controller.loop;

import dev.antipode.core.program.Frame;

/** A policy compiled for one sample at a time. Immutable; each instance works on a frame of its own. */
interface SampleCode {
    int rowCount();

    /** Where the parameters of an instance go, row by row or as a vector. */
    void load(Frame frame, double[] parameters);

    void normalise(Frame frame, double[] centre, double[] scale);

    void reset(Frame frame);

    void command(Frame frame, double[] observation, double[] command);
}
