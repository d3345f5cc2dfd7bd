package dev.antipode.controller.identify;

import java.util.List;
import java.util.Locale;

/**
 * A change of parameters that leaves the outputs as they are, or within their noise.
 *
 * @param names the parameters that change
 * @param relativeChanges by how much, in the same order, as fractions of their values; the largest is 1
 * @param relativeDeviation the standard deviation of the change that the log permits; infinite where it permits any
 */
public record Combination(List<String> names, double[] relativeChanges, double relativeDeviation) {
    /** Copies the names. */
    public Combination {
        names = List.copyOf(names);
    }

    /**
     * A sentence.
     *
     * @return naming the parameters
     */
    public String sentence() {
        if (names.size() == 1) {
            return "the log does not tell " + names.getFirst() + ": the outputs hardly change with it";
        }
        StringBuilder changes = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            changes.append(i == 0 ? "" : i + 1 < names.size() ? ", " : " and ")
                    .append(String.format(Locale.ROOT, "%+.3g %% of %s", relativeChanges[i], names.get(i)));
        }
        return "the log does not tell " + String.join(", ", names.subList(0, names.size() - 1)) + " and "
                + names.getLast() + " apart: " + changes + " together leave the outputs "
                + (Double.isInfinite(relativeDeviation) ? "as they are" : "within their noise");
    }
}
