package dev.antipode.controller.report;

import java.util.Arrays;

/**
 * An angle over time between -pi and pi, with a gap wherever it passes from one end to the other.
 *
 * @param seconds the times
 * @param radians the angle, NaN in the gaps
 */
record WrappedAngle(double[] seconds, double[] radians) {
    static WrappedAngle of(double[] times, double[] angles) {
        double[] seconds = new double[2 * times.length];
        double[] radians = new double[2 * times.length];
        int count = 0;
        double before = Double.NaN;
        for (int i = 0; i < times.length; i++) {
            double wrapped = Math.IEEEremainder(angles[i], 2 * Math.PI);
            if (Math.abs(wrapped - before) > Math.PI) {
                seconds[count] = times[i];
                radians[count++] = Double.NaN;
            }
            seconds[count] = times[i];
            radians[count++] = wrapped;
            before = wrapped;
        }
        return new WrappedAngle(Arrays.copyOf(seconds, count), Arrays.copyOf(radians, count));
    }
}
