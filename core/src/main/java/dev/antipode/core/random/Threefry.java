package dev.antipode.core.random;

/**
 * The Threefry4x32-20 random function: four counter words and four key words give four random words. This scalar form
 * is the specification of the SIMD form.
 *
 * <p>Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC11 (2011), section 4.3: the Threefish block cipher with 32-bit words, without the tweak.
 */
public final class Threefry {
    /** The number of rounds; 20 is the published default, 13 the fewest that pass the published tests. */
    public static final int ROUNDS = 20;

    /** The key schedule's parity constant, {@code C240} of Skein truncated to 32 bits. */
    public static final int PARITY = 0x1BD11BDA;

    /** Rotations of round {@code r}: the first mix at {@code 2 * (r % 8)}, the second one after it. */
    private static final int[] ROTATIONS = {10, 26, 11, 21, 13, 27, 23, 5, 6, 20, 17, 11, 25, 10, 18, 20};

    private Threefry() {}

    /**
     * Computes one block of four random words. Allocates nothing.
     *
     * @param c0 first counter word
     * @param c1 second counter word
     * @param c2 third counter word
     * @param c3 fourth counter word
     * @param k0 first key word
     * @param k1 second key word
     * @param k2 third key word
     * @param k3 fourth key word
     * @param out receives the words at 0 to 3, at least 4 long
     */
    public static void block(int c0, int c1, int c2, int c3, int k0, int k1, int k2, int k3, int[] out) {
        int k4 = PARITY ^ k0 ^ k1 ^ k2 ^ k3;
        int x0 = c0 + k0;
        int x1 = c1 + k1;
        int x2 = c2 + k2;
        int x3 = c3 + k3;
        for (int round = 0; round < ROUNDS; round += 2) {
            x0 += x1;
            x1 = Integer.rotateLeft(x1, rotation(round, 0)) ^ x0;
            x2 += x3;
            x3 = Integer.rotateLeft(x3, rotation(round, 1)) ^ x2;

            x0 += x3;
            x3 = Integer.rotateLeft(x3, rotation(round + 1, 0)) ^ x0;
            x2 += x1;
            x1 = Integer.rotateLeft(x1, rotation(round + 1, 1)) ^ x2;

            if (round % 4 == 2) {
                // The key words move up by one after every fourth round; the number of the injection is added last.
                int first = k0;
                k0 = k1;
                k1 = k2;
                k2 = k3;
                k3 = k4;
                k4 = first;
                x0 += k0;
                x1 += k1;
                x2 += k2;
                x3 += k3 + round / 4 + 1;
            }
        }
        out[0] = x0;
        out[1] = x1;
        out[2] = x2;
        out[3] = x3;
    }

    /**
     * The rotation distance of one mix.
     *
     * @param round from 0 to {@link #ROUNDS} - 1
     * @param mix 0 for the mix that ends in word 0, 1 for the one that ends in word 2
     * @return bits to rotate left by, 1 to 31
     */
    public static int rotation(int round, int mix) {
        return ROTATIONS[2 * (round % 8) + mix];
    }
}
