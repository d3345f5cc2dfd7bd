package dev.antipode.controller.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Random losses along a direction, and their mean.
 *
 * @param shifts along the direction
 * @param samples by sample and shift
 */
record SampledSlices(double[] shifts, double[][] samples) {
    /** Samples that are drawn. */
    private static final int DRAWN = 5;

    private static final int SAMPLE_STYLE = 5;

    double[] mean() {
        double[] mean = new double[shifts.length];
        Arrays.setAll(
                mean,
                p -> Numbers.mean(
                        Arrays.stream(samples).mapToDouble(sample -> sample[p]).toArray()));
        return mean;
    }

    /** The path of the slope by the path of the value: about 1 / points for a parabola, towards 2 for noise. */
    static double roughness(double[] slice) {
        double path = 0;
        double turns = 0;
        for (int i = 1; i < slice.length; i++) {
            path += Math.abs(slice[i] - slice[i - 1]);
            if (i > 1) {
                turns += Math.abs(slice[i] - 2 * slice[i - 1] + slice[i - 2]);
            }
        }
        return turns / path;
    }

    /** That of a sample, the median. */
    double sampleRoughness() {
        return Numbers.median(
                Arrays.stream(samples).mapToDouble(SampledSlices::roughness).toArray());
    }

    double meanRoughness() {
        return roughness(mean());
    }

    /** Some samples, and the mean of all. */
    List<Curve> curves(String sample) {
        List<Curve> curves = new ArrayList<>();
        for (int s = 0; s < Math.min(DRAWN, samples.length); s++) {
            curves.add(Curve.line(sample + " " + s, SAMPLE_STYLE, shifts, samples[s]));
        }
        curves.add(Curve.line("mean of " + samples.length, 0, shifts, mean()));
        return curves;
    }
}
