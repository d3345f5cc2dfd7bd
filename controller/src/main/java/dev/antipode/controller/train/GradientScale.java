package dev.antipode.controller.train;

/** The scale that a gradient estimate is brought to before the optimizer sees it. */
public enum GradientScale {
    /** A root mean square of 1 over the coordinates: estimators and tasks are then alike for the optimizer. */
    UNIT,
    /** As estimated: in units of the cost of an episode, or of a step where an update takes a window of steps. */
    RAW
}
