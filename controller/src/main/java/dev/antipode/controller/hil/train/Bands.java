package dev.antipode.controller.hil.train;

import dev.antipode.sim.NearestName;
import dev.antipode.sim.Signal;
import java.util.Arrays;
import java.util.List;

/**
 * A lowest and a highest number for each measurement, infinite where there is none. The arrays are not to be modified.
 *
 * @param names of the measurements
 * @param min the lowest numbers
 * @param max the highest numbers
 */
public record Bands(List<String> names, double[] min, double[] max) {
    private static final String USAGE = "give NAME=MIN:MAX, such as speed=-30:30; either side may be left out";
    private static final double TURN = 2 * Math.PI;

    /**
     * No bands.
     *
     * @param measurements what is measured
     * @return infinite ones
     */
    public static Bands none(List<Signal> measurements) {
        double[] min = new double[measurements.size()];
        double[] max = new double[measurements.size()];
        Arrays.fill(min, Double.NEGATIVE_INFINITY);
        Arrays.fill(max, Double.POSITIVE_INFINITY);
        return new Bands(measurements.stream().map(Signal::name).toList(), min, max);
    }

    /**
     * Reads bands.
     *
     * @param text such as {@code angle=-1:1,speed=:30}; empty for none
     * @param measurements what is measured
     * @return the bands
     * @throws IllegalArgumentException if it cannot be read, or names a measurement that is not there, with the nearest
     */
    public static Bands parse(String text, List<Signal> measurements) {
        Bands bands = none(measurements);
        if (text.isBlank()) {
            return bands;
        }
        for (String part : text.split(",", -1)) {
            String[] sides = part.strip().split("=", -1);
            String[] ends = sides.length == 2 ? sides[1].split(":", -1) : new String[0];
            if (ends.length != 2) {
                throw new IllegalArgumentException("'" + part.strip() + "' is no band; " + USAGE);
            }
            int place = bands.names.indexOf(sides[0]);
            if (place < 0) {
                throw new IllegalArgumentException("there is no measurement '" + sides[0] + "'; "
                        + NearestName.hint(sides[0], bands.names) + "there are " + bands.names);
            }
            bands.min[place] = number(ends[0], Double.NEGATIVE_INFINITY, part);
            bands.max[place] = number(ends[1], Double.POSITIVE_INFINITY, part);
            if (!(bands.min[place] < bands.max[place])) {
                throw new IllegalArgumentException("the band '" + part.strip() + "' is empty; " + USAGE);
            }
        }
        return bands;
    }

    private static double number(String text, double open, String part) {
        try {
            return text.isBlank() ? open : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' in '" + part.strip() + "' is not a number; " + USAGE, e);
        }
    }

    /**
     * The first measurement that is outside.
     *
     * @param values one number a measurement
     * @return its place, or -1 where all are inside; what is not a number is outside
     */
    int outside(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= min[i] && values[i] <= max[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Whether nothing is bounded. */
    boolean open() {
        for (int i = 0; i < min.length; i++) {
            if (min[i] != Double.NEGATIVE_INFINITY || max[i] != Double.POSITIVE_INFINITY) {
                return false;
            }
        }
        return true;
    }

    /** A difference of angles the short way round. */
    static double wrapped(double difference) {
        return difference - TURN * Math.rint(difference / TURN);
    }
}
