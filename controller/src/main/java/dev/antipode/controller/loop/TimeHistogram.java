package dev.antipode.controller.loop;

import java.io.PrintStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Durations in nanoseconds, with three digits, from 1 ns to 100 s. Recording allocates nothing and never throws. */
public final class TimeHistogram {
    private static final long LONGEST_NANOS = 100_000_000_000L;
    private static final int DIGITS = 3;

    private final String name;
    private final Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);

    TimeHistogram(String name) {
        this.name = name;
        histogram.setTag(name);
    }

    void record(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    }

    /** With the values that ticks would have had that were due while this one lasted (Tene, "How NOT to measure latency"). */
    void recordExpecting(long nanos, long intervalNanos) {
        histogram.recordValueWithExpectedInterval(Math.clamp(nanos, 0, LONGEST_NANOS), intervalNanos);
    }

    /**
     * What is measured.
     *
     * @return a few words
     */
    public String name() {
        return name;
    }

    /**
     * The number of values, those of omitted ticks included.
     *
     * @return at least 0
     */
    public long count() {
        return histogram.getTotalCount();
    }

    /**
     * The duration that a share of the values does not exceed.
     *
     * @param percentile from 0 to 100
     * @return nanoseconds; 0 where there is no value
     */
    public long nanos(double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }

    /**
     * The longest duration that was observed, which is no bound.
     *
     * @return nanoseconds
     */
    public long worstNanos() {
        return histogram.getMaxValue();
    }

    /**
     * The mean.
     *
     * @return nanoseconds; 0 where there is no value
     */
    public double meanNanos() {
        return histogram.getMean();
    }

    /**
     * The memory that it takes.
     *
     * @return bytes
     */
    public long bytes() {
        return histogram.getEstimatedFootprintInBytes();
    }

    /**
     * Appends it to a histogram log ({@code .hlog}), tagged with its name.
     *
     * @param out where; stays open
     * @param startMillis when recording began, in milliseconds since 1970
     * @param endMillis when it ended
     */
    public void writeLog(PrintStream out, long startMillis, long endMillis) {
        Histogram copy = histogram.copy();
        copy.setTag(name.replace(' ', '-'));
        copy.setStartTimeStamp(startMillis);
        copy.setEndTimeStamp(endMillis);
        new HistogramLogWriter(out).outputIntervalHistogram(copy);
    }
}
