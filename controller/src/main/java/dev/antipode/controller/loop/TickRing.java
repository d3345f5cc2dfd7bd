package dev.antipode.controller.loop;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ticks on their way from the loop to a writer: a ring of fixed size, one thread at each end, without a lock. Where the writer is too
 * slow, ticks are dropped and counted; the loop never waits.
 */
public final class TickRing implements AutoCloseable {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;
    private static final int FIXED_CELLS = 10;

    private final LinkSignature signature;
    private final int capacity;
    private final long rowBytes;
    private final Workspace workspace;
    private final MemorySegment block;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /**
     * Allocates a ring.
     *
     * @param signature what a tick has
     * @param capacity how many ticks may wait, at least 1
     * @param budgetBytes the most memory
     * @throws dev.antipode.core.memory.BudgetExceededException if it takes more
     */
    public TickRing(LinkSignature signature, int capacity, long budgetBytes) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a ring of " + capacity + " ticks must have at least 1");
        }
        this.signature = signature;
        this.capacity = capacity;
        int cells = FIXED_CELLS
                + signature.references().size()
                + signature.measurements().size()
                + 2 * signature.commands().size();
        this.rowBytes = (long) cells * Long.BYTES;
        MemoryPlan.Builder plan = MemoryPlan.builder();
        plan.add("recorder", capacity + " ticks x " + cells + " x F64", capacity * rowBytes);
        this.workspace = Workspace.allocate(plan.build(), budgetBytes);
        this.block = workspace.block();
    }

    /** On the loop's thread. */
    void write(
            long tick,
            long deadlineNanos,
            long latenessNanos,
            long computeNanos,
            long roundTripNanos,
            int faults,
            LoopMode mode,
            Exchange exchange,
            double[] asked) {
        long count = written.getPlain();
        if (count - read.getAcquire() >= capacity) {
            dropped.setRelease(dropped.getPlain() + 1);
            return;
        }
        long at = count % capacity * rowBytes;
        block.set(LONG, at, tick);
        block.set(LONG, at + 8, deadlineNanos);
        block.set(LONG, at + 16, latenessNanos);
        block.set(LONG, at + 24, computeNanos);
        block.set(LONG, at + 32, roundTripNanos);
        block.set(LONG, at + 40, faults);
        block.set(LONG, at + 48, mode.ordinal());
        block.set(LONG, at + 56, exchange.episode);
        block.set(LONG, at + 64, exchange.measurementTick);
        block.set(DOUBLE, at + 72, exchange.stageCost);
        at = put(at + 80, exchange.reference);
        at = put(at, exchange.measurement);
        at = put(at, asked);
        put(at, exchange.command);
        written.setRelease(count + 1);
    }

    private long put(long offset, double[] values) {
        long at = offset;
        for (double value : values) {
            block.set(DOUBLE, at, value);
            at += Double.BYTES;
        }
        return at;
    }

    /**
     * Takes the oldest tick, on the writer's thread.
     *
     * @param row written
     * @return false if there is none
     */
    public boolean poll(TickRow row) {
        long count = read.getPlain();
        if (count >= written.getAcquire()) {
            return false;
        }
        long at = count % capacity * rowBytes;
        row.tick = block.get(LONG, at);
        row.deadlineNanos = block.get(LONG, at + 8);
        row.latenessNanos = block.get(LONG, at + 16);
        row.computeNanos = block.get(LONG, at + 24);
        row.roundTripNanos = block.get(LONG, at + 32);
        row.faults = (int) block.get(LONG, at + 40);
        row.mode = (int) block.get(LONG, at + 48);
        row.episode = block.get(LONG, at + 56);
        row.measurementTick = block.get(LONG, at + 64);
        row.stageCost = block.get(DOUBLE, at + 72);
        at = take(at + 80, row.reference);
        at = take(at, row.measurement);
        at = take(at, row.command);
        take(at, row.applied);
        read.setRelease(count + 1);
        return true;
    }

    private long take(long offset, double[] values) {
        long at = offset;
        for (int i = 0; i < values.length; i++) {
            values[i] = block.get(DOUBLE, at);
            at += Double.BYTES;
        }
        return at;
    }

    /**
     * A row for {@link #poll}.
     *
     * @return a new one
     */
    public TickRow row() {
        return new TickRow(signature);
    }

    /**
     * What a tick has.
     *
     * @return as given
     */
    public LinkSignature signature() {
        return signature;
    }

    /**
     * The ticks for which there was no place.
     *
     * @return at least 0
     */
    public long dropped() {
        return dropped.getAcquire();
    }

    /**
     * What was allocated.
     *
     * @return the plan
     */
    public MemoryPlan plan() {
        return workspace.plan();
    }

    /** Frees the memory. Neither end may be in use. */
    @Override
    public void close() {
        workspace.close();
    }
}
