package dev.antipode.controller.loop;

/**
 * What the ticks of a loop are asked to keep to, beyond being done before the next one is due. What is beyond it is counted; the
 * guard does not act on it.
 *
 * @param lateNanos how late a tick may start, above 0; {@link #ANY} where nothing is asked
 * @param commandNanos from the start of a tick to its command, above 0; {@link #ANY} where nothing is asked
 */
public record TickBudget(long lateNanos, long commandNanos) {
    /** As long as it takes. */
    public static final long ANY = Long.MAX_VALUE;

    private static final TickBudget NONE = new TickBudget(ANY, ANY);

    /** Checks the values. */
    public TickBudget {
        if (lateNanos < 1 || commandNanos < 1) {
            throw new IllegalArgumentException("a tick that may start " + lateNanos + " ns late and take "
                    + commandNanos + " ns to its command must be given at least 1 ns for each");
        }
    }

    /**
     * Nothing is asked.
     *
     * @return no budget
     */
    public static TickBudget none() {
        return NONE;
    }
}
