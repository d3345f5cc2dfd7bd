package dev.antipode.profiles;

import java.util.OptionalDouble;

/**
 * CPUs of one kind. The clusters of a profile follow the kernel's numbers: the first one holds CPU 0.
 *
 * @param core what the core is called, for example {@code Cortex-A76}
 * @param cpus CPUs as the kernel counts them, hardware threads counted, 1 to 1024
 * @param clockHz highest clock in hertz; empty where it is not known
 * @param l1iBytes first-level instruction cache of one core in bytes
 * @param l1dBytes first-level data cache of one core in bytes
 * @param l2Bytes second-level cache that one core can use, in bytes; 0 where there is none
 */
public record Cluster(
        String core,
        int cpus,
        @FileKey(value = "clock", quantity = Quantity.HERTZ) OptionalDouble clockHz,
        @FileKey(value = "l1i", quantity = Quantity.BYTES) long l1iBytes,
        @FileKey(value = "l1d", quantity = Quantity.BYTES) long l1dBytes,
        @FileKey(value = "l2", quantity = Quantity.BYTES) long l2Bytes) {

    /** Checks each value. */
    public Cluster {
        Check.filled("core", core);
        Check.within("cpus", cpus, 1, 1024);
        Check.withinHertz("clock", clockHz, 1e6, 1e11);
        Check.withinBytes("l1i", l1iBytes, 4 * Check.KIB, 16 * Check.MIB);
        Check.withinBytes("l1d", l1dBytes, 4 * Check.KIB, 16 * Check.MIB);
        Check.withinBytes("l2", l2Bytes, 0, Check.GIB);
        if (l2Bytes != 0 && l2Bytes < l1dBytes) {
            throw new InvalidFact(
                    "l2",
                    "is " + Quantity.BYTES.text(l2Bytes) + ", less than the first-level cache of "
                            + Quantity.BYTES.text(l1dBytes) + ": give 0 B where there is none");
        }
    }

    /** Whether their CPUs are of one kind, however many. */
    boolean isLike(Cluster other) {
        return core.equals(other.core)
                && clockHz.equals(other.clockHz)
                && l1iBytes == other.l1iBytes
                && l1dBytes == other.l1dBytes
                && l2Bytes == other.l2Bytes;
    }
}
