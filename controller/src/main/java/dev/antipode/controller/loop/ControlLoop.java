package dev.antipode.controller.loop;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.core.kernel.AllocationMeter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a controller at a fixed rate: tick {@code k} is due at {@code start + k * period}, whatever the ticks before took. A tick that is
 * still running when later ones become due makes the loop skip those that have passed, never run them in a burst. After the start the
 * loop allocates nothing, takes no lock and throws nothing; at its end, however it comes, the safe command is sent.
 */
public final class ControlLoop {
    /** From the start of the run to the first tick, unless the period is shorter: time to fall asleep and to wake up. */
    private static final long LEAD_NANOS = 1_000_000;
    /** Before a deadline the link is left alone, so that a look at it that takes long does not make the tick late. */
    private static final long UNDISTURBED_NANOS = 200_000;

    private final LoopOptions options;
    private final TickClock clock;
    private final Ticker ticker;
    private final LoopTimes times;
    private final MissLog misses = new MissLog();
    private final Watchdog watchdog;
    private final LoopProgress progress = new LoopProgress();
    private final Optional<AllocationMeter> allocations = Optional.ofNullable(AllocationMeter.ofThisJvm());
    private volatile boolean stopped;

    private long tick;
    private long deadline;
    private long ticks;
    private long skipped;
    private long startNanos;
    private long firstTickNanos;
    private long allocatedAtWarm;
    private long allocatedInLoop;
    private long lastStart;

    /**
     * Makes a loop.
     *
     * @param link the plant; stays open
     * @param controller what commands it
     * @param fallback what commands it under the safe action while measurements can be used; else the safe command does
     * @param options how it runs
     * @param clock its time
     */
    public ControlLoop(
            Link link, Inference controller, Optional<Inference> fallback, LoopOptions options, TickClock clock) {
        this(link, controller, fallback, options, clock, LoopExtras.none());
    }

    /**
     * Makes a loop with more around it.
     *
     * @param link the plant; stays open
     * @param controller what commands it
     * @param fallback as above
     * @param options how it runs
     * @param clock its time
     * @param extras recorder, excitation, new parameters
     * @throws IllegalArgumentException if the safe command does not fit the link
     */
    public ControlLoop(
            Link link,
            Inference controller,
            Optional<Inference> fallback,
            LoopOptions options,
            TickClock clock,
            LoopExtras extras) {
        int inputs = link.signature().commands().size();
        if (options.safeCommand().length != inputs) {
            throw new IllegalArgumentException("the safe command has " + options.safeCommand().length
                    + " numbers, but the plant has " + inputs + " inputs; give one for each");
        }
        this.options = options;
        this.clock = clock;
        this.times = new LoopTimes(options.periodNanos(), options.budget());
        this.watchdog = new Watchdog(options.guard().watchdogNanos());
        this.ticker =
                new Ticker(link, new Exchange(link.signature()), controller, fallback, options, clock, times, extras);
    }

    /**
     * How it is doing, for other threads.
     *
     * @return the same object at every call
     */
    public LoopProgress progress() {
        return progress;
    }

    /** Ends {@link #run} after the tick that is running. May be called from any thread, also before the run. */
    public void stop() {
        stopped = true;
    }

    /**
     * Runs on the calling thread until the ticks are done, {@link #stop} is called, or the link is gone. Once a loop.
     *
     * @return what happened
     */
    public LoopResult run() {
        // Before the wishes: a thread inherits scheduling and processor, and a watchdog on the loop's own would see
        // nothing of a loop that spins.
        LoopWatch looking = new LoopWatch(watchdog, progress, clock);
        List<String> refusals = options.realTime().apply();
        LoopOutcome outcome = LoopOutcome.BROKEN;
        Throwable failure = null;
        try {
            outcome = ticks();
            allocatedInLoop = allocated() - allocatedAtWarm;
        } catch (Throwable e) {
            // Of a link or a controller that is not ours: the plant must be left in the safe action all the same.
            failure = e;
        } finally {
            looking.close();
        }
        long end = clock.nanoTime();
        boolean endedSafe = ticker.guard().mode() == LoopMode.SAFE;
        endSafely();
        return result(outcome, end, endedSafe, refusals, Optional.ofNullable(failure));
    }

