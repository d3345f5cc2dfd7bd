package dev.antipode.core.kernel;

/** Numbers at which arithmetic differs first: zeros, infinities, NaN, ends of ranges, halves, numbers next to powers of two. */
final class HardNumbers {
    private static final double[] NUMBERS = {
        0.0,
        -0.0,
        1,
        -1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        0.5,
        -0.5,
        1.5,
        -2.5,
        3,
        1 + 0x1p-23,
        1 - 0x1p-24,
        0x1p23 + 1,
        -0x1p52 - 1,
        1e5,
        -1e20,
        Math.PI,
        -Math.PI / 2,
        88.7,
        -709.8
    };

    static final int COUNT = NUMBERS.length;

    private HardNumbers() {}

    static double get(int i) {
        return NUMBERS[i % COUNT];
    }
}
