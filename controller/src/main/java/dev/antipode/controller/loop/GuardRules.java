package dev.antipode.controller.loop;

/**
 * When the loop stops trusting what it is told, and when it trusts again. These are declared, not learned.
 *
 * @param rangeFactor how many half-widths from the middle of its declared range a measurement may be, above 0; a signal without a
 *     range has no limit
 * @param holdTicks unusable measurements in a row for which the last command is held, at least 0; then the safe action follows
 * @param missLimit deadlines missed in a row after which the safe action follows; 0 for no limit
 * @param recoveryTicks ticks in a row without a fault after which the controller takes over again, at least 1
 * @param maxRecoveries how often it may do so; afterwards the safe action stays
 * @param blendTicks ticks over which a take-over is smoothed, at least 0
 * @param watchdogNanos the longest time without a tick; 0 for no watchdog
 */
public record GuardRules(
        double rangeFactor,
        int holdTicks,
        int missLimit,
        int recoveryTicks,
        int maxRecoveries,
        int blendTicks,
        long watchdogNanos) {
    private static final GuardRules DEFAULTS = new GuardRules(10, 2, 10, 50, 1_000_000, 10, 1_000_000_000L);

    /** Checks the values. */
    public GuardRules {
        if (!(rangeFactor > 0)) {
            throw new IllegalArgumentException("a range factor of " + rangeFactor + " must be above 0, such as 2");
        }
        if (holdTicks < 0 || missLimit < 0 || maxRecoveries < 0 || blendTicks < 0 || watchdogNanos < 0) {
            throw new IllegalArgumentException("hold " + holdTicks + ", misses " + missLimit + ", recoveries "
                    + maxRecoveries + ", blend " + blendTicks + " ticks and a watchdog of " + watchdogNanos
                    + " ns must be at least 0");
        }
        if (recoveryTicks < 1) {
            throw new IllegalArgumentException("recovery after " + recoveryTicks + " ticks must be at least 1");
        }
    }

    /**
     * Rules for a plant that nothing is known about.
     *
     * @return holds for 2 ticks; recovers after 50; a watchdog of a second
     */
    public static GuardRules defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another range.
     *
     * @param value half-widths
     * @return a copy
     */
    public GuardRules withRangeFactor(double value) {
        return new GuardRules(value, holdTicks, missLimit, recoveryTicks, maxRecoveries, blendTicks, watchdogNanos);
    }

    /**
     * The same with another hold time.
     *
     * @param value ticks
     * @return a copy
     */
    public GuardRules withHoldTicks(int value) {
        return new GuardRules(rangeFactor, value, missLimit, recoveryTicks, maxRecoveries, blendTicks, watchdogNanos);
    }

    /**
     * The same with another limit of missed deadlines.
     *
     * @param value in a row; 0 for none
     * @return a copy
     */
    public GuardRules withMissLimit(int value) {
        return new GuardRules(rangeFactor, holdTicks, value, recoveryTicks, maxRecoveries, blendTicks, watchdogNanos);
    }

    /**
     * The same with another way back.
     *
     * @param ticks without a fault
     * @param most how often
     * @return a copy
     */
    public GuardRules withRecovery(int ticks, int most) {
        return new GuardRules(rangeFactor, holdTicks, missLimit, ticks, most, blendTicks, watchdogNanos);
    }

    /**
     * The same with another smoothing.
     *
     * @param value ticks
     * @return a copy
     */
    public GuardRules withBlendTicks(int value) {
        return new GuardRules(rangeFactor, holdTicks, missLimit, recoveryTicks, maxRecoveries, value, watchdogNanos);
    }

    /**
     * The same with another watchdog.
     *
     * @param value nanoseconds; 0 for none
     * @return a copy
     */
    public GuardRules withWatchdogNanos(long value) {
        return new GuardRules(rangeFactor, holdTicks, missLimit, recoveryTicks, maxRecoveries, blendTicks, value);
    }
}
