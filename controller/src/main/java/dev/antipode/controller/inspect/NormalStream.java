package dev.antipode.controller.inspect;

import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;

/**
 * Standard normal numbers as a pure function of seed, sample and coordinate, by the transform of {@link
 * dev.antipode.core.random.Gaussian}: neighbouring even and odd coordinates are the cosine and the sine of one pair.
 */
public final class NormalStream {
    /** Training has no such generation, and other measurements no such step: no draw is shared with them. */
    private static final int GENERATION = -1;

    private static final int STEP = 1;

    private final StreamKey key;
    private final int[] words = new int[4];

    /**
     * A stream.
     *
     * @param seed of the run
     * @param purpose what the numbers are for; streams of different purposes are independent
     */
    public NormalStream(long seed, Purpose purpose) {
        key = new StreamKey(seed, purpose, GENERATION);
    }

    /**
     * A number of the stream.
     *
     * @param sample from 0
     * @param coordinate from 0
     * @return the same at every call
     */
    public double get(int sample, int coordinate) {
        Threefry.block(coordinate >>> 2, sample, 0, STEP, key.word0(), key.word1(), key.word2(), key.word3(), words);
        int even = coordinate & 2;
        double radius = Math.sqrt(-2 * StrictMath.log(uniform(words[even])));
        double angle = 2 * Math.PI * uniform(words[even | 1]);
        return radius * ((coordinate & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
    }

    /** Between 0 and 1, both excluded. */
    private static double uniform(int word) {
        return (Integer.toUnsignedLong(word) + 0.5) * 0x1p-32;
    }
}
