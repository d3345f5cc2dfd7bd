package dev.antipode.bench;

import com.sun.management.ThreadMXBean;
import dev.antipode.core.kernel.KernelMode;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The JVM that measures derivatives: prints one {@link DerivativeTiming} a line. Started by {@link DerivativesTable}. */
final class DerivativeTimingFork {
    static final String JACOBIAN = "Jacobian";

    /** A batch that stays in the first-level cache. */
    private static final int LANES = 256;

    private static final int COUNTED_CALLS = 1000;

    private DerivativeTimingFork() {}

    /** @param arguments the number of rounds */
    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        for (StepPlant plant : DerivativesTable.PLANTS) {
            try (DerivativeBatches batches = new DerivativeBatches(plant, LANES, KernelMode.SIMD)) {
                batches.awaitSimd();
                measure(plant, batches, rounds, System.out);
            }
        }
    }

    static void measure(StepPlant plant, DerivativeBatches batches, int rounds, PrintStream out) {
        batches.requireAgreement(plant);
        List<Rounds.Work> works = new ArrayList<>();
        List<StepBatch> kernels = List.of(batches.step, batches.jvp, batches.vjp);
        kernels.forEach(batch -> works.add(new Rounds.Work(batch.lanes(), batch::run)));
        works.add(new Rounds.Work(batches.jacobian.points(), batches.jacobian::run));
        Rounds measured = Rounds.measure(rounds, works);
        for (int i = 0; i < works.size(); i++) {
            boolean whole = i == kernels.size();
            DerivativeTiming timing = new DerivativeTiming(
                    plant.label(),
                    whole ? JACOBIAN : StepKernel.values()[i].label(),
                    batches.jacobian.columns(),
                    whole ? batches.jacobian.operations() : kernels.get(i).operations(),
                    whole ? batches.jacobian.chunks() : kernels.get(i).chunks(),
                    measured.median(i),
                    measured.medianRatio(i, 0),
                    allocated(works.get(i)));
            out.println(timing.line());
        }
    }

    private static double allocated(Rounds.Work work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        work.calls().accept(1);
        long before = threads.getCurrentThreadAllocatedBytes();
        work.calls().accept(COUNTED_CALLS);
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / COUNTED_CALLS;
    }
}
