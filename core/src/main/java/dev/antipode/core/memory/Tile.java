package dev.antipode.core.memory;

/**
 * A group of lanes with all their rows, contiguous in the {@link Workspace}: row {@code r} holds quantity {@code r} of
 * every lane. A whole rollout of a tile is meant to stay in the first-level cache.
 *
 * @param offsetBytes where row 0 starts in the block, a multiple of {@value #ALIGNMENT_BYTES}
 * @param rows the number of rows, at least 0
 * @param lanes the number of lanes, a positive multiple of {@value #LANE_MULTIPLE}, so that no vector width leaves a tail
 * @param precision the format of every number in the tile
 */
public record Tile(long offsetBytes, int rows, int lanes, Precision precision) {
    /** Rows start at multiples of this many bytes: a cache line, and the widest vector. */
    public static final int ALIGNMENT_BYTES = 64;

    /** Lane counts are padded to a multiple of this: the lanes of the widest F32 vector. */
    public static final int LANE_MULTIPLE = 16;

    private static final int CROWDED_BYTES = 1024;

    /** Checks the shape. */
    public Tile {
        if (offsetBytes < 0 || offsetBytes % ALIGNMENT_BYTES != 0) {
            throw new IllegalArgumentException("tile offset " + offsetBytes + " must be a multiple of 64 bytes; "
                    + "take offsets from a MemoryPlan");
        }
        if (rows < 0) {
            throw new IllegalArgumentException("a tile cannot have " + rows + " rows; give 0 or more");
        }
        if (lanes <= 0 || lanes % LANE_MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "a tile of " + lanes + " lanes is not a positive multiple of 16; use Tile.paddedLanes");
        }
    }

    /**
     * The distance between the starts of two neighbouring rows. Strides that are multiples of 1024 bytes are widened by one group of lanes: the
     * rows of a column of lanes would otherwise crowd into a quarter of the first-level cache or less, which has 64 sets of lines (a layer of
     * 64 inputs took 1.4 times as long), and loads and stores that agree in their low 12 address bits stall one another.
     *
     * @return the stride in bytes, a multiple of 64
     */
    public long rowStrideBytes() {
        return rowStrideBytes(lanes, precision);
    }

    /**
     * The size of the tile.
     *
     * @return rows times row stride, in bytes
     */
    public long bytes() {
        return rows * rowStrideBytes();
    }

    /**
     * Where a row starts in the block.
     *
     * @param row from 0 to {@code rows - 1}
     * @return the offset in bytes
     */
    public long rowOffset(int row) {
        return offsetBytes + row * rowStrideBytes();
    }

    /**
     * Where one number lies in the block.
     *
     * @param row from 0 to {@code rows - 1}
     * @param lane from 0 to {@code lanes - 1}
     * @return the offset in bytes
     */
    public long offset(int row, int lane) {
        return rowOffset(row) + (long) lane * precision.bytes();
    }

    /**
     * Rounds a number of lanes up to what a tile can hold.
     *
     * @param lanes at least 1
     * @return the next multiple of {@value #LANE_MULTIPLE}
     */
    public static int paddedLanes(int lanes) {
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes " + lanes + " must be at least 1");
        }
        return Math.addExact(lanes, LANE_MULTIPLE - 1) / LANE_MULTIPLE * LANE_MULTIPLE;
    }

    /**
     * The row stride of a tile with this many lanes.
     *
     * @param lanes a multiple of {@value #LANE_MULTIPLE}
     * @param precision the format of the numbers
     * @return the stride in bytes, a multiple of 64
     */
    public static long rowStrideBytes(int lanes, Precision precision) {
        long bytes = (long) lanes * precision.bytes();
        return bytes % CROWDED_BYTES == 0 ? bytes + (long) LANE_MULTIPLE * precision.bytes() : bytes;
    }

    /**
     * The size of a tile before it has a place.
     *
     * @param rows at least 0
     * @param lanes a multiple of {@value #LANE_MULTIPLE}
     * @param precision the format of the numbers
     * @return the size in bytes, a multiple of 64
     */
    public static long bytes(int rows, int lanes, Precision precision) {
        return rows * rowStrideBytes(lanes, precision);
    }
}
