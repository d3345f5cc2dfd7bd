package dev.antipode.controller.identify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Other parameters that fit a log as well as those that were found.
 *
 * @param values of the fitted parameters, by name, in the plant's order
 * @param delaySteps the delay of the inputs that goes with them, in steps of the plant
 */
public record Alternative(Map<String, Double> values, int delaySteps) {
    /** Copies the values. */
    public Alternative {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A sentence.
     *
     * @return naming the values, and how to choose
     */
    public String sentence() {
        String listed = values.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %.4g", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return "another solution fits as well: " + listed + (delaySteps > 0 ? ", delay " + delaySteps + " steps" : "")
                + "; to choose, give the values of one with --parameter, and --starts 1";
    }
}
