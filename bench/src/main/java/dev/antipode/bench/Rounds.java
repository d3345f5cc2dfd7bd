package dev.antipode.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Times of several kinds of work that were measured in turn, round after round, so that what else the machine does falls
 * on all alike: nanoseconds of the thread's CPU time a unit.
 */
final class Rounds {
    private static final long ROUND_NANOS = 2_000_000;
    private static final long WARM_UP_FACTOR = 10;

    /** In turn, so that what one work does to shared callers is undone before another is timed. */
    private static final int WARM_UP_PASSES = 3;

    /**
     * What is timed.
     *
     * @param units how many units a call does, such as environments' steps
     * @param calls makes so many calls, in a loop of its own
     */
    record Work(int units, IntConsumer calls) {}

    private final double[][] nanos;

    private Rounds(double[][] nanos) {
        this.nanos = nanos;
    }

    /**
     * Warms all works up, then measures. The loops that call kernels change hands from interpreter to compiled code while
     * other works profile them, and on a busy machine the compiler is late: what was called for a few milliseconds alone
     * showed two levels of speed that were not those of the kernel.
     *
     * @param rounds how often each work is timed; the warm-up takes ten times as long
     */
    static Rounds measure(int rounds, List<Work> works) {
        long warmUpNanos = WARM_UP_FACTOR * rounds * ROUND_NANOS;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int[] calls = new int[works.size()];
        for (int pass = 0; pass < WARM_UP_PASSES; pass++) {
            for (int i = 0; i < calls.length; i++) {
                calls[i] = calls(threads, works.get(i));
                for (long spent = 0; spent < warmUpNanos / WARM_UP_PASSES; ) {
                    spent += time(threads, works.get(i), calls[i]);
                }
            }
        }
        double[][] nanos = new double[works.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < calls.length; i++) {
                Work work = works.get(i);
                nanos[i][round] = (double) time(threads, work, calls[i]) / calls[i] / work.units();
            }
        }
        return new Rounds(nanos);
    }

    /** How many calls make a round long enough for the clock. */
    private static int calls(ThreadMXBean threads, Work work) {
        for (int calls = 1; ; calls *= 2) {
            if (time(threads, work, calls) >= ROUND_NANOS) {
                return calls;
            }
        }
    }

    private static long time(ThreadMXBean threads, Work work, int calls) {
        long start = threads.getCurrentThreadCpuTime();
        work.calls().accept(calls);
        return threads.getCurrentThreadCpuTime() - start;
    }

    /** The median time of a work, by its place in the list. */
    double median(int work) {
        return median(nanos[work]);
    }

    /** The median of the rounds' ratios of two works. */
    double medianRatio(int numerator, int denominator) {
        double[] ratios = new double[nanos[numerator].length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = nanos[numerator][i] / nanos[denominator][i];
        }
        return median(ratios);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
