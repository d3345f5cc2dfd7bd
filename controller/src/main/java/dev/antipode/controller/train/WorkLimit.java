package dev.antipode.controller.train;

/** How much a run may simulate. Asked after every generation on the thread that trains, so it must not allocate. */
@FunctionalInterface
public interface WorkLimit {
    /** No limit. */
    WorkLimit NONE = (_, _, _) -> false;

    /**
     * Whether it is enough.
     *
     * @param simulatorSteps control steps since the start of the run
     * @param gradientSteps those of them that were backpropagated
     * @param tangentSteps tangents times the steps that they rode along
     * @return true to end the run
     */
    boolean reached(long simulatorSteps, long gradientSteps, long tangentSteps);
}
