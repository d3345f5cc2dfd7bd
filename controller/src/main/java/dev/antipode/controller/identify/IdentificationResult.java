package dev.antipode.controller.identify;

import dev.antipode.sim.ParameterDistribution;
import dev.antipode.sim.ParameterDistribution.Normal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a log says of a plant.
 *
 * @param plant the plant's name
 * @param parameters those that were fitted
 * @param correlations of their errors, row by row
 * @param combinations what cannot be told apart
 * @param alternatives other solutions that fit as well, of those that the starts led to
 * @param delaySteps from command to action, in steps of the plant
 * @param longestDelay the longest that was tried, in the same steps; 0 where none was
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
        List<Alternative> alternatives,
        int delaySteps,
        int longestDelay,
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
        alternatives = List.copyOf(alternatives);
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

    /**
     * Whether the delay may be longer than it says.
     *
     * @return true if it is the longest that was tried
     */
    public boolean delayAtLimit() {
        return longestDelay > 0 && delaySteps == longestDelay;
    }

    /**
     * What training can draw from: the parameters that the log tells, and the delay where it was looked for.
     *
     * @return the distribution
     */
    public ParameterDistribution distribution() {
        List<Normal> told = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            FittedParameter one = parameters.get(i);
            Map<String, Double> correlations = new LinkedHashMap<>();
            for (int j = 0; j < i && one.identified(); j++) {
                if (parameters.get(j).identified()) {
                    // Rounding may carry those of a combination that is known well beyond 1.
                    double value = Math.clamp(this.correlations[i * parameters.size() + j], -1, 1);
                    correlations.put(parameters.get(j).name(), value);
                }
            }
            if (one.identified()) {
                told.add(new Normal(one.name(), one.unit(), one.value(), one.deviation(), correlations));
            }
        }
        OptionalDouble delay = longestDelay > 0 ? OptionalDouble.of(delaySeconds()) : OptionalDouble.empty();
        return new ParameterDistribution(plant, delay, told);
    }

    /**
     * What the distribution does not say.
     *
     * @return a sentence for each parameter and combination that the log does not tell, and for each other solution
     */
    public List<String> untold() {
        List<String> all = new ArrayList<>();
        for (FittedParameter one : parameters) {
            if (!one.identified()) {
                all.add("not identified: " + one.name() + ", best guess " + one.value() + " " + one.unit());
            }
        }
        combinations.forEach(combination -> all.add(combination.sentence()));
        alternatives.forEach(alternative -> all.add(alternative.sentence()));
        return all;
    }
}
