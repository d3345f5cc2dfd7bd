package dev.antipode.core.random;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory in which a random kernel is warmed and checked. */
final class RandomScratch implements AutoCloseable {
    private static final int LANES = 32;
    private static final int ROWS = 8;

    private final Arena arena = Arena.ofShared();
    private final long rowStride;
    private final long rows;
    private final MemorySegment block;

    RandomScratch(Precision precision) {
        this.rowStride = Tile.rowStrideBytes(LANES, precision);
        this.rows = LaneCounters.bytes(LANES);
        this.block = arena.allocate(rows + 2 * ROWS * rowStride, Tile.ALIGNMENT_BYTES);
        LaneCounters counters = new LaneCounters(0, LANES);
        for (int lane = 0; lane < LANES; lane++) {
            counters.set(block, lane, lane % 3, lane % 5, 7 * lane, lane % 2);
        }
    }

    /** Every number of rows in the last block: each leaves the generated code at another place. */
    void exercise(RandomKernel kernel) {
        for (int count = ROWS - 3; count <= ROWS; count++) {
            fill(kernel, rows, count, count);
        }
    }

    boolean sameBits(RandomKernel one, RandomKernel other) {
        for (int key = 0; key < 32; key++) {
            fill(one, rows, ROWS, key);
            fill(other, rows + ROWS * rowStride, ROWS, key);
            MemorySegment first = block.asSlice(rows, ROWS * rowStride);
            MemorySegment second = block.asSlice(rows + ROWS * rowStride, ROWS * rowStride);
            if (first.mismatch(second) != -1) {
                return false;
            }
        }
        return true;
    }

    private void fill(RandomKernel kernel, long offset, int count, int key) {
        long seed = key * 0x9e3779b97f4a7c15L;
        kernel.uniform(
                block, offset, rowStride, LANES, count, 0, seed, Purpose.SELF_CHECK, key, 4 * key, key, -key, ~key);
    }

    @Override
    public void close() {
        arena.close();
    }
}
