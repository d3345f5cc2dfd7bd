package dev.antipode.core.simd;

import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.RandomKernel;
import java.lang.foreign.MemorySegment;

/** The loops over lanes and rows around a generated, loop-free body that computes one vector of Threefry blocks. */
abstract class ThreefryDriver implements RandomKernel {
    private final int vectorLanes;
    private final int elementBytes;

    ThreefryDriver(int vectorLanes, int elementBytes) {
        this.vectorLanes = vectorLanes;
        this.elementBytes = elementBytes;
    }

    @Override
    public final void uniform(
            MemorySegment block,
            long rowOffset,
            long rowStrideBytes,
            int lanes,
            int count,
            long laneCountersOffset,
            long seed,
            Purpose purpose,
            int generation,
            int firstCoordinate,
            int component,
            int episode,
            int step) {
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        int k2 = purpose.id();
        long counterStride = 4L * lanes;
        for (int lane = 0; lane < lanes; lane += vectorLanes) {
            long counters = laneCountersOffset + 4L * lane;
            long output = rowOffset + (long) lane * elementBytes;
            int c0 = firstCoordinate >>> 2;
            for (int row = 0; row < count; row += 4) {
                block(
                        block,
                        output,
                        rowStrideBytes,
                        count - row,
                        counters,
                        counterStride,
                        c0,
                        component,
                        episode,
                        step,
                        k0,
                        k1,
                        k2,
                        generation);
                output += 4 * rowStrideBytes;
                c0++;
            }
        }
    }

    /**
     * One vector of blocks: up to four rows.
     *
     * @param output where the first row's vector goes
     * @param rows how many rows to write; four if it is more
     * @param counters where the lanes' first counter words are, the others at multiples of {@code counterStride}
     */
    abstract void block(
            MemorySegment block,
            long output,
            long rowStride,
            int rows,
            long counters,
            long counterStride,
            int c0,
            int c1,
            int c2,
            int c3,
            int k0,
            int k1,
            int k2,
            int k3);
}
