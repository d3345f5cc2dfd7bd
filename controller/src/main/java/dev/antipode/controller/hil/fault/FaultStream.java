package dev.antipode.controller.hil.fault;

import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;

/**
 * The random draws of one fault: pure functions of seed, case, fault, episode, tick and side, whatever was drawn before. Counter words
 * are the draw's block, the fault with the side, the episode and the tick; the case is the key's generation. Allocates nothing.
 */
public final class FaultStream {
    private static final int WORDS = 4;
    private static final int ATTEMPTS = 64;

    private final StreamKey key;
    private final int fault;
    private final int[] words = new int[WORDS];
    private int side;
    private int episode;
    private int tick;
    private int draw;

    /**
     * Makes a stream.
     *
     * @param seed of the test
     * @param caseNumber which case
     * @param fault which of its faults
     */
    public FaultStream(long seed, int caseNumber, int fault) {
        this.key = new StreamKey(seed, Purpose.FAULT_INJECTION, caseNumber);
        this.fault = fault;
    }

    /** Moves to the draws of a tick. */
    void at(long newEpisode, long newTick, Side newSide) {
        episode = (int) newEpisode;
        tick = (int) newTick;
        side = newSide.ordinal();
        draw = 0;
    }

    private int word() {
        if (draw % WORDS == 0) {
            Threefry.block(
                    draw / WORDS,
                    2 * fault + side,
                    episode,
                    tick,
                    key.word0(),
                    key.word1(),
                    key.word2(),
                    key.word3(),
                    words);
        }
        int word = words[draw % WORDS];
        draw++;
        return word;
    }

    /**
     * A number between 0 and 1.
     *
     * @return uniform, never 0 or 1
     */
    public double uniform() {
        return (Integer.toUnsignedLong(word()) + 0.5) * 0x1p-32;
    }

    /**
     * Whether something happens.
     *
     * @param probability from 0 for never to 1 for always
     * @return true with this probability
     */
    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /**
     * A whole number.
     *
     * @param bound above 0
     * @return from 0 to {@code bound - 1}; the bias is below {@code bound / 2^32}
     */
    public int below(int bound) {
        return (int) ((Integer.toUnsignedLong(word()) * bound) >>> 32);
    }

    /**
     * A standard normal by the polar method: G. Marsaglia, T. A. Bray, "A convenient method for generating normal variables", SIAM
     * Review 6 (1964).
     *
     * @return finite
     */
    public double normal() {
        // Refused with probability 1 - pi/4 each: all attempts together with less than 1e-42.
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double x = 2 * uniform() - 1;
            double y = 2 * uniform() - 1;
            double squares = x * x + y * y;
            if (squares < 1) {
                return x * Math.sqrt(-2 * StrictMath.log(squares) / squares);
            }
        }
        return 0;
    }
}