    private LoopOutcome ticks() {
        deadline = clock.nanoTime() + Math.min(LEAD_NANOS, options.periodNanos());
        startNanos = deadline;
        while (!stopped && (options.ticks() == 0 || tick < options.ticks())) {
            if (!one()) {
                return LoopOutcome.LINK_CLOSED;
            }
        }
        return stopped ? LoopOutcome.STOPPED : LoopOutcome.COMPLETED;
    }

    /**
     * Waits for one tick and runs it; false when the link is gone. A method of its own: the JVM has compiled it after a rehearsal, whereas a
     * long loop is compiled in the middle of its first run.
     */
    private boolean one() {
        ticker.attend(clock.realNanos(deadline) - UNDISTURBED_NANOS);
        clock.awaitUntil(deadline);
        long woke = clock.nanoTime();
        long lateness = woke - deadline;
        boolean timed = tick >= options.warmTicks();
        warm();
        watchdog.beat(woke);
        if (timed) {
            times.addWakeUp(lateness);
            if (ticks > 0) {
                times.addPeriod(woke - lastStart);
            }
        }
        if (ticks == 0) {
            firstTickNanos = woke;
        }
        lastStart = woke;
        boolean open =
                ticker.tick(tick, deadline - startNanos, woke, lateness, timed, misses.run(), watchdog.stalled());
        ticks++;
        long next = deadline + options.periodNanos();
        long late = clock.nanoTime() - next;
        if (late <= 0) {
            misses.hit();
        } else if (timed) {
            misses.miss(tick);
        }
        tick++;
        deadline = next;
        if (late >= options.periodNanos()) {
            skip(late);
        }
        Guard guard = ticker.guard();
        progress.tick(tick, misses.count(), guard.faultyTicks(), timed ? lateness : 0, guard.mode());
        return open;
    }

    /** Deadlines that passed count with the lateness that they have now: they are the omitted ones. After the last tick there are none. */
    private void skip(long late) {
        long period = options.periodNanos();
        long left = options.ticks() == 0 ? Long.MAX_VALUE : options.ticks() - tick;
        long passed = Math.min(late / period, left);
        for (long i = 0; i < passed; i++) {
            if (tick + i >= options.warmTicks()) {
                misses.miss(tick + i);
                times.addSkipped(late - i * period);
            }
        }
        skipped += passed;
        tick += passed;
        deadline += passed * period;
    }

    /** Ticks that are run make a loop warm, those that are skipped do not. */
    private void warm() {
        if (ticks <= options.warmTicks()) {
            allocatedAtWarm = allocated();
        }
    }

    private long allocated() {
        return allocations.isPresent() ? allocations.get().bytes() : 0;
    }

    private void endSafely() {
        try {
            ticker.endSafely();
        } catch (RuntimeException e) {
            // The link has failed before, or fails now: nothing more can be said to the plant.
            return;
        }
    }

    private LoopResult result(
            LoopOutcome outcome, long end, boolean endedSafe, List<String> refusals, Optional<Throwable> failure) {
        Guard guard = ticker.guard();
        Map<Fault, Long> faults = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            if (guard.count(fault) > 0) {
                faults.put(fault, guard.count(fault));
            }
        }
        return new LoopResult(
                outcome,
                ticks,
                skipped,
                firstTickNanos,
                end - startNanos,
                times,
                misses.count(),
                misses.longestRun(),
                misses.positions(),
                faults,
                guard.faultyTicks(),
                guard.holdTicks(),
                guard.safeTicks(),
                guard.safeActions(),
                guard.recoveries(),
                endedSafe,
                ticker.meanStageCost(),
                watchdog.stalls(),
                allocations.isPresent() ? allocatedInLoop : -1,
                refusals,
                failure);
    }
}
