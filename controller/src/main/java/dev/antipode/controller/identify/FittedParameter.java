package dev.antipode.controller.identify;

/**
 * What a log says of a parameter.
 *
 * @param name of the parameter
 * @param unit SI symbols
 * @param before the value that the plant had
 * @param value the value that fits best
 * @param deviation standard deviation of the value; infinite where the log cannot tell
 * @param low lower end of its 95 % interval; negative infinity where the log cannot tell
 * @param high upper end
 * @param identified whether the log tells it apart from the others, and none of the starts led to a solution that fits as well with
 *     another value of it
 */
public record FittedParameter(
        String name,
        String unit,
        double before,
        double value,
        double deviation,
        double low,
        double high,
        boolean identified) {
    /** Errors are hardly ever greater than these many deviations. */
    private static final double DEVIATIONS = 4;

    private static final double RELATIVE = 1e-3;

    /** Whether a value is another one, not this one with its error; false where any value would do. */
    boolean differsFrom(double other) {
        return identified && Math.abs(other - value) > Math.max(DEVIATIONS * deviation, RELATIVE * Math.abs(value));
    }

    FittedParameter notIdentified() {
        return new FittedParameter(
                name,
                unit,
                before,
                value,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                false);
    }
}
