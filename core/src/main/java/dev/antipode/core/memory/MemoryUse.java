package dev.antipode.core.memory;

import java.util.List;

/**
 * What some work allocated in workspaces.
 *
 * @param peakBytes the most at a time
 * @param parts one for each name of a plan, the largest first; none for work without a workspace
 */
public record MemoryUse(long peakBytes, List<Part> parts) {
    /**
     * The workspaces with plans of one name.
     *
     * @param plan the largest
     * @param times how many were allocated, one after another or side by side
     */
    public record Part(MemoryPlan plan, int times) {
        /** Taken together with others of the name, the earlier of two that are as large. */
        Part and(Part later) {
            return new Part(later.plan.totalBytes() > plan.totalBytes() ? later.plan : plan, times + later.times);
        }

        /**
         * How often, for people.
         *
         * @return empty for once, else such as {@code ", the largest of 3"}
         */
        public String often() {
            return times == 1 ? "" : ", the largest of " + times;
        }
    }

    /** Keeps a copy of the list. */
    public MemoryUse {
        parts = List.copyOf(parts);
    }
}
