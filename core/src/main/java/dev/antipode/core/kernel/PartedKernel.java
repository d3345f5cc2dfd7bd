package dev.antipode.core.kernel;

import java.lang.foreign.MemorySegment;

/** A kernel too large for one class: every vector of lanes goes through the parts in turn, values waiting in scratch. */
final class PartedKernel extends KernelCode {
    private final KernelCode[] parts;
    private final int lanesPerStep;
    private final int bytesPerStep;
    private final int sharedBytesPerStep;

    /** @param sharedBytesPerStep what a step adds to the shared offset: 0 where shared rows are broadcast */
    PartedKernel(KernelCode[] parts, int lanesPerStep, int bytesPerStep, int sharedBytesPerStep) {
        this.sharedBytesPerStep = sharedBytesPerStep;
        this.parts = parts;
        this.lanesPerStep = lanesPerStep;
        this.bytesPerStep = bytesPerStep;
    }

    @Override
    public void run(
            MemorySegment block,
            long tileOffset,
            long rowStrideBytes,
            int lanes,
            long scratchOffset,
            long sharedOffset) {
        long base = tileOffset;
        long shared = sharedOffset;
        for (int lane = 0; lane < lanes; lane += lanesPerStep) {
            for (KernelCode part : parts) {
                part.run(block, base, rowStrideBytes, lanesPerStep, scratchOffset, shared);
            }
            base += bytesPerStep;
            shared += sharedBytesPerStep;
        }
    }
}
