package dev.antipode.controller.identify;

import java.util.List;

/**
 * What a log says of a plant.
 *
 * @param plant the plant's name
 * @param parameters those that were fitted
 * @param correlations of their errors, row by row
 * @param combinations what cannot be told apart
 * @param delaySteps from command to action, in steps of the plant
 * @param delayAtLimit whether it is the longest that was tried, so that it may be longer
 * @param stepSeconds the plant's step
 * @param substeps plant steps from row to row
 * @param outputs how well each is followed
 * @param initialStates of the fitted segments
 * @param longestRun rows of the longest free run that was fitted
 * @param measurements how many numbers were fitted
 * @param heldOut how many numbers were held out
 * @param corrected whether intervals are wider because residuals are not white
 * @param seconds how long it took
 */
public record IdentificationResult(
        String plant,
        List<FittedParameter> parameters,
        double[] correlations,
        List<Combination> combinations,
        int delaySteps,
        boolean delayAtLimit,
        double stepSeconds,
        int substeps,
        List<OutputFit> outputs,
        List<double[]> initialStates,
        int longestRun,
        long measurements,
        long heldOut,
        boolean corrected,
        double seconds) {
    /** Copies the lists. */
    public IdentificationResult {
        parameters = List.copyOf(parameters);
        combinations = List.copyOf(combinations);
        outputs = List.copyOf(outputs);
        initialStates = List.copyOf(initialStates);
    }

    /**
     * The delay.
     *
     * @return seconds
     */
    public double delaySeconds() {
        return delaySteps * stepSeconds;
    }
}
