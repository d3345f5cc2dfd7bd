package dev.antipode.core.kernel;

import java.util.stream.DoubleStream;

/** Numbers at which arithmetic differs first: zeros, infinities, NaN, ends of ranges, halves, numbers next to powers of two. */
final class HardNumbers {
    private static final double[] NUMBERS = DoubleStream.concat(
                    DoubleStream.of(KernelCheck.ENDS),
                    DoubleStream.of(
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
                            -709.8))
            .toArray();

    static final int COUNT = NUMBERS.length;

    private HardNumbers() {}

    static double get(int i) {
        return NUMBERS[i % COUNT];
    }
}
