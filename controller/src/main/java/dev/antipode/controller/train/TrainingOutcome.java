package dev.antipode.controller.train;

/** Why a run ended. */
public enum TrainingOutcome {
    /** All generations are done. */
    COMPLETED,
    /** Validation has not improved for as long as the patience allows. */
    PLATEAU,
    /** The time limit was reached. */
    TIME_LIMIT,
    /** As much was simulated as was allowed. */
    WORK_LIMIT,
    /** The run was cancelled; it can be resumed from its state. */
    CANCELLED
}
