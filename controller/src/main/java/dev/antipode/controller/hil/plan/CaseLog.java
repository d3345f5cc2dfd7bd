package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.fault.TruthLog;
import dev.antipode.controller.loop.LoopMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Every tick of a case in one block of memory of a fixed size, a row each; read when the case is over. */
final class CaseLog implements TruthLog, AutoCloseable {
    /** What helps where one does not fit into the budget, as the object of "use". */
    static final String REMEDY = "a plan with fewer episodes or seconds";

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;
    private static final LoopMode[] MODES = LoopMode.values();
    private static final LinkStatus[] STATUSES = LinkStatus.values();
    private static final int STATUS = 0;
    private static final int MODE = 1;
    private static final int ACTIVE = 2;
    private static final int COST = 3;
    private static final int FIXED = 4;

    private final int references;
    private final int measurements;
    private final int commands;
    private final int cells;
    private final int capacity;
    private final Workspace workspace;
    private final MemorySegment block;
    private final int[] end;
    private final boolean[] lost;
    private final boolean[] succeeded;
    private int rows;
    private int ended;

    /**
     * Allocates.
     *
     * @throws dev.antipode.core.memory.BudgetExceededException if it takes more than the budget
     */
    CaseLog(LinkSignature signature, int episodes, int episodeTicks, long budgetBytes) {
        this.references = signature.references().size();
        this.measurements = signature.measurements().size();
        this.commands = signature.commands().size();
        this.cells = cells(signature);
        this.capacity = Math.multiplyExact(episodes, episodeTicks);
        MemoryPlan.Builder memory = MemoryPlan.builder();
        plan(memory, "log of a case", signature, episodes, episodeTicks);
        this.workspace = Workspace.allocate(memory.build(), budgetBytes, REMEDY);
        this.block = workspace.block();
        this.end = new int[episodes];
        this.lost = new boolean[episodes];
        this.succeeded = new boolean[episodes];
    }

    private static int cells(LinkSignature signature) {
        return FIXED
                + signature.references().size()
                + 2 * signature.measurements().size()
                + 2 * signature.commands().size();
    }

    /** Adds what such a log takes to a memory plan. */
    static void plan(MemoryPlan.Builder memory, String name, LinkSignature signature, int episodes, int episodeTicks) {
        int cells = cells(signature);
        memory.add(
                name,
                episodes + " episodes x " + episodeTicks + " ticks x " + cells + " x F64",
                Math.multiplyExact((long) Math.multiplyExact(episodes, episodeTicks) * Double.BYTES, (long) cells));
    }

    @Override
    public void tick(
            int episode, LinkStatus status, boolean active, double[] reference, double[] truth, double[] measured) {
        if (rows >= capacity) {
            return;
        }
        long at = (long) rows * cells * Double.BYTES;
        put(at, STATUS, status.ordinal());
        put(at, MODE, 0);
        put(at, ACTIVE, active ? 1 : 0);
        put(at, COST, Double.NaN);
        copy(reference, at, FIXED);
        copy(truth, at, FIXED + references);
        copy(measured, at, FIXED + references + measurements);
        rows++;
    }

    @Override
    public void command(double[] commanded, double[] delivered) {
        if (rows > 0) {
            long at = (rows - 1L) * cells * Double.BYTES;
            copy(commanded, at, FIXED + references + 2 * measurements);
            copy(delivered, at, FIXED + references + 2 * measurements + commands);
        }
    }

    @Override
    public void mode(LoopMode mode) {
        if (rows > 0) {
            put((rows - 1L) * cells * Double.BYTES, MODE, mode.ordinal());
        }
    }

    @Override
    public void cost(double stageCost) {
        if (rows > 0) {
            long at = (rows - 1L) * cells * Double.BYTES;
            double before = block.get(DOUBLE, at + (long) COST * Double.BYTES);
            put(at, COST, before == before ? before + stageCost : stageCost);
        }
    }

    @Override
    public void ended(int episode, boolean wasLost, boolean didSucceed) {
        if (episode < end.length) {
            end[episode] = rows;
            lost[episode] = wasLost;
            succeeded[episode] = didSucceed;
            ended = episode + 1;
        }
    }

    private void put(long at, int cell, double value) {
        block.set(DOUBLE, at + (long) cell * Double.BYTES, value);
    }

    private void copy(double[] values, long at, int cell) {
        for (int i = 0; i < values.length; i++) {
            put(at, cell + i, values[i]);
        }
    }

    /** The episodes that are whole. */
    int episodes() {
        return ended;
    }

    int references() {
        return references;
    }

    /** The first row of an episode. */
    int from(int episode) {
        return episode == 0 ? 0 : end[episode - 1];
    }

    /** The row after the last one of an episode. */
    int until(int episode) {
        return end[episode];
    }

    boolean lost(int episode) {
        return lost[episode];
    }

    boolean succeeded(int episode) {
        return succeeded[episode];
    }

    private double get(int row, int cell) {
        return block.get(DOUBLE, ((long) row * cells + cell) * Double.BYTES);
    }

    LinkStatus status(int row) {
        return STATUSES[(int) get(row, STATUS)];
    }

    LoopMode mode(int row) {
        return MODES[(int) get(row, MODE)];
    }

    boolean active(int row) {
        return get(row, ACTIVE) != 0;
    }

    /** What the period after the row's command cost; NaN where nobody told. */
    double cost(int row) {
        return get(row, COST);
    }

    double reference(int row, int index) {
        return get(row, FIXED + index);
    }

    /** What the plant measured. */
    double truth(int row, int index) {
        return get(row, FIXED + references + index);
    }

    /** What the controller was told, where the status is OK. */
    double measured(int row, int index) {
        return get(row, FIXED + references + measurements + index);
    }

    double command(int row, int index) {
        return get(row, FIXED + references + 2 * measurements + index);
    }

    /** What the plant was given. */
    double delivered(int row, int index) {
        return get(row, FIXED + references + 2 * measurements + commands + index);
    }

    @Override
    public void close() {
        workspace.close();
    }
}
