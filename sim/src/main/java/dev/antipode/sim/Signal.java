package dev.antipode.sim;

/**
 * One number of a state, input, parameter, reference or observation, as its record component declares it.
 *
 * @param name the component's path: {@code theta}, {@code body.position.x}, {@code rotor[2]}
 * @param unit SI symbols; {@code "1"} where none is declared
 * @param min lower end of the {@link Range}, or negative infinity
 * @param max upper end of the range, or infinity
 * @param ratePerSecond greatest change per second, or infinity
 * @param angle whether it wraps
 * @param defaultValue its {@link Default}, else 0
 */
public record Signal(
        String name, String unit, double min, double max, double ratePerSecond, boolean angle, double defaultValue) {
    /** Checks the numbers. */
    public Signal {
        if (!(min < max)) {
            throw new IllegalArgumentException(
                    "the range of '" + name + "' is [" + min + ", " + max + "]; min must be a number below max");
        }
        if (!(ratePerSecond > 0)) {
            throw new IllegalArgumentException(
                    "the rate of '" + name + "' is " + ratePerSecond + "; it must be above 0 per second");
        }
        if (defaultValue != defaultValue) {
            throw new IllegalArgumentException("the default of '" + name + "' is NaN; give a number");
        }
    }

    /**
     * Whether both ends of the range are declared.
     *
     * @return true for a finite range
     */
    public boolean bounded() {
        return !Double.isInfinite(min) && !Double.isInfinite(max);
    }

    /**
     * The middle of the range.
     *
     * @return a number in the signal's unit; 0 where the range is not bounded
     */
    public double middle() {
        return bounded() ? min + (max - min) / 2 : 0;
    }

    /**
     * Half the width of the range.
     *
     * @return a number above 0 in the signal's unit; 1 where the range is not bounded
     */
    public double halfWidth() {
        return bounded() ? (max - min) / 2 : 1;
    }
}
