package dev.antipode.controller.loop;

import java.io.PrintStream;
import java.util.List;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Where the time of the ticks goes. Corrected for coordinated omission: a tick that was skipped because the one before took too long
 * counts with the lateness that it would have had.
 */
public final class LoopTimes {
    private final TimeHistogram wakeUp = new TimeHistogram("wake-up latency");
    private final TimeHistogram compute = new TimeHistogram("compute time");
    private final TimeHistogram period = new TimeHistogram("period");
    private final TimeHistogram roundTrip = new TimeHistogram("round trip");
    private final long periodNanos;
    private final TickBudget budget;
    private long starts;
    private long lateStarts;
    private long lateCommands;

    LoopTimes(long periodNanos, TickBudget budget) {
        this.periodNanos = periodNanos;
        this.budget = budget;
    }

    void addWakeUp(long nanos) {
        wakeUp.record(nanos);
        starts++;
        if (nanos > budget.lateNanos()) {
            lateStarts++;
        }
    }

    /** A tick that was skipped has no command, so it came too late wherever that counts. */
    void addSkipped(long lateness) {
        addWakeUp(lateness);
        if (budget.commandNanos() != TickBudget.ANY) {
            lateCommands++;
        }
    }

    void addCommand(long nanosSinceStart) {
        if (nanosSinceStart > budget.commandNanos()) {
            lateCommands++;
        }
    }

    void addCompute(long nanos) {
        compute.recordExpecting(nanos, periodNanos);
    }

    void addPeriod(long nanos) {
        period.record(nanos);
    }

    void addRoundTrip(long nanos) {
        roundTrip.recordExpecting(nanos, periodNanos);
    }

    /**
     * From the deadline to the moment that the loop is awake.
     *
     * @return one value a tick, skipped ones included
     */
    public TimeHistogram wakeUp() {
        return wakeUp;
    }

    /**
     * From the measurement to the command: guard, controller, limits.
     *
     * @return one value a tick
     */
    public TimeHistogram compute() {
        return compute;
    }

    /**
     * From one tick's start to the next one's.
     *
     * @return one value a tick but the first
     */
    public TimeHistogram period() {
        return period;
    }

    /**
     * From the command to the measurement that follows it, by the link's time stamps: of a plant in lockstep the answer. One that came within
     * the last 0.2 ms before a tick, or with a period no longer than that, counts as come when the tick looked.
     *
     * @return one value an answered tick
     */
    public TimeHistogram roundTrip() {
        return roundTrip;
    }

    /**
     * Ticks that were due and are in the statistics, skipped ones included.
     *
     * @return at least 0
     */
    public long starts() {
        return starts;
    }

    /**
     * Of these, how many started later than the budget permits.
     *
     * @return 0 where there is no budget
     */
    public long lateStarts() {
        return lateStarts;
    }

    /**
     * Of these, how many had their command later after their start than the budget permits, or none.
     *
     * @return 0 where there is no budget
     */
    public long lateCommands() {
        return lateCommands;
    }

    /**
     * The four.
     *
     * @return in the order of the methods
     */
    public List<TimeHistogram> all() {
        return List.of(wakeUp, compute, period, roundTrip);
    }

    /**
     * Writes the four as a histogram log ({@code .hlog}), as HdrHistogram's tools read it.
     *
     * @param out where; stays open
     * @param startMillis when the loop began, in milliseconds since 1970
     * @param endMillis when it ended
     */
    public void writeLog(PrintStream out, long startMillis, long endMillis) {
        HistogramLogWriter writer = new HistogramLogWriter(out);
        writer.outputLogFormatVersion();
        writer.outputStartTime(startMillis);
        writer.outputLegend();
        all().forEach(histogram -> histogram.writeLog(out, startMillis, endMillis));
    }
}
