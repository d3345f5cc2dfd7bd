package dev.antipode.controller.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis with ticks at multiples of 1, 2 or 5 times a power of ten.
 *
 * @param low the smallest value shown
 * @param high the largest value shown, above {@code low}
 * @param step the distance between ticks
 */
record Axis(double low, double high, double step) {
    private static final int WANTED_TICKS = 5;
    private static final double LARGEST = 1e300;
    private static final double SMALLEST_SPAN = 1e-290;

    /** Whether a value has a place on a chart: beyond, the length of an axis would overflow. */
    static boolean shows(double value) {
        return Math.abs(value) <= LARGEST;
    }

    /** An axis that shows all finite values, or [0, 1] where there are none; ends lie on ticks when {@code round}. */
    static Axis of(double[][] values, boolean round) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] array : values) {
            for (double value : array) {
                if (shows(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        if (low > high) {
            low = 0;
            high = 1;
        }
        // A constant would have an axis of no length.
        if (high - low <= Math.max(Math.max(Math.abs(low), Math.abs(high)) * 1e-6, SMALLEST_SPAN)) {
            double half = low == 0 ? 1 : Math.abs(low) / 2;
            low -= half;
            high += half;
        }
        double step = step(high - low);
        return round
                ? new Axis(Math.floor(low / step) * step, Math.ceil(high / step) * step, step)
                : new Axis(low, high, step);
    }

    /** An axis of decimal logarithms: ends and ticks are whole powers of ten. */
    static Axis ofLogarithms(double[][] logarithms) {
        Axis exact = of(logarithms, true);
        double step = Math.max(1, Math.rint(exact.step));
        return new Axis(Math.floor(exact.low / step) * step, Math.ceil(exact.high / step) * step, step);
    }

    /** The same with ticks at whole numbers only. */
    Axis whole() {
        return new Axis(low, high, Math.max(1, Math.rint(step)));
    }

    /** An axis of another length about the same middle. */
    Axis spanning(double length) {
        double middle = low + (high - low) / 2;
        return new Axis(middle - length / 2, middle + length / 2, step(length));
    }

    private static double step(double span) {
        double rough = span / WANTED_TICKS;
        double power = Double.parseDouble("1e" + exponent(rough));
        double fraction = rough / power;
        return power * (fraction < 1.5 ? 1 : fraction < 3 ? 2 : fraction < 7 ? 5 : 10);
    }

    /** The decimal exponent of a positive number. */
    private static int exponent(double value) {
        String text = String.format(Locale.ROOT, "%.1e", value);
        return Integer.parseInt(text.substring(text.indexOf('e') + 1));
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.ceil(low / step - 1e-9);
        long last = (long) Math.floor(high / step + 1e-9);
        for (long i = first; i <= last && ticks.size() < 20; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** A tick as text, with as many decimals as its neighbours need. */
    String label(double tick) {
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (size >= 1e6 || size < 1e-4) {
            return String.format(Locale.ROOT, "%.3g", tick == 0 ? 0.0 : tick);
        }
        int decimals = Math.max(0, -exponent(step));
        return String.format(Locale.ROOT, "%." + decimals + "f", tick == 0 ? 0.0 : tick);
    }

    /** Where a value lies between the ends: 0 at {@code low}, 1 at {@code high}. */
    double position(double value) {
        return (value - low) / (high - low);
    }
}
