package dev.antipode.core.simd;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.random.LaneCounters;
import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.RandomKernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Calls once what the kernels of this package call of the Vector API and graphs' kernels do not: rotations and conversions.
 * Part of what {@link dev.antipode.core.kernel.KernelCompiler} does before the first kernel is warmed.
 */
public final class FirstCalls implements Runnable {
    private static final int ROWS = 4;

    /** For {@link dev.antipode.core.kernel.SimdProvider}. */
    public FirstCalls() {}

    @Override
    public void run() {
        int lanes = SimdCode.INT.lanes();
        RandomKernel.Factory kernels = new ThreefryKernels();
        for (Precision precision : Precision.values()) {
            long counters = LaneCounters.bytes(lanes);
            long rowStride = Tile.rowStrideBytes(lanes, precision);
            try (Arena arena = Arena.ofShared()) {
                MemorySegment block = arena.allocate(counters + ROWS * rowStride, Tile.ALIGNMENT_BYTES);
                kernels.kernel(precision)
                        .uniform(block, counters, rowStride, lanes, ROWS, 0, 0, Purpose.SELF_CHECK, 0, 0, 0, 0, 0);
            }
        }
    }
}
