package dev.antipode.controller.paper;

import java.util.List;

/** Something that may tame gradients, to be measured. Its text form is all that decides its numbers besides the seed. */
interface Remedy {
    /** How long it is expected to take on one core of a small computer, in seconds. */
    double expectedSeconds();

    /** Measures: a line for each remedy that is compared. */
    List<Finding> measure(FigureContext context);

    /** A line of the table, which says whether it helped. */
    static Finding line(String what, String measured, boolean helped) {
        return new Finding(what, measured + (helped ? ": it helped" : ": it did not help"), helped);
    }
}
