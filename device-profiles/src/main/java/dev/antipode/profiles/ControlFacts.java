package dev.antipode.profiles;

/**
 * What a control loop on a device is asked to hold.
 *
 * @param rateHz ticks in a second, above 0 and up to 100 000
 * @param deadlineNanos time from the start of a tick to its command, at most the period
 * @param jitterNanos how late a tick may start, at most the period
 * @param policy scheduling policy of the loop's thread
 * @param priority its real-time priority, 1 to 99 with {@link SchedulingPolicy#FIFO}, else 0
 * @param cpu CPU that the loop's thread keeps to, by the kernel's number; -1 for any
 */
public record ControlFacts(
        @FileKey(value = "rate", quantity = Quantity.HERTZ) double rateHz,

        @FileKey(value = "deadline", quantity = Quantity.NANOSECONDS)
        long deadlineNanos,

        @FileKey(value = "jitter", quantity = Quantity.NANOSECONDS)
        long jitterNanos,

        SchedulingPolicy policy,
        int priority,
        int cpu) {

    /** Checks each value, and that they are possible together. */
    public ControlFacts {
        if (!(rateHz > 0 && rateHz <= 100_000)) {
            throw new InvalidFact(
                    "rate", "is " + Quantity.HERTZ.text(rateHz) + " but must be above 0 and at most 100 kHz");
        }
        long period = Math.round(1e9 / rateHz);
        within("deadline", deadlineNanos, period);
        within("jitter", jitterNanos, period);
        if (policy == SchedulingPolicy.FIFO) {
            Check.within("priority", priority, 1, 99);
        } else if (priority != 0) {
            throw new InvalidFact("priority", "is " + priority + ", but the policy " + policy + " has none: give 0");
        }
        Check.within("cpu", cpu, -1, 1023);
    }

    private static void within(String key, long nanos, long period) {
        if (nanos < 1 || nanos > period) {
            throw new InvalidFact(
                    key,
                    "is " + Quantity.NANOSECONDS.text(nanos) + " but must be above 0 and at most the period of "
                            + Quantity.NANOSECONDS.text(period));
        }
    }
}
