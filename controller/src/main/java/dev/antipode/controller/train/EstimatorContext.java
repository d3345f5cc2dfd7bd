package dev.antipode.controller.train;

import java.lang.foreign.MemorySegment;

/**
 * What every estimator of a run works with.
 *
 * @param block the run's memory
 * @param observationSums null where observations are scaled by their ranges
 */
record EstimatorContext(
        LearningSettings settings,
        Simulation simulation,
        Population population,
        Perturbations perturbations,
        WorkerPool pool,
        Worker[] workers,
        Vectors vectors,
        MemorySegment block,
        ObservationSums observationSums) {}
