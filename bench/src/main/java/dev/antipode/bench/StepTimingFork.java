package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The JVM that measures: prints one {@link StepTiming} a line. Started by {@link CompareWithC}. */
final class StepTimingFork {
    private static final int[] LANES = {16, 256, 4096};

    private final StepPlant plant;
    private final StepBatch batch;
    private final CTwins wide;
    private final CTwins narrow;
    private final MemorySegment read;
    private final MemorySegment written;

    private StepTimingFork(StepPlant plant, StepBatch batch, CTwins wide, CTwins narrow) {
        this.plant = plant;
        this.batch = batch;
        this.wide = wide;
        this.narrow = narrow;
        this.read = batch.read();
        this.written = batch.written();
    }

    /** @param arguments the number of rounds */
    public static void main(String[] arguments) throws IOException {
        measure(Integer.parseInt(arguments[0]), LANES, KernelMode.SIMD, System.out);
    }

    static void measure(int rounds, int[] batchSizes, KernelMode mode, PrintStream out) throws IOException {
        try (CTwins wide = CTwins.compile(512);
                CTwins narrow = CTwins.compile(256)) {
            for (StepPlant plant : StepPlant.values()) {
                for (int lanes : batchSizes) {
                    try (StepBatch batch = new StepBatch(plant, lanes, mode)) {
                        if (mode == KernelMode.SIMD) {
                            batch.awaitSimd();
                        }
                        out.println(new StepTimingFork(plant, batch, wide, narrow)
                                .measure(rounds)
                                .line());
                    }
                }
            }
        }
    }

    private StepTiming measure(int rounds) {
        double difference = Math.max(difference(wide, "512"), difference(narrow, "256"));
        Rounds measured = Rounds.measure(
                rounds,
                List.of(
                        new Rounds.Work(batch.lanes(), batch::run),
                        new Rounds.Work(batch.lanes(), calls -> steps(wide, calls)),
                        new Rounds.Work(batch.lanes(), calls -> steps(narrow, calls))));
        return new StepTiming(
                plant.label(),
                batch.lanes(),
                batch.operations(),
                batch.chunks(),
                measured.median(0),
                measured.median(1),
                measured.median(2),
                measured.medianRatio(0, 1),
                measured.medianRatio(0, 2),
                difference);
    }

    private void steps(CTwins twins, int count) {
        twins.run(plant, read, written, batch.strideFloats(), batch.lanes(), count);
    }

    private double difference(CTwins twins, String bits) {
        batch.run();
        double[][] ours = batch.next();
        written.fill((byte) 0);
        steps(twins, 1);
        AnswerCheck check = AnswerCheck.of(batch.states(), ours, batch.next());
        check.require(plant, "C with " + bits + "-bit vectors");
        return check.maxRelative();
    }
}
