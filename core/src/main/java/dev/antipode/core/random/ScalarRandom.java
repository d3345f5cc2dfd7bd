package dev.antipode.core.random;

import dev.antipode.core.memory.Precision;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Threefry one lane at a time. */
final class ScalarRandom implements RandomKernel {
    private static final double TWO_TO_MINUS_32 = 0x1p-32;
    private static final float TWO_TO_MINUS_23 = 0x1p-23f;

    private final Precision precision;

    /** The words of one block; an array of each thread's own, so that a call allocates nothing. */
    private final ThreadLocal<int[]> words = ThreadLocal.withInitial(() -> new int[4]);

    ScalarRandom(Precision precision) {
        this.precision = precision;
    }

    @Override
    public void uniform(
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
        int[] four = words.get();
        long counterStride = 4L * lanes;
        for (int lane = 0; lane < lanes; lane++) {
            long own = laneCountersOffset + 4L * lane;
            int c0 = (firstCoordinate >>> 2) + block.get(ValueLayout.JAVA_INT, own);
            int c1 = component + block.get(ValueLayout.JAVA_INT, own + counterStride);
            int c2 = episode + block.get(ValueLayout.JAVA_INT, own + 2 * counterStride);
            int c3 = step + block.get(ValueLayout.JAVA_INT, own + 3 * counterStride);
            long offset = rowOffset + (long) lane * precision.bytes();
            for (int row = 0; row < count; row++) {
                if (row % 4 == 0) {
                    Threefry.block(c0, c1, c2, c3, (int) seed, (int) (seed >>> 32), purpose.id(), generation, four);
                    c0++;
                }
                store(block, offset, four[row % 4]);
                offset += rowStrideBytes;
            }
        }
    }

    private void store(MemorySegment block, long offset, int word) {
        if (precision == Precision.F32) {
            block.set(ValueLayout.JAVA_FLOAT, offset, ((word >>> 9) + 0.5f) * TWO_TO_MINUS_23);
        } else {
            block.set(ValueLayout.JAVA_DOUBLE, offset, (Integer.toUnsignedLong(word) + 0.5) * TWO_TO_MINUS_32);
        }
    }
}
