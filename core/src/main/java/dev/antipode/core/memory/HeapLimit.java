package dev.antipode.core.memory;

/** What may be taken of the Java heap: refused in a sentence before it is full. Off-heap memory has its {@link MemoryPlan}. */
public final class HeapLimit {
    private static final long MIB = 1L << 20;

    private HeapLimit() {}

    /**
     * Refuses what would not fit the heap. The serial collector keeps a third of it for what is young, so that arrays have two.
     *
     * @param what needs the memory, in the plural, as the beginning of the message
     * @param bytes that are needed at least
     * @param remedy what else than a larger heap helps, as the object of a sentence's "or"
     * @throws BudgetExceededException if they are more than two thirds of the heap's greatest size
     */
    public static void require(String what, long bytes, String remedy) {
        require(what, bytes, remedy, Runtime.getRuntime().maxMemory());
    }

    static void require(String what, long bytes, String remedy, long maxBytes) {
        long room = maxBytes / 3 * 2;
        if (bytes > room) {
            throw new BudgetExceededException(what + " need " + MemoryPlan.readable(bytes)
                    + " of the Java heap, which has room for " + MemoryPlan.readable(room) + "; " + remedy
                    + ", or give the JVM more, such as ANTIPODE_JVM_OPTIONS=-Xmx" + (bytes / MIB + 1) * 2 + "m");
        }
    }
}
