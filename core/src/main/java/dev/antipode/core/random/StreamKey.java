package dev.antipode.core.random;

/**
 * The key of one random stream. Two streams whose keys differ in anything share no draw.
 *
 * @param seed the run's seed
 * @param purpose what the numbers are for
 * @param generation the training generation, 0 outside training
 */
public record StreamKey(long seed, Purpose purpose, int generation) {
    /**
     * Key word 0.
     *
     * @return the low half of the seed
     */
    public int word0() {
        return (int) seed;
    }

    /**
     * Key word 1.
     *
     * @return the high half of the seed
     */
    public int word1() {
        return (int) (seed >>> 32);
    }

    /**
     * Key word 2.
     *
     * @return the purpose's number
     */
    public int word2() {
        return purpose.id();
    }

    /**
     * Key word 3.
     *
     * @return the generation
     */
    public int word3() {
        return generation;
    }
}
