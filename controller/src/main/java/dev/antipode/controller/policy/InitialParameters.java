package dev.antipode.controller.policy;

import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;

/**
 * Random numbers for initial parameters. Parameter {@code i} takes word {@code i % 4} of block {@code i / 4}: of component 0
 * for a uniform number, of component 1 for a normal one, which shares its two words with its neighbour.
 */
final class InitialParameters {
    private static final double TWO_TO_MINUS_31 = 0x1p-31;
    private static final int UNIFORM = 0;
    private static final int NORMAL = 1;

    private final StreamKey key;
    private final int[] words = new int[4];

    InitialParameters(long seed) {
        this.key = new StreamKey(seed, Purpose.POLICY_INITIALISATION, 0);
    }

    /** A number between {@code -bound} and {@code bound}, the same at every call. */
    double symmetric(int parameter, double bound) {
        block(parameter, UNIFORM);
        return bound * unit(parameter);
    }

    /**
     * A standard normal number, the same at every call, by the transform of {@link dev.antipode.core.random.Gaussian}:
     * neighbouring even and odd parameters are the cosine and the sine of one pair.
     */
    double normal(int parameter) {
        block(parameter, NORMAL);
        int even = parameter & ~1;
        // In (0, 1), never 0: unit numbers lie half a step off the ends of (-1, 1).
        double radius = Math.sqrt(-2 * StrictMath.log(0.5 + 0.5 * unit(even)));
        double angle = 2 * Math.PI * (0.5 + 0.5 * unit(even | 1));
        return radius * (parameter == even ? StrictMath.cos(angle) : StrictMath.sin(angle));
    }

    private void block(int parameter, int component) {
        Threefry.block(parameter >>> 2, component, 0, 0, key.word0(), key.word1(), key.word2(), key.word3(), words);
    }

    /** Between -1 and 1, both excluded. */
    private double unit(int parameter) {
        return (words[parameter & 3] + 0.5) * TWO_TO_MINUS_31;
    }
}
