package dev.antipode.controller.store;

import java.util.Map;

/**
 * How a controller came about.
 *
 * @param libraryVersion the version of Antipode that trained it
 * @param settings everything that decided its bits besides task and policy, name to value; among them the seed
 * @param generations the generations of the run
 * @param bestGeneration the generation, from 0, whose parameters were kept; -1 for the initial ones
 * @param simulatorSteps control steps of the run
 * @param elapsedSeconds training time
 * @param validationCost mean cost of the kept parameters on the validation episodes
 * @param validationSuccess the share of the validation episodes that reached the goal
 */
public record TrainingRecord(
        String libraryVersion,
        Map<String, String> settings,
        int generations,
        int bestGeneration,
        long simulatorSteps,
        double elapsedSeconds,
        double validationCost,
        double validationSuccess) {}
