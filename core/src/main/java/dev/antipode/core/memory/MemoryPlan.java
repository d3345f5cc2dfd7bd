package dev.antipode.core.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every consumer of a run's off-heap memory by name, dimensions and bytes, laid out in one block before anything is
 * allocated. Immutable; made by a {@link Builder}.
 */
public final class MemoryPlan {
    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB");

    /** The widths of a table's columns of numbers. */
    private static final int BYTES_WIDTH = 12;

    private static final int READABLE_WIDTH = 10;

    private final String name;
    private final List<Entry> entries;
    private final Map<String, Entry> byName;
    private final long totalBytes;

    /**
     * One consumer.
     *
     * @param name unique within the plan, for example {@code "worker 0: tile"}
     * @param dimensions what the bytes are made of, for example {@code "96 rows x 64 lanes x F32"}
     * @param bytes the size asked for
     * @param offsetBytes where it starts in the block, a multiple of 64
     */
    public record Entry(String name, String dimensions, long bytes, long offsetBytes) {}

    private MemoryPlan(String name, List<Entry> entries, long totalBytes) {
        this.name = name;
        this.entries = List.copyOf(entries);
        this.byName = new LinkedHashMap<>();
        entries.forEach(entry -> byName.put(entry.name(), entry));
        this.totalBytes = totalBytes;
    }

    /**
     * Starts an empty plan that is known by its consumers alone.
     *
     * @return a builder
     */
    public static Builder builder() {
        return builder("workspace");
    }

    /**
     * Starts an empty plan.
     *
     * @param name of what the memory is for, such as {@code "packing of 32 disks"}
     * @return a builder
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * What the memory is for.
     *
     * @return the name that the plan was started with
     */
    public String name() {
        return name;
    }

    /**
     * The consumers in the order in which they were added.
     *
     * @return an unmodifiable list
     */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * The size of the whole block, including the padding between consumers.
     *
     * @return bytes, a multiple of 64
     */
    public long totalBytes() {
        return totalBytes;
    }

    /**
     * Where a consumer's memory starts.
     *
     * @param name a name that was added
     * @return the offset in bytes, a multiple of 64
     * @throws IllegalArgumentException if the plan has no such consumer
     */
    public long offset(String name) {
        Entry entry = byName.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "the memory plan has no entry '" + name + "'; it has " + byName.keySet());
        }
        return entry.offsetBytes();
    }

    /**
     * Refuses a plan that does not fit.
     *
     * @param budgetBytes the permitted total
     * @throws BudgetExceededException naming the largest consumers, if {@link #totalBytes()} is greater
     */
    public void requireWithin(long budgetBytes) {
        requireWithin(budgetBytes, "");
    }

    /**
     * Refuses a plan that does not fit and could be made smaller in a way of its own.
     *
     * @param budgetBytes the permitted total
     * @param remedy what would help besides what always does, as the object of "use"; empty for nothing
     * @throws BudgetExceededException naming the largest consumers, if {@link #totalBytes()} is greater
     */
    public void requireWithin(long budgetBytes, String remedy) {
        if (totalBytes > budgetBytes) {
            String largest = entries.stream()
                    .sorted(Comparator.comparingLong(Entry::bytes).reversed())
                    .limit(3)
                    .map(e -> e.name() + " (" + e.dimensions() + ", " + readable(e.bytes()) + ")")
                    .collect(Collectors.joining(", "));
            throw new BudgetExceededException("the memory plan needs " + readable(totalBytes) + " (" + totalBytes
                    + " bytes) but the budget is " + readable(budgetBytes) + " (" + budgetBytes
                    + " bytes); the largest consumers are " + largest
                    + "; use " + (remedy.isEmpty() ? "" : remedy + ", or ")
                    + "fewer threads, lanes or parameters, or a budget of at least " + totalBytes);
        }
    }

    /**
     * The plan as a table for people: one line a consumer, then the total.
     *
     * @return lines separated by {@code '\n'}, without a final one
     */
    public String table() {
        int name = entries.stream().mapToInt(e -> e.name().length()).max().orElse(0);
        name = Math.max(name, "total".length());
        int dims = entries.stream().mapToInt(e -> e.dimensions().length()).max().orElse(1);
        StringBuilder text = new StringBuilder();
        for (Entry e : entries) {
            append(text, name, e.name(), dims, e.dimensions(), e.bytes()).append('\n');
        }
        return append(text, name, "total", dims, "", totalBytes).toString();
    }

    private static StringBuilder append(
            StringBuilder text, int nameWidth, String name, int dimensionsWidth, String dimensions, long bytes) {
        String count = String.valueOf(bytes);
        String readable = readable(bytes);
        return text.append(name)
                .repeat(' ', nameWidth - name.length() + 2)
                .append(dimensions)
                .repeat(' ', dimensionsWidth - dimensions.length() + 2)
                .repeat(' ', Math.max(0, BYTES_WIDTH - count.length()))
                .append(count)
                .repeat(' ', Math.max(0, READABLE_WIDTH - readable.length()) + 2)
                .append(readable);
    }

    /**
     * The plan on one line for people: the total, then every consumer.
     *
     * @return for example {@code "packing of 32 disks 1.5 MiB (tile 1.0 MiB, tangent 512.0 KiB)"}
     */
    public String line() {
        return entries.stream()
                .map(e -> e.name() + " " + readable(e.bytes()))
                .collect(Collectors.joining(", ", name + " " + readable(totalBytes) + " (", ")"));
    }

    /**
     * A number of bytes as people write it.
     *
     * @param bytes at least 0
     * @return for example {@code "1.5 MiB"}
     */
    public static String readable(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        int unit = 0;
        long size = 1024;
        while (unit + 1 < UNITS.size() && bytes >= 1024 * size) {
            unit++;
            size *= 1024;
        }
        // Not by a format: to load how the world writes numbers takes longer than the rest of a plan.
        long tenths = bytes / size * 10 + (bytes % size * 10 + size / 2) / size;
        return tenths / 10 + "." + tenths % 10 + " " + UNITS.get(unit);
    }

    /** Collects consumers and gives each its place. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, Entry> names = new LinkedHashMap<>();
        private long end;

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Adds a consumer.
         *
         * @param name unique within the plan
         * @param dimensions what the bytes are made of, for the table
         * @param bytes the size, at least 0
         * @return where it will start in the block, in bytes, a multiple of 64
         * @throws IllegalArgumentException if the name was added before or the size is negative
         */
        public long add(String name, String dimensions, long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("memory for '" + name + "' cannot be " + bytes + " bytes");
            }
            long offset = end;
            Entry entry = new Entry(name, dimensions, bytes, offset);
            if (names.putIfAbsent(name, entry) != null) {
                throw new IllegalArgumentException("the memory plan has an entry '" + name + "' already");
            }
            entries.add(entry);
            end = Math.addExact(end, roundUp(bytes));
            return offset;
        }

        /**
         * Finishes the plan.
         *
         * @return the plan of everything added so far
         */
        public MemoryPlan build() {
            return new MemoryPlan(name, entries, end);
        }

        private static long roundUp(long bytes) {
            return Math.addExact(bytes, Tile.ALIGNMENT_BYTES - 1) / Tile.ALIGNMENT_BYTES * Tile.ALIGNMENT_BYTES;
        }
    }
}
