package dev.antipode.core.kernel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kernels as class files, made ahead of time, so that a start neither lowers nor compiles their graphs. An archive either
 * records what is compiled while it is bound to {@link #IN_USE}, or serves what it holds; a kernel that it lacks is compiled
 * as ever. Scalar code and SIMD code of every width are kept, so that an archive serves any processor.
 */
public final class KernelArchive {
    /** The archive of the work at hand; unbound for none. */
    public static final ScopedValue<KernelArchive> IN_USE = ScopedValue.newInstance();

    /** The widths that SIMD code is recorded for, in bits. */
    static final List<Integer> WIDTHS = List.of(128, 256, 512);

    /**
     * One kernel.
     *
     * @param facts what is known of it
     * @param classes its class files in order, by {@code "scalar"} or the width of the vectors in bits
     */
    record Entry(KernelFacts facts, Map<String, List<byte[]>> classes) {}

    private final boolean recording;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private int served;
    private int compiled;

    private KernelArchive(boolean recording) {
        this.recording = recording;
    }

    /**
     * An archive that records.
     *
     * @return an empty one
     */
    public static KernelArchive recorder() {
        return new KernelArchive(true);
    }

    /** An archive that serves. */
    static KernelArchive of(Map<String, Entry> entries) {
        KernelArchive archive = new KernelArchive(false);
        archive.entries.putAll(entries);
        return archive;
    }

    /**
     * The kernels held.
     *
     * @return how many
     */
    public synchronized int size() {
        return entries.size();
    }

    /**
     * The kernels that were taken from this archive.
     *
     * @return how many
     */
    public synchronized int served() {
        return served;
    }

    /**
     * The kernels that had to be compiled because this archive lacks them.
     *
     * @return how many
     */
    public synchronized int compiled() {
        return compiled;
    }

    /**
     * Whether kernels are taken from this archive.
     *
     * @return false while it records
     */
    public boolean serves() {
        return !recording;
    }

    boolean recording() {
        return recording;
    }

    synchronized Map<String, Entry> entries() {
        return new LinkedHashMap<>(entries);
    }

    synchronized void record(String key, Entry entry) {
        entries.put(key, entry);
    }

    /** The kernel of this key, or null. */
    synchronized Entry find(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            compiled++;
        } else {
            served++;
        }
        return entry;
    }

    /** Everything that decides the code of a kernel. */
    static String key(
            String graphFingerprint,
            KernelOptions options,
            int chunkBytecodes,
            int[] inputRows,
            int[] outputRows,
            long rowStrideBytes,
            SharedRows shared) {
        return graphFingerprint
                + ' '
                + options.precision()
                + ' '
                + options.arithmetic()
                + ' '
                + chunkBytecodes
                + ' '
                + Arrays.toString(inputRows)
                + ' '
                + Arrays.toString(outputRows)
                + ' '
                + rowStrideBytes
                + ' '
                + Arrays.toString(shared.rows())
                + ' '
                + shared.rowStrideBytes()
                + ' '
                + shared.broadcast();
    }
}
