package dev.antipode.core.random;

import dev.antipode.core.memory.Precision;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Threefry one lane at a time. Numbers pass through arrays of a few lanes: as long as the JVM interprets this, or has only what its
 * first compiler makes of it, an access to native memory takes many times as long as one to an array.
 */
final class ScalarRandom implements RandomKernel {
    private static final double TWO_TO_MINUS_32 = 0x1p-32;
    private static final float TWO_TO_MINUS_23 = 0x1p-23f;
    private static final int LANES = 16;
    /** Of a block of random numbers, and of a lane's counters. */
    private static final int WORDS = 4;

    /** What a thread has of a call at hand: counters, words and numbers, each word by word and lane by lane. */
    private static final class Lanes {
        final int[] counters = new int[WORDS * LANES];
        final int[] block = new int[WORDS];
        final float[] floats = new float[WORDS * LANES];
        final double[] doubles = new double[WORDS * LANES];
    }

    private final Precision precision;

    /** Each thread's own, so that a call allocates nothing. */
    private final ThreadLocal<Lanes> some = ThreadLocal.withInitial(Lanes::new);

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
        Lanes at = some.get();
        for (int lane = 0; lane < lanes; lane += LANES) {
            for (int word = 0; word < WORDS; word++) {
                long own = laneCountersOffset + (long) Integer.BYTES * (lanes * word + lane);
                MemorySegment.copy(block, ValueLayout.JAVA_INT, own, at.counters, word * LANES, LANES);
            }
            long to = rowOffset + (long) lane * precision.bytes();
            for (int row = 0; row < count; row += WORDS) {
                int first = (firstCoordinate + row) >>> 2;
                draw(at, first, component, episode, step, seed, purpose.id(), generation);
                store(at, block, to + row * rowStrideBytes, rowStrideBytes, Math.min(WORDS, count - row));
            }
        }
    }

    private void draw(
            Lanes at, int coordinate, int component, int episode, int step, long seed, int purpose, int generation) {
        int[] own = at.counters;
        for (int lane = 0; lane < LANES; lane++) {
            Threefry.block(
                    coordinate + own[lane],
                    component + own[LANES + lane],
                    episode + own[2 * LANES + lane],
                    step + own[3 * LANES + lane],
                    (int) seed,
                    (int) (seed >>> 32),
                    purpose,
                    generation,
                    at.block);
            for (int word = 0; word < WORDS; word++) {
                if (precision == Precision.F32) {
                    at.floats[LANES * word + lane] = ((at.block[word] >>> 9) + 0.5f) * TWO_TO_MINUS_23;
                } else {
                    at.doubles[LANES * word + lane] = ((at.block[word] & 0xFFFF_FFFFL) + 0.5) * TWO_TO_MINUS_32;
                }
            }
        }
    }

    private void store(Lanes at, MemorySegment block, long to, long rowStrideBytes, int rows) {
        for (int row = 0; row < rows; row++) {
            long offset = to + row * rowStrideBytes;
            if (precision == Precision.F32) {
                MemorySegment.copy(at.floats, LANES * row, block, ValueLayout.JAVA_FLOAT, offset, LANES);
            } else {
                MemorySegment.copy(at.doubles, LANES * row, block, ValueLayout.JAVA_DOUBLE, offset, LANES);
            }
        }
    }
}
