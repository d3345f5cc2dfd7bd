package dev.antipode.core.kernel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Kernels as class files, made ahead of time, so that a start neither lowers nor compiles their graphs. An archive either
 * serves what it holds while it is bound to {@link #IN_USE}; a kernel that it lacks is compiled as ever, and its class files are
 * made for the archive where it records, when it is written. Scalar code and SIMD code of every width are kept, so that an archive
 * serves any processor, or of one width where it is this JVM's alone.
 */
public final class KernelArchive {
    /** The archive of the work at hand; unbound for none. */
    public static final ScopedValue<KernelArchive> IN_USE = ScopedValue.newInstance();

    /** The kind of scalar code that stays. */
    static final String SCALAR = "Scalar";

    /** The kind of scalar code that SIMD code will take the place of. */
    static final String STARTER = "Starter";

    /** The widths that SIMD code is recorded for, in bits. */
    static final List<Integer> WIDTHS = List.of(128, 256, 512);

    /**
     * One kernel.
     *
     * @param facts what is known of it
     * @param classes its class files in order, by {@link #SCALAR}, {@link #STARTER} or the width of the vectors in bits
     */
    record Entry(KernelFacts facts, Map<String, List<byte[]>> classes) {}

    /** What recorded kernels are for. */
    private enum Recording {
        NONE,
        ANY_PROCESSOR,
        THIS_JVM
    }

    private final Recording recording;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Supplier<Entry>> recorded = new LinkedHashMap<>();
    private int served;
    private int compiled;

    private KernelArchive(Recording recording) {
        this.recording = recording;
    }

    /**
     * An archive that records for any processor.
     *
     * @return an empty one
     */
    public static KernelArchive recorder() {
        return new KernelArchive(Recording.ANY_PROCESSOR);
    }

    /**
     * An archive that serves what this one holds and records the rest for this JVM.
     *
     * @return a copy
     */
    public KernelArchive growing() {
        KernelArchive copy = new KernelArchive(Recording.THIS_JVM);
        copy.entries.putAll(entries());
        return copy;
    }

    /** An archive that serves. */
    static KernelArchive of(Map<String, Entry> entries) {
        KernelArchive archive = new KernelArchive(Recording.NONE);
        archive.entries.putAll(entries);
        return archive;
    }

    /**
     * The kernels held.
     *
     * @return how many
     */
    public synchronized int size() {
        return entries.size() + recorded.size();
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
     * Whether it holds kernels of an earlier run.
     *
     * @return false for one that only records
     */
    public synchronized boolean serves() {
        return !entries.isEmpty();
    }

    /**
     * Whether it has recorded what it did not hold.
     *
     * @return true until it is written
     */
    public synchronized boolean grown() {
        return !recorded.isEmpty();
    }

    boolean recording() {
        return recording != Recording.NONE;
    }

    /** The widths that SIMD code is recorded for; asked when the archive is written, by when this JVM has SIMD code. */
    List<Integer> widths() {
        if (recording == Recording.ANY_PROCESSOR) {
            return WIDTHS;
        }
        int bits = SimdSupport.of(JvmFlags.ofThisJvm()).vectorBits();
        return WIDTHS.contains(bits) ? List.of(bits) : List.of();
    }

    /** Everything held, with the class files of what was recorded. */
    synchronized Map<String, Entry> entries() {
        recorded.forEach((key, maker) -> entries.put(key, maker.get()));
        recorded.clear();
        return new LinkedHashMap<>(entries);
    }

    synchronized void record(String key, Supplier<Entry> maker) {
        recorded.putIfAbsent(key, maker);
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
