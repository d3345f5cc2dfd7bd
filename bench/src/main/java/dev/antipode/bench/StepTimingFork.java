package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** The JVM that measures: prints one {@link StepTiming} a line. Started by {@link CompareWithC}. */
final class StepTimingFork {
    private static final int[] LANES = {256, 4096};
    private static final long ROUND_NANOS = 2_000_000;
    private static final int OURS = 0;
    private static final int C512 = 1;
    private static final int C256 = 2;

    private final StepPlant plant;
    private final StepBatch batch;
    private final CTwins[] twins;
    private final MemorySegment read;
    private final MemorySegment written;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private StepTimingFork(StepPlant plant, StepBatch batch, CTwins wide, CTwins narrow) {
        this.plant = plant;
        this.batch = batch;
        this.twins = new CTwins[] {null, wide, narrow};
        this.read = batch.read();
        this.written = batch.written();
    }

    /** @param arguments the number of rounds */
    public static void main(String[] arguments) throws IOException {
        measure(Integer.parseInt(arguments[0]), LANES, System.out);
    }

    static void measure(int rounds, int[] batchSizes, PrintStream out) throws IOException {
        try (CTwins wide = CTwins.compile(512);
                CTwins narrow = CTwins.compile(256)) {
            for (StepPlant plant : StepPlant.values()) {
                for (int lanes : batchSizes) {
                    try (StepBatch batch = new StepBatch(plant, lanes, KernelMode.SIMD)) {
                        batch.awaitSimd();
                        out.println(new StepTimingFork(plant, batch, wide, narrow)
                                .measure(rounds)
                                .line());
                    }
                }
            }
        }
    }

    private StepTiming measure(int rounds) {
        double difference = checkAnswers();
        int[] calls = new int[twins.length];
        for (int i = 0; i < twins.length; i++) {
            // Twice: the first time also compiles the loop that calls.
            calls(i);
            calls[i] = calls(i);
        }
        double[][] nanos = new double[twins.length][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < twins.length; i++) {
                nanos[i][round] = (double) time(i, calls[i]) / calls[i] / batch.lanes();
            }
        }
        return new StepTiming(
                plant.label(),
                batch.lanes(),
                batch.operations(),
                batch.chunks(),
                median(nanos[OURS]),
                median(nanos[C512]),
                median(nanos[C256]),
                medianRatio(nanos[OURS], nanos[C512]),
                medianRatio(nanos[OURS], nanos[C256]),
                difference);
    }

    private double checkAnswers() {
        batch.run();
        double[][] ours = batch.next();
        double difference = 0;
        for (int i = C512; i <= C256; i++) {
            written.fill((byte) 0);
            twins[i].run(plant, read, written, batch.strideFloats(), batch.lanes(), 1);
            AnswerCheck check = AnswerCheck.of(batch.states(), ours, batch.next());
            check.require(plant, i == C512 ? "C with 512-bit vectors" : "C with 256-bit vectors");
            difference = Math.max(difference, check.maxRelative());
        }
        return difference;
    }

    /** How many calls make a round long enough for the clock. */
    private int calls(int step) {
        for (int calls = 1; ; calls *= 2) {
            if (time(step, calls) >= ROUND_NANOS) {
                return calls;
            }
        }
    }

    private long time(int step, int calls) {
        long start = threads.getCurrentThreadCpuTime();
        if (step == OURS) {
            for (int i = 0; i < calls; i++) {
                batch.run();
            }
        } else {
            twins[step].run(plant, read, written, batch.strideFloats(), batch.lanes(), calls);
        }
        return threads.getCurrentThreadCpuTime() - start;
    }

    private static double medianRatio(double[] numerators, double[] denominators) {
        double[] ratios = new double[numerators.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = numerators[i] / denominators[i];
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
