package dev.antipode.controller.paper;

import java.util.Arrays;
import java.util.Locale;

/** Arrays and text of numbers. */
final class Numbers {
    private static final double LOG10_E = 0.4342944819032518;

    private Numbers() {}

    /** Evenly spaced numbers, both ends included. */
    static double[] evenly(double from, double to, int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> from + (to - from) * i / (count - 1));
        return values;
    }

    static double[] log10(double[] values) {
        return Arrays.stream(values).map(StrictMath::log10).toArray();
    }

    /** Natural logarithms as decimal ones. */
    static double[] decimal(double[] naturalLogarithms) {
        return Arrays.stream(naturalLogarithms).map(x -> x * LOG10_E).toArray();
    }

    static double[] of(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }

    /** The middle one, or the mean of the two in the middle; NaN of none. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** Of the mean of independent values. */
    static double standardError(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / values.length / (values.length - 1));
    }

    /** Where three digits are too few. */
    static String digits(double value) {
        return String.format(Locale.ROOT, "%.5f", value);
    }

    /** Three significant digits. */
    static String text(double value) {
        return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, "%.3g", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** A value with its standard error. */
    static String withError(double value, double error) {
        return String.format(Locale.ROOT, "%.3f ± %.3f", value, error);
    }
}
