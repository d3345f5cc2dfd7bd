package dev.antipode.core.kernel;

import java.util.List;

/**
 * What became of the SIMD kernels.
 *
 * @param kernels one entry a kernel, in the order they were compiled
 */
public record WarmUpReport(List<Entry> kernels) {
    /**
     * One kernel.
     *
     * @param name the kernel's name
     * @param operations primitive operations a lane; 0 for a kernel that was not made from a graph
     * @param chunks the number of generated methods; 0 for a kernel that was not made from a graph
     * @param vectorized whether SIMD code was published
     * @param reason one sentence why the kernel is scalar; empty where it is not
     * @param milliseconds from the start of the warm-up to the decision on this kernel; 0 before
     */
    public record Entry(
            String name, int operations, int chunks, boolean vectorized, String reason, long milliseconds) {}

    /** Copies the list. */
    public WarmUpReport {
        kernels = List.copyOf(kernels);
    }

    /**
     * Whether every kernel runs SIMD code.
     *
     * @return false while any is scalar
     */
    public boolean allVectorized() {
        return kernels.stream().allMatch(Entry::vectorized);
    }
}
