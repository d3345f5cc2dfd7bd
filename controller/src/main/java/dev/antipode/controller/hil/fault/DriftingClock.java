package dev.antipode.controller.hil.fault;

import dev.antipode.controller.loop.TickClock;

/** A loop's clock that a fault can let run fast or slow. One loop's thread waits; another may ask for the time. */
public final class DriftingClock implements TickClock {
    private final TickClock real;
    private volatile Line line;
    private double wanted = 1;

    /** Where this clock was when it began to run at a rate. */
    private record Line(long realNanos, long nanos, double rate) {
        long at(long real) {
            return rate == 1 ? nanos + (real - realNanos) : nanos + (long) ((real - realNanos) * rate);
        }

        long realAt(long deadline) {
            return rate == 1 ? realNanos + (deadline - nanos) : realNanos + (long) Math.ceil((deadline - nanos) / rate);
        }
    }

    /**
     * Makes a clock that is right at first.
     *
     * @param real what it goes by
     */
    public DriftingClock(TickClock real) {
        this.real = real;
        long now = real.nanoTime();
        line = new Line(now, now, 1);
    }

    /**
     * Runs on at a rate. The one call that allocates: a few bytes, once a window.
     *
     * @param rate 1 for the real one
     */
    public void rate(double rate) {
        if (rate != wanted) {
            wanted = rate;
            long now = real.nanoTime();
            line = new Line(now, line.at(now), rate);
        }
    }

    @Override
    public long nanoTime() {
        return line.at(real.nanoTime());
    }

    @Override
    public void awaitUntil(long deadlineNanos) {
        real.awaitUntil(line.realAt(deadlineNanos));
    }

    @Override
    public long realNanos(long deadlineNanos) {
        return real.realNanos(line.realAt(deadlineNanos));
    }
}
