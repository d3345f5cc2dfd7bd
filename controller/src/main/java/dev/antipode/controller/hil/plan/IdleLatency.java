package dev.antipode.controller.hil.plan;

import dev.antipode.controller.loop.TickClock;
import org.HdrHistogram.Histogram;

/**
 * How late a thread wakes up that does nothing but wait, with the loop's way of waiting: what the machine adds to every loop, as
 * {@code cyclictest} measures it.
 *
 * @param count wake-ups
 * @param p50Nanos median lateness
 * @param p99Nanos lateness that 99 % do not exceed
 * @param p999Nanos lateness that 99.9 % do not exceed
 * @param worstNanos the latest observed, which is no bound
 */
public record IdleLatency(long count, long p50Nanos, long p99Nanos, long p999Nanos, long worstNanos) {
    private static final long PERIOD_NANOS = 1_000_000;
    private static final int WAKE_UPS = 500;
    private static final long LONGEST_NANOS = 10_000_000_000L;

    static IdleLatency measure(TickClock clock) {
        Histogram histogram = new Histogram(LONGEST_NANOS, 3);
        long deadline = clock.nanoTime();
        for (int i = 0; i < WAKE_UPS; i++) {
            deadline += PERIOD_NANOS;
            clock.awaitUntil(deadline);
            histogram.recordValueWithExpectedInterval(
                    Math.clamp(clock.nanoTime() - deadline, 0, LONGEST_NANOS), PERIOD_NANOS);
        }
        return new IdleLatency(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }
}
