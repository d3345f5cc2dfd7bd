package dev.antipode.controller.loop;

import java.util.Set;

/**
 * Keeps the calling thread, and the threads that it starts meanwhile, to some processors, until it is closed on the same thread. Where
 * there is no such processor, or the system is none that this is asked of, everything stays as it is.
 */
public final class Affinity implements AutoCloseable {
    /** What the thread had before; null where nothing was changed. */
    private final long[] before;

    private Affinity(long[] before) {
        this.before = before;
    }

    /**
     * Asks for it.
     *
     * @param processors by the kernel's numbers; none for whatever the thread has
     * @return to be closed by the calling thread
     */
    public static Affinity to(Set<Integer> processors) {
        if (processors.isEmpty() || !LinuxCalls.available()) {
            return new Affinity(null);
        }
        long[] had = LinuxCalls.affinity();
        return new Affinity(had != null && LinuxCalls.affinity(words(processors)) == 0 ? had : null);
    }

    /**
     * Whether the thread is kept to them.
     *
     * @return false where everything stayed as it was
     */
    public boolean granted() {
        return before != null;
    }

    private static long[] words(Set<Integer> processors) {
        long[] words = new long[LinuxCalls.CPU_SET_BYTES / Long.BYTES];
        for (int cpu : processors) {
            if (cpu >= 0 && cpu <= LinuxCalls.maxCpu()) {
                words[cpu / Long.SIZE] |= 1L << cpu;
            }
        }
        return words;
    }

    /** Gives back what the calling thread had; threads that were started meanwhile keep what they have. */
    @Override
    public void close() {
        if (before != null) {
            LinuxCalls.affinity(before);
        }
    }
}
