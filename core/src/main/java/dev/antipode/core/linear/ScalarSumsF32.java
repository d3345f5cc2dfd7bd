package dev.antipode.core.linear;

/**
 * Eight sums of products at a time, in local variables: the fewer numbers pass through memory, the less there is that a JVM's first compiler
 * checks at each.
 */
final class ScalarSumsF32 {
    private ScalarSumsF32() {}

    /**
     * Adds {@code one[k] * eight[k][j]} to eight sums that lie side by side, k upwards, each by a fused multiply-add.
     *
     * @param one factors that the sums share, {@code oneStride} apart
     * @param eight factors of their own, side by side, {@code eightStride} from k to k
     * @param sums modified
     * @param at the first of the sums
     * @param count how many products
     */
    static void fused(
            float[] one,
            int oneAt,
            int oneStride,
            float[] eight,
            int eightAt,
            int eightStride,
            float[] sums,
            int at,
            int count) {
        float s0 = sums[at];
        float s1 = sums[at + 1];
        float s2 = sums[at + 2];
        float s3 = sums[at + 3];
        float s4 = sums[at + 4];
        float s5 = sums[at + 5];
        float s6 = sums[at + 6];
        float s7 = sums[at + 7];
        for (int k = 0, p = oneAt, q = eightAt; k < count; k++, p += oneStride, q += eightStride) {
            float factor = one[p];
            s0 = Math.fma(factor, eight[q], s0);
            s1 = Math.fma(factor, eight[q + 1], s1);
            s2 = Math.fma(factor, eight[q + 2], s2);
            s3 = Math.fma(factor, eight[q + 3], s3);
            s4 = Math.fma(factor, eight[q + 4], s4);
            s5 = Math.fma(factor, eight[q + 5], s5);
            s6 = Math.fma(factor, eight[q + 6], s6);
            s7 = Math.fma(factor, eight[q + 7], s7);
        }
        sums[at] = s0;
        sums[at + 1] = s1;
        sums[at + 2] = s2;
        sums[at + 3] = s3;
        sums[at + 4] = s4;
        sums[at + 5] = s5;
        sums[at + 6] = s6;
        sums[at + 7] = s7;
    }

    /** As {@link #fused}, by a product and a sum. */
    static void unfused(
            float[] one,
            int oneAt,
            int oneStride,
            float[] eight,
            int eightAt,
            int eightStride,
            float[] sums,
            int at,
            int count) {
        float s0 = sums[at];
        float s1 = sums[at + 1];
        float s2 = sums[at + 2];
        float s3 = sums[at + 3];
        float s4 = sums[at + 4];
        float s5 = sums[at + 5];
        float s6 = sums[at + 6];
        float s7 = sums[at + 7];
        for (int k = 0, p = oneAt, q = eightAt; k < count; k++, p += oneStride, q += eightStride) {
            float factor = one[p];
            s0 = factor * eight[q] + s0;
            s1 = factor * eight[q + 1] + s1;
            s2 = factor * eight[q + 2] + s2;
            s3 = factor * eight[q + 3] + s3;
            s4 = factor * eight[q + 4] + s4;
            s5 = factor * eight[q + 5] + s5;
            s6 = factor * eight[q + 6] + s6;
            s7 = factor * eight[q + 7] + s7;
        }
        sums[at] = s0;
        sums[at + 1] = s1;
        sums[at + 2] = s2;
        sums[at + 3] = s3;
        sums[at + 4] = s4;
        sums[at + 5] = s5;
        sums[at + 6] = s6;
        sums[at + 7] = s7;
    }
}
