package dev.antipode.core.linear;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.SimdProvider;
import dev.antipode.core.memory.Precision;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Dense layers, {@code y[o] = b[o] + sum over k of w[k][o] * x[k]}, summed in that order: the bias, then k upwards, each
 * step one fused multiply-add or, in unfused arithmetic, a product and a sum. The batched and the single-sample form,
 * scalar and SIMD code of every vector width give the same bits. No implementation allocates or throws once it is warm.
 * Safe for use by several threads.
 */
public interface DenseKernel {
    /**
     * One layer for all lanes of a tile, which share its parameters.
     *
     * @param block native memory; the output rows are modified
     * @param inputOffset where row {@code x[0]} starts in bytes, a multiple of 64
     * @param outputOffset where row {@code y[0]} starts in bytes, a multiple of 64; may not overlap the inputs
     * @param rowStrideBytes from row to row in bytes, a multiple of 64, of inputs and outputs alike
     * @param lanes a positive multiple of 16
     * @param biasOffset where {@code b[0]} lies in bytes, aligned to the precision; the biases are contiguous
     * @param weightsOffset where {@code w[0][0]} lies in bytes, aligned to the precision; {@code w[k][o]} is number
     *     {@code k * outputs + o} from there
     * @param inputs the length of x, at least 1
     * @param outputs the length of y, at least 1
     */
    void forward(
            MemorySegment block,
            long inputOffset,
            long outputOffset,
            long rowStrideBytes,
            int lanes,
            long biasOffset,
            long weightsOffset,
            int inputs,
            int outputs);

    /**
     * One layer for one sample, whose inputs and outputs are contiguous: SIMD lanes are outputs.
     *
     * @param block native memory; the outputs are modified, and nothing after them
     * @param inputOffset where {@code x[0]} lies in bytes, aligned to the precision
     * @param outputOffset where {@code y[0]} goes in bytes, aligned to the precision; may not overlap the inputs or the
     *     weights, but may be where the biases are
     * @param biasOffset as above
     * @param weightsOffset as above
     * @param inputs the length of x, at least 1
     * @param outputs the length of y, at least 1
     */
    void forwardSingle(
            MemorySegment block,
            long inputOffset,
            long outputOffset,
            long biasOffset,
            long weightsOffset,
            int inputs,
            int outputs);

    /**
     * The scalar kernel: the specification, and the fallback.
     *
     * @param precision the format of all numbers
     * @param arithmetic how a multiply-add is rounded
     * @return the kernel
     */
    static DenseKernel scalar(Precision precision, Arithmetic arithmetic) {
        return precision == Precision.F32 ? new ScalarDenseF32(arithmetic) : new ScalarDenseF64(arithmetic);
    }

    /**
     * The SIMD kernel, which is slow and allocates until the JVM has compiled it.
     *
     * @param precision the format of all numbers
     * @param arithmetic how a multiply-add is rounded
     * @return the kernel, or empty where the Vector API is not available
     */
    static Optional<DenseKernel> simd(Precision precision, Arithmetic arithmetic) {
        return simd(precision, arithmetic, false);
    }

    /**
     * The same kernel from methods that are smaller and slower, for a JVM that gives up on large ones: C2 no longer relies on
     * profiles in a method once what it inlines there was compiled anew 200 times in all ({@code PerMethodRecompilationCutoff}), and
     * then hands vectors on as objects. The more a method calls, the sooner that is.
     *
     * @param precision the format of all numbers
     * @param arithmetic how a multiply-add is rounded
     * @param small whether the methods are to be small
     * @return the kernel, or empty where the Vector API is not available
     */
    static Optional<DenseKernel> simd(Precision precision, Arithmetic arithmetic, boolean small) {
        return SimdProvider.create(Factory.class, "DenseKernels")
                .map(factory -> factory.kernel(precision, arithmetic, small));
    }

    /**
     * A kernel that starts scalar and changes to SIMD when that is warm.
     *
     * @param precision the format of all numbers
     * @param arithmetic how a multiply-add is rounded
     * @return the kernel, to be given to {@link dev.antipode.core.kernel.KernelCompiler#warm}
     */
    static StartingDense starting(Precision precision, Arithmetic arithmetic) {
        return new StartingDense(precision, arithmetic);
    }

    /** What the SIMD package provides. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes a kernel.
         *
         * @param precision the format of all numbers
         * @param arithmetic how a multiply-add is rounded
         * @param small whether its methods are to be small
         * @return the kernel
         */
        DenseKernel kernel(Precision precision, Arithmetic arithmetic, boolean small);
    }
}
