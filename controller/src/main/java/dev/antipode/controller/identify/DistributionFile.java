package dev.antipode.controller.identify;

import java.util.List;
import java.util.Locale;

/**
 * Fitted parameters as a file in YAML: a normal distribution with deviations and correlations. A parameter that the
 * log does not tell has no deviation: its value is only the best guess.
 */
public final class DistributionFile {
    private static final int VERSION = 1;

    private DistributionFile() {}

    /**
     * The text.
     *
     * @param result what a log says
     * @return YAML
     */
    public static String text(IdentificationResult result) {
        StringBuilder text = new StringBuilder();
        text.append("# Parameters of a plant, as a log tells them: a normal distribution.\n");
        text.append("kind: parameter-distribution\nversion: ").append(VERSION).append('\n');
        text.append("plant: ").append(quoted(result.plant())).append('\n');
        text.append("delaySeconds: ").append(result.delaySeconds()).append('\n');
        text.append("parameters:\n");
        List<FittedParameter> all = result.parameters();
        for (int i = 0; i < all.size(); i++) {
            FittedParameter one = all.get(i);
            text.append("  - name: ").append(quoted(one.name())).append('\n');
            text.append("    unit: ").append(quoted(one.unit())).append('\n');
            text.append("    value: ").append(one.value()).append('\n');
            text.append("    identified: ").append(one.identified()).append('\n');
            if (one.identified()) {
                text.append("    deviation: ").append(one.deviation()).append('\n');
                text.append("    low: ").append(one.low()).append('\n');
                text.append("    high: ").append(one.high()).append('\n');
                correlations(text, result, i);
            }
        }
        for (Combination combination : result.combinations()) {
            text.append("# ").append(combination.sentence()).append('\n');
        }
        return text.toString();
    }

    /** With the parameters before it: the matrix is symmetric. */
    private static void correlations(StringBuilder text, IdentificationResult result, int i) {
        List<FittedParameter> all = result.parameters();
        StringBuilder lines = new StringBuilder();
        for (int j = 0; j < i; j++) {
            if (all.get(j).identified()) {
                double value = result.correlations()[i * all.size() + j];
                lines.append("      ")
                        .append(quoted(all.get(j).name()))
                        .append(String.format(Locale.ROOT, ": %.6f\n", value));
            }
        }
        if (!lines.isEmpty()) {
            text.append("    correlations:\n").append(lines);
        }
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "''") + "'";
    }
}
