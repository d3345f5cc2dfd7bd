package dev.antipode.controller.train;

import java.util.OptionalDouble;

/** One generation's numbers on their way from the worker that coordinates to the thread that reports; used again and again. */
final class GenerationSlot {
    int generation;
    double centreCost;
    double populationMeanCost;
    double validationCost;
    double validationSuccess;
    boolean best;
    double sigma;
    double learningRate;
    double gradientScale;
    String estimator = "";
    long failedEpisodes;
    long nonFiniteEpisodes;
    long generationSteps;
    long simulatorSteps;
    long gradientSteps;
    long tangentSteps;
    double variance;
    double growth;
    double mixing;
    long nonFiniteGradients;
    final GuardInfo guard = new GuardInfo();
    double generationSeconds;
    double elapsedSeconds;
    double remainingSeconds;

    GenerationReport toReport(int generations) {
        return new GenerationReport(
                generation,
                generations,
                centreCost,
                populationMeanCost,
                optional(validationCost),
                optional(validationSuccess),
                best,
                sigma,
                learningRate,
                gradientScale,
                estimator,
                failedEpisodes,
                nonFiniteEpisodes,
                simulatorSteps,
                gradientSteps,
                tangentSteps,
                optional(variance),
                optional(growth),
                optional(mixing),
                nonFiniteGradients,
                guard.report(),
                generationSteps / Math.max(generationSeconds, 1e-9),
                elapsedSeconds,
                remainingSeconds);
    }

    private static OptionalDouble optional(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
