package dev.antipode.core.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The one off-heap block of a run, zeroed, aligned to a memory page and laid out by a {@link MemoryPlan}. It is native and
 * shared between threads; it is never replaced or grown, and is freed by {@link #close()}.
 */
public final class Workspace implements AutoCloseable {
    /** The block starts at a page, so that which addresses stall one another is the same in every run. */
    private static final int PAGE_BYTES = 4096;

    private final Arena arena;
    private final MemoryPlan plan;
    private final MemorySegment block;
    private final MemoryLedger ledger;

    private Workspace(Arena arena, MemoryPlan plan) {
        this.arena = arena;
        this.plan = plan;
        this.block = arena.allocate(Math.max(plan.totalBytes(), Tile.ALIGNMENT_BYTES), PAGE_BYTES);
        this.ledger = MemoryLedger.IN_USE.orElse(new MemoryLedger());
        ledger.allocated(plan);
    }

    /**
     * Checks a plan against its budget and allocates it, which the {@link MemoryLedger} in use keeps.
     *
     * @param plan what is needed
     * @param budgetBytes the permitted total
     * @return the workspace, to be closed by the caller
     * @throws BudgetExceededException if the plan does not fit; then nothing was allocated
     */
    public static Workspace allocate(MemoryPlan plan, long budgetBytes) {
        return allocate(plan, budgetBytes, "");
    }

    /**
     * Checks a plan that could be made smaller in a way of its own.
     *
     * @param plan what is needed
     * @param budgetBytes the permitted total
     * @param remedy what would help besides what always does, as the object of "use"; empty for nothing
     * @return the workspace, to be closed by the caller
     * @throws BudgetExceededException if the plan does not fit; then nothing was allocated
     */
    public static Workspace allocate(MemoryPlan plan, long budgetBytes, String remedy) {
        plan.requireWithin(budgetBytes, remedy);
        return new Workspace(Arena.ofShared(), plan);
    }

    /**
     * The memory. Offsets into it are absolute; it is not sliced in hot calls.
     *
     * @return the block, the same segment at every call
     */
    public MemorySegment block() {
        return block;
    }

    /**
     * The layout of the block.
     *
     * @return the plan it was allocated by
     */
    public MemoryPlan plan() {
        return plan;
    }

    /** Frees the block. No thread may be inside a kernel; later accesses throw {@link IllegalStateException}. */
    @Override
    public void close() {
        arena.close();
        ledger.freed(plan);
    }
}
