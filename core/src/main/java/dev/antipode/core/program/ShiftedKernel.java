package dev.antipode.core.program;

import dev.antipode.core.kernel.Kernel;
import java.lang.foreign.MemorySegment;

/**
 * A kernel on rows that lie further down the tile than those it was compiled for, all by as much. Equal work on several
 * groups of rows then has one kernel to warm up and to keep in the instruction cache.
 */
record ShiftedKernel(Kernel kernel, int rows) implements Kernel {
    @Override
    public void run(
            MemorySegment block,
            long tileOffset,
            long rowStrideBytes,
            int lanes,
            long scratchOffset,
            long sharedOffset) {
        kernel.run(block, tileOffset + rows * rowStrideBytes, rowStrideBytes, lanes, scratchOffset, sharedOffset);
    }
}
