package dev.antipode.controller.hil.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;

/** How many frames met which fate. Written by one thread without allocation, read by any. */
public final class FrameCounters {
    private static final FrameCount[] ALL = FrameCount.values();

    private final AtomicLongArray counts = new AtomicLongArray(ALL.length);

    /** All 0. */
    public FrameCounters() {}

    /**
     * Counts; by one thread alone.
     *
     * @param count what
     * @param number how many more, or fewer
     */
    public void add(FrameCount count, long number) {
        counts.setRelease(count.ordinal(), counts.getPlain(count.ordinal()) + number);
    }

    /**
     * One of them.
     *
     * @param count which
     * @return at least 0
     */
    public long get(FrameCount count) {
        return counts.getAcquire(count.ordinal());
    }

    /**
     * All of them.
     *
     * @return by JSON key, in the order of declaration
     */
    public Map<String, Object> object() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (FrameCount count : ALL) {
            map.put(count.key(), get(count));
        }
        return map;
    }

    /**
     * Those that are not 0, for people.
     *
     * @return such as {@code 1000 sent, 998 received, 2 lost}
     */
    public String text() {
        Map<String, Long> found = new LinkedHashMap<>();
        for (FrameCount count : ALL) {
            if (get(count) > 0 || count == FrameCount.SENT || count == FrameCount.RECEIVED) {
                found.put(count.text(), get(count));
            }
        }
        return found.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
