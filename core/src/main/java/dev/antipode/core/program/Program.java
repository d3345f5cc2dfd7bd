package dev.antipode.core.program;

import java.util.BitSet;
import java.util.List;

/**
 * A static list of calls over the rows of a tile. Immutable; safe for several threads, each with its own frame.
 * {@link ProgramJvp} and {@link ProgramVjp} are its derivatives.
 */
public final class Program {
    private final PrimalCall[] calls;

    Program(List<PrimalCall> calls) {
        this.calls = calls.toArray(PrimalCall[]::new);
    }

    /**
     * Runs every call in order. Allocates nothing once the kernels are warm, and never throws.
     *
     * @param frame where to work
     */
    public void run(Frame frame) {
        for (PrimalCall call : calls) {
            call.run(frame);
        }
    }

    /**
     * Whether what some rows hold before a run can change, smoothly and in this run or a later one, what other rows hold. The
     * program is taken for one step of a loop.
     *
     * @param from the rows that differ at first
     * @param to the rows that are looked at
     * @return false if the derivative is zero whatever the values
     */
    public boolean influences(Rows from, Rows to) {
        return new Influence(calls(), from).reaches(to);
    }

    List<PrimalCall> calls() {
        return List.of(calls);
    }

    /** The rows that are read before they are written: what decides a run. */
    int[] liveRows() {
        BitSet live = new BitSet();
        BitSet written = new BitSet();
        for (PrimalCall call : calls) {
            for (int row : call.reads()) {
                live.set(row, live.get(row) || !written.get(row));
            }
            for (int row : call.writes()) {
                written.set(row);
            }
        }
        return live.stream().toArray();
    }

    /** The rows that are written. */
    int[] writtenRows() {
        BitSet written = new BitSet();
        for (PrimalCall call : calls) {
            for (int row : call.writes()) {
                written.set(row);
            }
        }
        return written.stream().toArray();
    }

    /** What a run takes over from the run before: live rows that it writes. */
    int[] carriedRows() {
        BitSet carried = new BitSet();
        for (int row : liveRows()) {
            carried.set(row);
        }
        BitSet written = new BitSet();
        for (int row : writtenRows()) {
            written.set(row);
        }
        carried.and(written);
        return carried.stream().toArray();
    }

    /** The calls, one a line. */
    @Override
    public String toString() {
        return text(List.of(calls));
    }

    static String text(List<? extends Call> calls) {
        StringBuilder text = new StringBuilder();
        for (Call call : calls) {
            text.append(call.text()).append('\n');
        }
        return text.toString();
    }
}
