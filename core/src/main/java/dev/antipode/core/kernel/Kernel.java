package dev.antipode.core.kernel;

import java.lang.foreign.MemorySegment;

/**
 * One elementwise function over the rows of a tile, for every lane independently. Stateless and thread-safe; allocates
 * nothing once warm, and never throws for tiles within the block. A lane that is not finite disturbs no other lane.
 */
public interface Kernel {
    /**
     * Computes all lanes of a tile: reads the input rows, writes the output rows.
     *
     * @param block the run's native memory; rows and scratch lie inside it and do not overlap
     * @param tileOffset where row 0 starts, in bytes from the start of the block, a multiple of 64
     * @param rowStrideBytes the distance between the starts of two neighbouring rows, a multiple of 64
     * @param lanes a positive multiple of 16
     * @param scratchOffset where the caller's own scratch starts, in bytes from the start of the block, a multiple of 64;
     *     nothing in it needs to be kept between calls
     */
    default void run(MemorySegment block, long tileOffset, long rowStrideBytes, int lanes, long scratchOffset) {
        run(block, tileOffset, rowStrideBytes, lanes, scratchOffset, 0);
    }

    /**
     * Computes all lanes of a tile, reading {@link SharedRows} from a second one.
     *
     * @param block as above
     * @param tileOffset as above
     * @param rowStrideBytes as above
     * @param lanes as above
     * @param scratchOffset as above
     * @param sharedOffset where the second tile starts, or, for rows that are broadcast, the lane of it that is read; in bytes
     *     from the start of the block. Nothing that the kernel writes may overlap the rows that it reads there
     */
    void run(
            MemorySegment block,
            long tileOffset,
            long rowStrideBytes,
            int lanes,
            long scratchOffset,
            long sharedOffset);
}
