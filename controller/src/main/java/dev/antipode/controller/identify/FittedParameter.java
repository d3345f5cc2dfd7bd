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
 * @param identified whether the log tells it apart from the others
 */
public record FittedParameter(
        String name,
        String unit,
        double before,
        double value,
        double deviation,
        double low,
        double high,
        boolean identified) {}
