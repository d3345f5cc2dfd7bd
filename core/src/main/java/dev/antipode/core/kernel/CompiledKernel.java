package dev.antipode.core.kernel;

import dev.antipode.core.memory.Tile;
import java.lang.foreign.MemorySegment;

/**
 * A kernel made from a graph. Runs as scalar code at once and as SIMD code from the moment that is warm, checked and
 * published; the results have the same bits. Made by a {@link KernelCompiler}.
 */
public final class CompiledKernel implements Kernel {
    private final ChunkedProgram program;
    private final Kernel scalar;

    /**
     * Written once by the warm-up thread. A plain field is enough: kernels are immutable, either one gives the same
     * result, and a stale read costs speed for a moment.
     */
    private Kernel current;

    private volatile boolean vectorized;

    /** The row stride that SIMD code is made for, or 0 for any. */
    private final long rowStrideBytes;

    CompiledKernel(ChunkedProgram program, Kernel scalar, long rowStrideBytes) {
        this.rowStrideBytes = rowStrideBytes;
        this.program = program;
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
        return program.name();
    }

    /**
     * The scratch that each thread running this kernel must provide, the same for every vector width.
     *
     * @return a multiple of 64, in bytes; 0 for a small kernel
     */
    public long scratchBytes() {
        return (long) program.slots() * Tile.ALIGNMENT_BYTES;
    }

    /**
     * The size of the kernel.
     *
     * @return primitive operations a lane, loads and stores not counted
     */
    public int operations() {
        return program.operations();
    }

    /**
     * The kernel as text that a person follows, chunk by chunk.
     *
     * @return several lines
     */
    public String source() {
        return KernelListing.of(program);
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
        return program.rows();
    }

    ChunkedProgram program() {
        return program;
    }

    Kernel scalar() {
        return scalar;
    }

    void publish(Kernel simd) {
        current = simd;
        vectorized = true;
    }
}
