package dev.antipode.core.jacobian;

import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;

/**
 * Random vectors on the heap as pure functions of seed, use and sample number, made without native memory or a compiled
 * kernel. The counter words are the block of coordinates, the
 * sample, the attempt, and the use as a negative step, which no rollout has.
 */
final class InspectionStream {
    /** What the vectors are for: two uses of one seed share no draw. */
    enum Use {
        /** Where iterations start. */
        START,
        /** Directions of random estimates. */
        DIRECTION,
        /** Which columns are taken. */
        SUBSET
    }

    private static final int ATTEMPTS = 64;

    private final StreamKey key;
    private final int step;
    private final int[] words = new int[4];

    InspectionStream(long seed, Use use) {
        key = new StreamKey(seed, Purpose.INSPECTION, 0);
        step = -1 - use.ordinal();
    }

    /** Fills with -1 and 1 of equal probability: one bit of the generator each. */
    void signs(int sample, double[] out, int from, int length) {
        for (int i = 0; i < length; i++) {
            if (i % 128 == 0) {
                block(i / 128, sample, 0);
            }
            int bit = (words[i % 128 / 32] >>> (i % 32)) & 1;
            out[from + i] = bit == 0 ? -1 : 1;
        }
    }

    /** Fills with numbers that are uniform between -1 and 1, never 0. */
    void uniforms(int sample, double[] out, int from, int length) {
        for (int i = 0; i < length; i++) {
            if (i % 4 == 0) {
                block(i / 4, sample, 0);
            }
            out[from + i] = symmetric(words[i % 4]);
        }
    }

    /**
     * Fills with standard normals by the polar method, which needs no trigonometric function: G. Marsaglia, T. A. Bray,
     * "A convenient method for generating normal variables", SIAM Review 6 (1964).
     */
    void normals(int sample, double[] out, int from, int length) {
        for (int i = 0; i < length; i += 2) {
            double x = 0;
            double y = 0;
            double squares = 1;
            // Refused with probability 1 - pi/4 each: all attempts together with less than 1e-42.
            for (int attempt = 0; attempt < ATTEMPTS && squares >= 1; attempt++) {
                if (attempt % 2 == 0) {
                    block(i / 2, sample, attempt / 2);
                }
                x = symmetric(words[attempt % 2 * 2]);
                y = symmetric(words[attempt % 2 * 2 + 1]);
                squares = x * x + y * y;
            }
            double factor = squares < 1 ? Math.sqrt(-2 * StrictMath.log(squares) / squares) : 0;
            out[from + i] = factor * x;
            if (i + 1 < length) {
                out[from + i + 1] = factor * y;
            }
        }
    }

    /** A whole number from 0 to {@code bound - 1}; the bias is below {@code bound / 2^32}. */
    int below(int bound, int draw) {
        block(draw, 0, 0);
        return (int) ((Integer.toUnsignedLong(words[0]) * bound) >>> 32);
    }

    private void block(int block, int sample, int attempt) {
        Threefry.block(block, sample, attempt, step, key.word0(), key.word1(), key.word2(), key.word3(), words);
    }

    private static double symmetric(int word) {
        return (word + 0.5) * 0x1p-31;
    }
}
