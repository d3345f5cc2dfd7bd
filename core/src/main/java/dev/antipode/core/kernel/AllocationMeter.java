package dev.antipode.core.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that the calling thread allocates on the heap. */
final class AllocationMeter {
    private final ThreadMXBean threads;

    private AllocationMeter(ThreadMXBean threads) {
        this.threads = threads;
    }

    /** The JVM's meter, or null where it has none. */
    static AllocationMeter ofThisJvm() {
        try {
            ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
            return threads != null && threads.isThreadAllocatedMemoryEnabled() ? new AllocationMeter(threads) : null;
        } catch (LinkageError | UnsupportedOperationException e) {
            return null;
        }
    }

    long bytes() {
        return threads.getCurrentThreadAllocatedBytes();
    }
}
