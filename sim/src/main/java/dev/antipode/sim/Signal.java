package dev.antipode.sim;

import java.util.List;
import java.util.stream.Collectors;

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
 * @param levels the only values that an input can have, each above the one before; empty for any in the range
 */
public record Signal(
        String name,
        String unit,
        double min,
        double max,
        double ratePerSecond,
        boolean angle,
        double defaultValue,
        List<Double> levels) {
    /** Checks the numbers. */
    public Signal {
        levels = List.copyOf(levels);
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
        requireLevels(name, levels, min, max, ratePerSecond);
    }

    /**
     * A signal without levels.
     *
     * @param name as above; so are the others
     * @param unit SI symbols
     * @param min lower end of the range
     * @param max upper end of the range
     * @param ratePerSecond greatest change per second
     * @param angle whether it wraps
     * @param defaultValue its default
     */
    public Signal(
            String name,
            String unit,
            double min,
            double max,
            double ratePerSecond,
            boolean angle,
            double defaultValue) {
        this(name, unit, min, max, ratePerSecond, angle, defaultValue, List.of());
    }

    private static void requireLevels(String name, List<Double> levels, double min, double max, double ratePerSecond) {
        if (levels.isEmpty()) {
            return;
        }
        boolean ascending = levels.size() > 1;
        for (int i = 0; i < levels.size(); i++) {
            // Written so that NaN is refused; infinity is by the range.
            ascending &= i == 0 || levels.get(i - 1) < levels.get(i);
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "the levels of '" + name + "' are " + levels + "; give two or more, each above the one before");
        }
        if (!(levels.getFirst() >= min && levels.getLast() <= max)
                || Double.isInfinite(levels.getLast() - levels.getFirst())) {
            throw new IllegalArgumentException(
                    "the levels of '" + name + "' are " + levels + ", not all within its range [" + min + ", " + max
                            + "]; leave out the range for that of the levels, or widen it");
        }
        if (ratePerSecond != Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("'" + name + "' has levels and a rate of " + ratePerSecond
                    + " per second, which would lead between them; leave out one of both");
        }
    }

    /**
     * Whether it has levels, between which there is nothing.
     *
     * @return false where any value in the range is possible
     */
    public boolean stepped() {
        return !levels.isEmpty();
    }

    /**
     * The levels for people.
     *
     * @return {@code -1.0, 0.0, 1.0}; empty where it has none
     */
    public String levelsText() {
        return levels.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /**
     * The command from above which the next level acts.
     *
     * @param level from 0 to the last but one
     * @return half-way to the next level
     */
    public double threshold(int level) {
        return levels.get(level) + (levels.get(level + 1) - levels.get(level)) / 2;
    }

    /**
     * What a command becomes: clamped into the range and then, where there are levels, the nearest one; half-way between two the lower.
     *
     * @param command what is asked for
     * @return what acts, before any slew limit; NaN stays NaN
     */
    public double limited(double command) {
        double clamped = Math.clamp(command, min, max);
        if (levels.isEmpty() || Double.isNaN(clamped)) {
            return clamped;
        }
        int level = 0;
        while (level + 1 < levels.size() && clamped > threshold(level)) {
            level++;
        }
        return levels.get(level);
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

    /** A part of what controller files are known by; must not change. */
    @Override
    public String toString() {
        return "Signal[name=" + name + ", unit=" + unit + ", min=" + min + ", max=" + max + ", ratePerSecond="
                + ratePerSecond + ", angle=" + angle + ", defaultValue=" + defaultValue + ", levels=" + levels + "]";
    }
}
