package dev.antipode.core.program;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.List;

/**
 * The rows that tell one run of a loop over time from another: kept out of the tile, any number of loops can take turns on it.
 * Immutable. Rows that no program writes, such as parameters, are the caller's.
 */
public final class CarriedRows {
    private final int[] rows;

    private CarriedRows(int[] rows) {
        this.rows = rows;
    }

    /**
     * Finds them.
     *
     * @param start what a loop begins with
     * @param later what is run any number of times afterwards
     * @return every row that a program writes and a later one reads
     */
    public static CarriedRows of(Program start, List<Program> later) {
        BitSet written = bits(start.writtenRows());
        BitSet live = new BitSet();
        for (Program program : later) {
            written.or(bits(program.writtenRows()));
            live.or(bits(program.liveRows()));
        }
        live.and(written);
        return new CarriedRows(live.stream().toArray());
    }

    private static BitSet bits(int[] rows) {
        BitSet bits = new BitSet();
        for (int row : rows) {
            bits.set(row);
        }
        return bits;
    }

    /**
     * How many there are.
     *
     * @return at least 0
     */
    public int count() {
        return rows.length;
    }

    /**
     * Copies them out of a tile. Allocates nothing and never throws.
     *
     * @param frame not modified in its tile
     * @param offset where {@link #count} rows of the tile's stride go, in bytes, a multiple of 64
     */
    public void save(Frame frame, long offset) {
        for (int i = 0; i < rows.length; i++) {
            long row = frame.tileOffset + rows[i] * frame.rowStrideBytes;
            MemorySegment.copy(frame.block, row, frame.block, offset + i * frame.rowStrideBytes, frame.rowStrideBytes);
        }
    }

    /**
     * Copies them into a tile. Allocates nothing and never throws.
     *
     * @param frame modified: rows of its tile
     * @param offset where {@link #save} left them
     */
    public void restore(Frame frame, long offset) {
        for (int i = 0; i < rows.length; i++) {
            long row = frame.tileOffset + rows[i] * frame.rowStrideBytes;
            MemorySegment.copy(frame.block, offset + i * frame.rowStrideBytes, frame.block, row, frame.rowStrideBytes);
        }
    }
}
