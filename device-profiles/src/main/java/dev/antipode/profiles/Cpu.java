package dev.antipode.profiles;

import java.util.List;

/**
 * The processor of a device.
 *
 * @param soc what the chip is called
 * @param architecture instruction set
 * @param vectors vector instructions
 * @param vectorBits width of the vectors that the JVM computes with: 128, 256 or 512, and no wider than the instructions are
 * @param fma whether the CPU has a fused multiply-add; without it the JVM emulates one about a thousand times slower, so
 *     kernels multiply, then add
 * @param clusters its CPUs, in the order of the kernel's numbers
 * @param l3Bytes third-level cache that one core can use, in bytes: where groups of cores have one each, that of one group; 0 where
 *     there is none
 * @param cacheLineBytes cache line in bytes, a power of two from 16 to 256
 */
public record Cpu(
        String soc,
        Architecture architecture,
        VectorSet vectors,
        int vectorBits,
        boolean fma,
        List<Cluster> clusters,
        @FileKey(value = "l3", quantity = Quantity.BYTES) long l3Bytes,

        @FileKey(value = "cacheLine", quantity = Quantity.BYTES)
        long cacheLineBytes) {

    /** Checks each value, and that the instructions are possible together. */
    public Cpu {
        Check.filled("soc", soc);
        if (!vectors.on(architecture)) {
            throw new InvalidFact("vectors", "is " + vectors + ", which " + architecture + " does not have");
        }
        if (vectorBits != 128 && vectorBits != 256 && vectorBits != 512) {
            throw new InvalidFact("vectorBits", "is " + vectorBits + " but must be 128, 256 or 512");
        }
        if (vectorBits > vectors.widestBits()) {
            throw new InvalidFact(
                    "vectorBits",
                    "is " + vectorBits + ", but " + vectors + " vectors have at most " + vectors.widestBits()
                            + " bits");
        }
        if (fma && !vectors.mayFuse()) {
            throw new InvalidFact(
                    "fma", "is true, but no CPU with " + vectors + " alone has a fused multiply-add: set it to false");
        }
        if (!fma && vectors.mustFuse()) {
            throw new InvalidFact(
                    "fma", "is false, but every CPU with " + vectors + " has a fused multiply-add: set it to true");
        }
        clusters = List.copyOf(clusters);
        if (clusters.isEmpty()) {
            throw new InvalidFact("clusters", "is empty; give at least one");
        }
        int cpus = clusters.stream().mapToInt(Cluster::cpus).sum();
        if (cpus > 1024) {
            throw new InvalidFact("clusters", "have " + cpus + " CPUs together but must have at most 1024");
        }
        Check.withinBytes("l3", l3Bytes, 0, 16 * Check.GIB);
        long l2Bytes = clusters.stream().mapToLong(Cluster::l2Bytes).max().orElseThrow();
        if (l3Bytes != 0 && l3Bytes < l2Bytes) {
            throw new InvalidFact(
                    "l3",
                    "is " + Quantity.BYTES.text(l3Bytes) + ", less than the second-level cache of "
                            + Quantity.BYTES.text(l2Bytes) + ": give 0 B where there is none");
        }
        Check.withinBytes("cacheLine", cacheLineBytes, 16, 256);
        if (Long.bitCount(cacheLineBytes) != 1) {
            throw new InvalidFact(
                    "cacheLine", "is " + Quantity.BYTES.text(cacheLineBytes) + " but must be a power of two");
        }
    }

    /**
     * All CPUs of the device.
     *
     * @return CPUs as the kernel counts them
     */
    public int cpus() {
        return clusters.stream().mapToInt(Cluster::cpus).sum();
    }

    /** The cluster of a CPU of this number. */
    Cluster clusterOf(int cpu) {
        int first = 0;
        for (Cluster cluster : clusters) {
            first += cluster.cpus();
            if (cpu < first) {
                return cluster;
            }
        }
        throw new IllegalArgumentException("CPU " + cpu + " of " + first);
    }
}
