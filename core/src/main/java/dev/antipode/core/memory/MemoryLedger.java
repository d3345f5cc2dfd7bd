package dev.antipode.core.memory;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps which workspaces are allocated by the work that it is bound to by {@link #IN_USE}, on that work's own thread. Plans of one name
 * are taken together: of many runs one after another, it keeps the largest.
 */
public final class MemoryLedger {
    /** The ledger of the work at hand; unbound where nobody asks. */
    public static final ScopedValue<MemoryLedger> IN_USE = ScopedValue.newInstance();

    private final Map<String, MemoryUse.Part> parts = new LinkedHashMap<>();
    private long bytes;
    private long peakBytes;

    /** Makes an empty ledger. */
    public MemoryLedger() {}

    synchronized void allocated(MemoryPlan plan) {
        parts.merge(plan.name(), new MemoryUse.Part(plan, 1), MemoryUse.Part::and);
        bytes += plan.totalBytes();
        peakBytes = Math.max(peakBytes, bytes);
    }

    /** By whichever thread. */
    synchronized void freed(MemoryPlan plan) {
        bytes -= plan.totalBytes();
    }

    /**
     * What was allocated so far.
     *
     * @return a copy, the same for the same work
     */
    public synchronized MemoryUse use() {
        return new MemoryUse(
                peakBytes,
                parts.values().stream()
                        .sorted(Comparator.comparingLong(
                                        (MemoryUse.Part part) -> -part.plan().totalBytes())
                                .thenComparing(part -> part.plan().name()))
                        .toList());
    }
}
