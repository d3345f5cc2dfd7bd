package dev.antipode.controller.hil.wire;

import java.util.Arrays;

/**
 * Tells by their transmission numbers which frames were lost, came twice or out of order: a bitmap of the newest numbers, as that of
 * RFC 4303, section 3.4.3, against replays. Numbers begin at 1. A number that is older than the window is taken for a duplicate.
 */
final class ArrivalWindow {
    /** Much more than frames that are on their way at one time. */
    private static final int WORDS = 64;

    private static final int BITS = WORDS * Long.SIZE;

    private final long[] seen = new long[WORDS];
    private final FrameCounters counters;
    private long newest;

    ArrivalWindow(FrameCounters counters) {
        this.counters = counters;
    }

    void restart() {
        Arrays.fill(seen, 0);
        newest = 0;
    }

    /** Whether a frame of the number, if it arrives now, is newer than all before. */
    boolean inOrder(long number) {
        return number > newest;
    }

    /** Counts an arrival; false if it has arrived before. */
    boolean arrived(long number) {
        if (number > newest) {
            counters.add(FrameCount.LOST, number - newest - 1);
            counters.add(FrameCount.RECEIVED, 1);
            if (number - newest >= BITS) {
                Arrays.fill(seen, 0);
            } else {
                for (long skipped = newest + 1; skipped < number; skipped++) {
                    seen[word(skipped)] &= ~(1L << skipped);
                }
            }
            seen[word(number)] |= 1L << number;
            newest = number;
            return true;
        }
        if (number <= 0 || newest - number >= BITS || (seen[word(number)] & 1L << number) != 0) {
            counters.add(FrameCount.DUPLICATE, 1);
            return false;
        }
        seen[word(number)] |= 1L << number;
        counters.add(FrameCount.REORDERED, 1);
        counters.add(FrameCount.LOST, -1);
        return true;
    }

    private static int word(long number) {
        return (int) (number / Long.SIZE % WORDS);
    }
}
