package dev.antipode.controller.loop;

import dev.antipode.core.memory.Precision;

/**
 * How a loop runs.
 *
 * @param periodNanos from tick to tick, above 0
 * @param ticks after how many it ends; 0 for never by itself
 * @param warmTicks of those, how many at the start are in no statistics of time; what the loop allocates is counted after as many that were run; at least 0
 * @param guard when it stops trusting what it is told
 * @param realTime what the operating system is asked for
 * @param safeCommand what is commanded where nothing can be trusted and at the end, one number an input; not modified
 * @param precision in which commands are limited: that of the controller
 * @param budget beyond which starts and commands are counted as late
 */
public record LoopOptions(
        long periodNanos,
        long ticks,
        long warmTicks,
        GuardRules guard,
        RealTime realTime,
        double[] safeCommand,
        Precision precision,
        TickBudget budget) {
    /** Checks the values. */
    public LoopOptions {
        if (periodNanos < 1) {
            throw new IllegalArgumentException("a period of " + periodNanos + " ns must be at least 1");
        }
        if (ticks < 0 || warmTicks < 0) {
            throw new IllegalArgumentException(
                    ticks + " ticks, " + warmTicks + " of them without statistics, must be at least 0");
        }
        for (double value : safeCommand) {
            if (!(Math.abs(value) <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("a safe command of " + value + " must be finite");
            }
        }
    }

    /**
     * The same without a budget of a tick.
     *
     * @param periodNanos as above
     * @param ticks as above
     * @param warmTicks as above
     * @param guard as above
     * @param realTime as above
     * @param safeCommand as above
     * @param precision as above
     */
    public LoopOptions(
            long periodNanos,
            long ticks,
            long warmTicks,
            GuardRules guard,
            RealTime realTime,
            double[] safeCommand,
            Precision precision) {
        this(periodNanos, ticks, warmTicks, guard, realTime, safeCommand, precision, TickBudget.none());
    }

    /**
     * The same with a budget of a tick.
     *
     * @param value beyond which starts and commands are counted as late
     * @return a copy
     */
    public LoopOptions withBudget(TickBudget value) {
        return new LoopOptions(periodNanos, ticks, warmTicks, guard, realTime, safeCommand, precision, value);
    }

    /**
     * The same with other wishes to the operating system.
     *
     * @param value the wishes
     * @return a copy
     */
    public LoopOptions withRealTime(RealTime value) {
        return new LoopOptions(periodNanos, ticks, warmTicks, guard, value, safeCommand, precision, budget);
    }
}
