package dev.antipode.core.kernel;

import java.lang.foreign.MemorySegment;

/** What generated code extends: a call of a class's method is found in one step, where an interface's is searched for. */
abstract class KernelCode implements Kernel {
    @Override
    public abstract void run(
            MemorySegment block,
            long tileOffset,
            long rowStrideBytes,
            int lanes,
            long scratchOffset,
            long sharedOffset);
}
