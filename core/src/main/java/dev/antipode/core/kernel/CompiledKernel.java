package dev.antipode.core.kernel;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/**
 * A kernel made from a graph. Runs as scalar code at once and as SIMD code from the moment that is warm, checked and
 * published; the results have the same bits. Made by a {@link KernelCompiler}.
 */
public final class CompiledKernel implements Kernel {
    private final String name;
    private final KernelFacts facts;
    private final Precision precision;
    private final SharedRows shared;

    /** Makes the program where the kernel was loaded without; null once it is made. */
    private Supplier<ChunkedProgram> maker;

    private ChunkedProgram program;
    private final KernelCode scalar;

    /**
     * Written once by the warm-up thread. A plain field is enough: kernels are immutable, either one gives the same
     * result, and a stale read costs speed for a moment.
     */
    private KernelCode current;

    private volatile boolean vectorized;

    /** The row stride that SIMD code is made for, or 0 for any. */
    private final long rowStrideBytes;

    CompiledKernel(
            String name,
            KernelFacts facts,
            Precision precision,
            SharedRows shared,
            Supplier<ChunkedProgram> maker,
            KernelCode scalar,
            long rowStrideBytes) {
        this.rowStrideBytes = rowStrideBytes;
        this.name = name;
        this.facts = facts;
        this.precision = precision;
        this.shared = shared;
        this.maker = maker;
        this.scalar = scalar;
        this.current = scalar;
    }

    /** {@inheritDoc} */
    @Override
    public void run(
            MemorySegment block,
            long tileOffset,
            long rowStrideBytes,
            int lanes,
            long scratchOffset,
            long sharedOffset) {
        boolean fits = this.rowStrideBytes == 0 || this.rowStrideBytes == rowStrideBytes;
        (fits ? current : scalar).run(block, tileOffset, rowStrideBytes, lanes, scratchOffset, sharedOffset);
    }

    /**
     * The kernel's name.
     *
     * @return as given to the compiler
     */
    public String name() {
        return name;
    }

    /**
     * The scratch that each thread running this kernel must provide, the same for every vector width.
     *
     * @return a multiple of 64, in bytes; 0 for a small kernel
     */
    public long scratchBytes() {
        return (long) facts.slots() * Tile.ALIGNMENT_BYTES;
    }

    /**
     * The size of the kernel.
     *
     * @return primitive operations a lane, loads and stores not counted
     */
    public int operations() {
        return facts.operations();
    }

    /**
     * The kernel as text that a person follows, chunk by chunk.
     *
     * @return several lines
     */
    public String source() {
        return KernelListing.of(program());
    }

    /**
     * Whether SIMD code runs now.
     *
     * @return false before it is warm, and for good where it cannot be had
     */
    public boolean vectorized() {
        return vectorized;
    }

    /** The row stride that SIMD code is made for, or 0 for any. */
    long rowStrideBytes() {
        return rowStrideBytes;
    }

    /** The rows that a tile needs at least. */
    int rows() {
        return facts.rows();
    }

    KernelFacts facts() {
        return facts;
    }

    Precision precision() {
        return precision;
    }

    SharedRows shared() {
        return shared;
    }

    synchronized ChunkedProgram program() {
        if (maker != null) {
            program = maker.get();
            maker = null;
        }
        return program;
    }

    KernelCode scalar() {
        return scalar;
    }

    void publish(KernelCode simd) {
        current = simd;
        vectorized = true;
    }
}
