package dev.antipode.core.random;

import dev.antipode.core.kernel.Warmable;
import dev.antipode.core.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * Random rows that are computed by scalar code at once and by SIMD code, of the same bits, once a
 * {@link dev.antipode.core.kernel.KernelCompiler} has warmed that up.
 */
public final class StartingRandom implements RandomKernel, Warmable {
    private final Precision precision;
    private final RandomKernel scalar;

    /** Written once by the warm-up thread; either value gives the same bits, and a stale read costs speed for a moment. */
    private RandomKernel current;

    private volatile boolean vectorized;
    private RandomKernel simd;
    private RandomScratch scratch;

    StartingRandom(Precision precision) {
        this.precision = precision;
        this.scalar = RandomKernel.scalar(precision);
        this.current = scalar;
    }

    /** {@inheritDoc} */
    @Override
    public void uniform(
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
            int step) {
        current.uniform(
                block,
                rowOffset,
                rowStrideBytes,
                lanes,
                count,
                laneCountersOffset,
                seed,
                purpose,
                generation,
                firstCoordinate,
                component,
                episode,
                step);
    }

    /** {@inheritDoc} */
    @Override
    public String name() {
        return "random " + precision;
    }

    /** {@inheritDoc} */
    @Override
    public void prepare() {
        simd = RandomKernel.simd(precision)
                .orElseThrow(() -> new IllegalStateException("the Vector API is not available"));
        scratch = new RandomScratch(precision);
    }

    /** {@inheritDoc} */
    @Override
    public void exercise() {
        scratch.exercise(simd);
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
