package dev.antipode.controller.report;

import java.math.BigDecimal;
import java.math.BigInteger;

/** What the numbers of an axis stand for. */
enum AxisScale {
    LINEAR,
    /** Decimal logarithms. */
    DECADES,
    /** Binary logarithms. */
    OCTAVES;

    /** What stands at a tick. */
    String label(Axis axis, double tick) {
        return switch (this) {
            case LINEAR -> axis.label(tick);
            case DECADES -> powerOfTen(tick);
            case OCTAVES -> BigDecimal.TWO.pow((int) tick).toPlainString();
        };
    }

    private static String powerOfTen(double exponent) {
        return exponent >= -4 && exponent <= 5
                ? new BigDecimal(BigInteger.ONE, -(int) exponent).toPlainString()
                : "1e" + (int) exponent;
    }
}
