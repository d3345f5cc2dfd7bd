package dev.antipode.core.kernel;

import dev.antipode.core.memory.Precision;

/**
 * How kernels are made.
 *
 * @param precision the format of every number in the tile
 * @param arithmetic how multiply-adds are computed; decides the bits
 * @param mode scalar or SIMD; does not change the bits
 * @param chunkBytecodes the largest method generated, in bytes of code, from {@value #SMALLEST_CHUNK} to
 *     {@value #LARGEST_CHUNK}; {@link #forThisJvm} knows what is safe
 */
public record KernelOptions(Precision precision, Arithmetic arithmetic, KernelMode mode, int chunkBytecodes) {
    /** The smallest chunk that can hold any operation. */
    public static final int SMALLEST_CHUNK = 200;

    /** The JVM compiles no method of more than 8000 bytes. */
    public static final int LARGEST_CHUNK = 7500;

    /** Safe where C1 may compile kernels; larger vector methods get stuck there for good. */
    private static final int CHUNK_WITH_C1 = 1200;

    /**
     * Where C1 is the only compiler and inlines every access to memory: its own memory grows with the square of a method, to 23 MB for
     * one of 1200 bytes.
     */
    private static final int CHUNK_OF_C1_ALONE = 400;

    /** A step of some 550 operations in one method: each cut costs loads, stores and their bounds checks. */
    private static final int CHUNK_WITHOUT_C1 = 6400;

    /**
     * What is safe for C1 where a number is loaded for all lanes in almost every operation, as for tangents: the JVM
     * inlines more for such a load than for one of a vector. Methods of 600 bytes compiled, some of 730 did not.
     */
    private static final int BROADCASTS_WITH_C1 = 500;

    /** Checks the chunk size. */
    public KernelOptions {
        if (chunkBytecodes < SMALLEST_CHUNK || chunkBytecodes > LARGEST_CHUNK) {
            throw new IllegalArgumentException("chunks of " + chunkBytecodes + " bytes of code are not between "
                    + SMALLEST_CHUNK + " and " + LARGEST_CHUNK + "; use KernelOptions.forThisJvm");
        }
    }

    /**
     * Options with the chunk size that suits the flags of the running JVM: larger where C1 is excluded, as by
     * {@code -XX:CompilationMode=high-only}, or from SIMD code alone, and smaller where there is nothing else.
     *
     * @param precision the format of every number in the tile
     * @param arithmetic how multiply-adds are computed
     * @param mode scalar or SIMD
     * @return the options
     */
    public static KernelOptions forThisJvm(Precision precision, Arithmetic arithmetic, KernelMode mode) {
        JvmFlags flags = JvmFlags.ofThisJvm();
        boolean largest = mode != KernelMode.SCALAR || !flags.quickStart();
        int chunk = !flags.quickCompiler() && largest
                ? CHUNK_WITHOUT_C1
                : flags.optimizingCompiler() || flags.callsLaneMemory() ? CHUNK_WITH_C1 : CHUNK_OF_C1_ALONE;
        return new KernelOptions(precision, arithmetic, mode, chunk);
    }

    /** The chunk size for a kernel that reads these rows; its loads are up to a third longer than is estimated. */
    int chunkBytecodes(SharedRows shared, boolean quickCompiler) {
        if (!shared.broadcast()) {
            return chunkBytecodes;
        }
        return quickCompiler ? Math.min(chunkBytecodes, BROADCASTS_WITH_C1) : chunkBytecodes / 4 * 3;
    }
}
