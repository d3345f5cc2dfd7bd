package dev.antipode.core.linear;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.Warmable;
import dev.antipode.core.memory.Precision;
import java.lang.foreign.MemorySegment;
import java.util.Locale;

/**
 * Dense layers that run as scalar code at once and as SIMD code, of the same bits, once a
 * {@link dev.antipode.core.kernel.KernelCompiler} has warmed that up.
 */
public final class StartingDense implements DenseKernel, Warmable {
    /** How often the JVM is given the quickest code before it is given what it compiles more surely. */
    private static final int LARGE_ATTEMPTS = 2;

    private final Precision precision;
    private final Arithmetic arithmetic;
    private final DenseKernel scalar;

    /** Written once by the warm-up thread; either value gives the same bits, and a stale read costs speed for a moment. */
    private DenseKernel current;

    private volatile boolean vectorized;
    private DenseKernel simd;
    private int attempts;
    private DenseScratch scratch;

    StartingDense(Precision precision, Arithmetic arithmetic) {
        this.precision = precision;
        this.arithmetic = arithmetic;
        this.scalar = DenseKernel.scalar(precision, arithmetic);
        this.current = scalar;
    }

    /** {@inheritDoc} */
    @Override
    public void forward(
            MemorySegment block,
            long inputOffset,
            long outputOffset,
            long rowStrideBytes,
            int lanes,
            long biasOffset,
            long weightsOffset,
            int inputs,
            int outputs) {
        current.forward(
                block, inputOffset, outputOffset, rowStrideBytes, lanes, biasOffset, weightsOffset, inputs, outputs);
    }

    /** {@inheritDoc} */
    @Override
    public void forwardSingle(
            MemorySegment block,
            long inputOffset,
            long outputOffset,
            long biasOffset,
            long weightsOffset,
            int inputs,
            int outputs) {
        current.forwardSingle(block, inputOffset, outputOffset, biasOffset, weightsOffset, inputs, outputs);
    }

    /** {@inheritDoc} */
    @Override
    public String name() {
        return "dense " + precision + " " + arithmetic.name().toLowerCase(Locale.ROOT);
    }

    /** {@inheritDoc} */
    @Override
    public void prepare() {
        attempts++;
        simd = DenseKernel.simd(precision, arithmetic, attempts > LARGE_ATTEMPTS)
                .orElseThrow(() -> new IllegalStateException("the Vector API is not available"));
        scratch = new DenseScratch(precision);
    }

    /** {@inheritDoc} */
    @Override
    public void exercise() {
        scratch.run(simd, scratch.firstResult());
    }

    /** {@inheritDoc} */
    @Override
    public boolean sameBits() {
        return scratch.sameBits(scalar, simd);
    }

    /** {@inheritDoc} */
    @Override
    public void publish() {
        current = simd;
        vectorized = true;
    }

    /** {@inheritDoc} */
    @Override
    public void release() {
        if (scratch != null) {
            scratch.close();
            scratch = null;
        }
    }

    /** {@inheritDoc} */
    @Override
    public boolean vectorized() {
        return vectorized;
    }
}
