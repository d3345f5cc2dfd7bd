package dev.antipode.controller.inspect;

import java.util.List;
import java.util.OptionalInt;

/**
 * Exact gradients against evolution strategies, horizon by horizon. Samples differ in their perturbation and in their episodes.
 *
 * @param sigma standard deviation of the perturbations
 * @param samples how many
 * @param episodesPerSample episodes that a sample is the mean of: 16 where lanes share parameters, 1 where each has its own
 * @param points by rising horizon
 */
public record GradientComparison(double sigma, int samples, int episodesPerSample, List<GradientPoint> points) {
    /** Copies the list. */
    public GradientComparison {
        points = List.copyOf(points);
    }

    /**
     * From where on evolution strategies have the lower variance.
     *
     * @return the shortest measured horizon from which on they always do; empty if exact gradients are better at the longest
     */
    public OptionalInt crossover() {
        int found = -1;
        for (GradientPoint point : points) {
            found = !point.esIsBetter() ? -1 : found < 0 ? point.horizon() : found;
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }
}
