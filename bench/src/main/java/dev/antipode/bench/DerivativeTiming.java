package dev.antipode.bench;

import java.util.Locale;

/**
 * One plant and one kernel measured in one JVM.
 *
 * @param plant the plant's label
 * @param what {@code step}, {@code JVP}, {@code VJP} or {@code Jacobian}
 * @param states the plant's states, the columns of its Jacobian
 * @param operations primitive operations a lane
 * @param chunks generated methods
 * @param nanos nanoseconds of CPU time: of one environment's step, or of one point's whole Jacobian
 * @param ratio the median of the rounds' ratios to the plain step of one environment
 * @param allocated bytes a call
 */
record DerivativeTiming(
        String plant,
        String what,
        int states,
        int operations,
        int chunks,
        double nanos,
        double ratio,
        double allocated) {
    /** The lanes of the widest vector in F32: so many steps are one vector's. */
    private static final int LANES = 16;

    /** One line that {@link #parse} reads. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s %s %d %d %d %.5f %.5f %.5f",
                plant,
                what,
                states,
                operations,
                chunks,
                nanos,
                ratio,
                allocated);
    }

    static DerivativeTiming parse(String line) {
        String[] words = line.split(" ");
        return new DerivativeTiming(
                words[0],
                words[1],
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Double.parseDouble(words[5]),
                Double.parseDouble(words[6]),
                Double.parseDouble(words[7]));
    }

    /** The ratio that is to be kept: for a Jacobian a step of one vector, and one for each vector of columns. */
    double goal() {
        return switch (what) {
            case "step" -> 1;
            case "JVP" -> 2.5;
            case "VJP" -> 4;
            default -> LANES * (1 + (states + LANES - 1) / LANES);
        };
    }
}
