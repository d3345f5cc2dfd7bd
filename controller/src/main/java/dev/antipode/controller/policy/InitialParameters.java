package dev.antipode.controller.policy;

import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;

/** Uniform random numbers for initial parameters: parameter {@code i} takes word {@code i % 4} of block {@code i / 4}. */
final class InitialParameters {
    private static final double TWO_TO_MINUS_31 = 0x1p-31;

    private final StreamKey key;
    private final int[] words = new int[4];

    InitialParameters(long seed) {
        this.key = new StreamKey(seed, Purpose.POLICY_INITIALISATION, 0);
    }

    /** A number between {@code -bound} and {@code bound}, the same at every call. */
    double symmetric(int parameter, double bound) {
        Threefry.block(parameter >>> 2, 0, 0, 0, key.word0(), key.word1(), key.word2(), key.word3(), words);
        double unit = (words[parameter & 3] + 0.5) * TWO_TO_MINUS_31;
        return bound * unit;
    }
}
