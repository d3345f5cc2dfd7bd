package dev.antipode.core.random;

import dev.antipode.core.kernel.SimdProvider;
import dev.antipode.core.memory.Precision;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Fills rows of a tile with uniform random numbers, a pure function of key and counter (see {@link Threefry}). Every
 * implementation gives the same bits; none allocates or throws once it is warm. Safe for use by several threads.
 *
 * <p>The key words are the seed (low, high), the purpose's number and the generation. The counter words of lane
 * {@code l} are coordinate / 4, component (or antithetic pair), episode and step, each the call's value plus the lane's
 * value in its {@link LaneCounters}. Word {@code j} of a block is coordinate {@code 4 c + j}. With {@code w} a word as
 * an unsigned number, F64 gives {@code (w + 0.5) / 2^32} and F32 {@code (floor(w / 2^9) + 0.5) / 2^23}: both exact,
 * both inside the open interval (0, 1), and within {@code 2^-24} of each other.
 */
@FunctionalInterface
public interface RandomKernel {
    /**
     * Fills {@code count} rows with the draws of neighbouring coordinates.
     *
     * @param block native memory, modified
     * @param rowOffset where the first row starts in bytes, a multiple of 64
     * @param rowStrideBytes from row to row in bytes, a multiple of 64
     * @param lanes how many lanes to fill, a positive multiple of 16
     * @param count how many rows to fill, at least 0; row {@code r} holds coordinate {@code firstCoordinate + r}
     * @param laneCountersOffset where the {@link LaneCounters} of these lanes start, in bytes
     * @param seed the run's seed
     * @param purpose what the numbers are for
     * @param generation the training generation, 0 outside training
     * @param firstCoordinate a multiple of 4
     * @param component the component or antithetic pair, added to the lanes' own
     * @param episode the episode, added to the lanes' own
     * @param step the step, added to the lanes' own
     */
    void uniform(
            MemorySegment block,
            long rowOffset,
            long rowStrideBytes,
            int lanes,
            int count,
            long laneCountersOffset,
            long seed,
            Purpose purpose,
            int generation,
            int firstCoordinate,
            int component,
            int episode,
            int step);

    /**
     * The scalar kernel: the specification, and the fallback.
     *
     * @param precision the format of the rows
     * @return the kernel
     */
    static RandomKernel scalar(Precision precision) {
        return new ScalarRandom(precision);
    }

    /**
     * The SIMD kernel, which is slow and allocates until the JVM has compiled it: see {@link #starting}.
     *
     * @param precision the format of the rows
     * @return the kernel, or empty where the Vector API is not available
     */
    static Optional<RandomKernel> simd(Precision precision) {
        return SimdProvider.create(Factory.class, "ThreefryKernels").map(factory -> factory.kernel(precision));
    }

    /**
     * A kernel that starts scalar and changes to SIMD when that is warm.
     *
     * @param precision the format of the rows
     * @return the kernel, to be given to {@link dev.antipode.core.kernel.KernelCompiler#warm}
     */
    static StartingRandom starting(Precision precision) {
        return new StartingRandom(precision);
    }

    /** What the SIMD package provides. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes a kernel.
         *
         * @param precision the format of the rows
         * @return the kernel
         */
        RandomKernel kernel(Precision precision);
    }
}
