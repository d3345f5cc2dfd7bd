package dev.antipode.profiles;

/**
 * What a device's operating system is expected to be.
 *
 * @param kernel the kernel in words, for example {@code Linux 6.12}
 * @param preemption how the kernel lets a waiting thread run
 * @param ramBytes main memory in bytes; where models differ, of the one that the source names
 * @param pageBytes memory page in bytes, a power of two from 4 KiB to 64 KiB
 */
public record SystemFacts(
        String kernel,
        Preemption preemption,
        @FileKey(value = "ram", quantity = Quantity.BYTES) long ramBytes,
        @FileKey(value = "page", quantity = Quantity.BYTES) long pageBytes) {

    /** Checks each value. */
    public SystemFacts {
        Check.filled("kernel", kernel);
        Check.withinBytes("ram", ramBytes, 64 * Check.MIB, 64 * Check.TIB);
        Check.withinBytes("page", pageBytes, 4 * Check.KIB, 64 * Check.KIB);
        if (Long.bitCount(pageBytes) != 1) {
            throw new InvalidFact("page", "is " + Quantity.BYTES.text(pageBytes) + " but must be a power of two");
        }
    }
}
