package dev.antipode.core.kernel;

import java.lang.foreign.MemorySegment;

/** A kernel too large for one class: every vector of lanes goes through the parts in turn, values waiting in scratch. */
final class PartedKernel implements Kernel {
    private final Kernel[] parts;
    private final int lanesPerStep;
    private final int bytesPerStep;

    PartedKernel(Kernel[] parts, int lanesPerStep, int bytesPerStep) {
        this.parts = parts;
        this.lanesPerStep = lanesPerStep;
        this.bytesPerStep = bytesPerStep;
    }

    @Override
    public void run(MemorySegment block, long tileOffset, long rowStrideBytes, int lanes, long scratchOffset) {
        long base = tileOffset;
        for (int lane = 0; lane < lanes; lane += lanesPerStep) {
            for (Kernel part : parts) {
                part.run(block, base, rowStrideBytes, lanesPerStep, scratchOffset);
            }
            base += bytesPerStep;
        }
    }
}
