package dev.antipode.controller.paper;

import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;

/**
 * Signs are shown one after another, then nothing, then a cue at which they are to be said in the same order: the copy task of
 * Hochreiter and Schmidhuber, "Long short-term memory" (1997), with signs for symbols.
 */
final class CopyMemory implements SequenceTask {
    /** No other use of the purpose has such a generation. */
    private static final int GENERATION = -3;

    private final int signs;
    private final int delay;
    private final StreamKey key;
    private final int[] words = new int[4];

    /** At most 32 signs. */
    CopyMemory(long seed, int signs, int delay) {
        this.signs = signs;
        this.delay = delay;
        key = new StreamKey(seed, Purpose.TRAINING_INITIAL_STATE, GENERATION);
    }

    @Override
    public String text() {
        return "copying " + signs + " signs over " + delay + " steps";
    }

    /** The sign and the cue. */
    @Override
    public int inputs() {
        return 2;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public int steps() {
        return 2 * signs + delay;
    }

    @Override
    public void write(int sample, int step, double[] row) {
        int recalled = step - signs - delay;
        row[0] = step < signs ? sign(sample, step) : 0;
        row[1] = recalled >= 0 ? 1 : 0;
        row[2] = recalled >= 0 ? sign(sample, recalled) : 0;
        row[3] = recalled >= 0 ? 1.0 / signs : 0;
    }

    private double sign(int sample, int i) {
        Threefry.block(0, sample, 0, 0, key.word0(), key.word1(), key.word2(), key.word3(), words);
        return (words[0] >>> i & 1) == 0 ? -1 : 1;
    }

    /** That of saying 0. */
    @Override
    public double forgetful() {
        return 1;
    }
}
