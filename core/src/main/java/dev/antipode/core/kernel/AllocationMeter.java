package dev.antipode.core.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that the calling thread allocates on the heap. */
public final class AllocationMeter {
    private final ThreadMXBean threads;

    private AllocationMeter(ThreadMXBean threads) {
        this.threads = threads;
    }

    /**
     * The JVM's meter.
     *
     * @return null where it has none
     */
    public static AllocationMeter ofThisJvm() {
        try {
            ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
            return threads != null && threads.isThreadAllocatedMemoryEnabled() ? new AllocationMeter(threads) : null;
        } catch (LinkageError | UnsupportedOperationException e) {
            return null;
        }
    }

    /**
     * What the calling thread has allocated so far.
     *
     * @return bytes; the difference of two calls is what was allocated in between, to the byte
     */
    public long bytes() {
        return threads.getCurrentThreadAllocatedBytes();
    }
}
