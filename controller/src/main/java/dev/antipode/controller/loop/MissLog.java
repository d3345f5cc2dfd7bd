package dev.antipode.controller.loop;

import java.util.Arrays;

/** Deadlines that were missed: how many, the longest run, and where the first of them were. Allocates nothing after its start. */
final class MissLog {
    private static final int KEPT = 1024;

    private final long[] positions = new long[KEPT];
    private int kept;
    private long count;
    private long run;
    private long longestRun;

    void miss(long tick) {
        if (kept < KEPT) {
            positions[kept] = tick;
            kept++;
        }
        count++;
        run++;
        longestRun = Math.max(longestRun, run);
    }

    void hit() {
        run = 0;
    }

    long count() {
        return count;
    }

    long run() {
        return run;
    }

    long longestRun() {
        return longestRun;
    }

    /** The first missed ticks; a copy. */
    long[] positions() {
        return Arrays.copyOf(positions, kept);
    }
}
