package dev.antipode.core.simd;

import com.sun.management.ThreadMXBean;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.kernel.WarmUpReport;
import dev.antipode.core.memory.Precision;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Run in a JVM of its own: random uniforms go through dense layers, batched and single, in every precision and
 * arithmetic. Prints a hash of all results, what was allocated, and whether SIMD code ran.
 */
final class SimdKernelsMain {
    private static final int WINDOWS = 12;
    private static final int WINDOW_STEPS = 25;

    private SimdKernelsMain() {}

    public static void main(String[] arguments) {
        KernelMode mode = KernelMode.valueOf(arguments[0]);
        List<RandomLayers> runs = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            for (Arithmetic arithmetic : Arithmetic.values()) {
                runs.add(new RandomLayers(precision, arithmetic));
            }
        }
        try (KernelCompiler compiler =
                new KernelCompiler(KernelOptions.forThisJvm(Precision.F32, Arithmetic.FUSED, mode))) {
            runs.forEach(run -> compiler.warm(run.dense));
            runs.forEach(run -> compiler.warm(run.random));
            compiler.startWarmUp();
            if (!compiler.awaitWarmUp(Duration.ofMinutes(4))) {
                throw new IllegalStateException("the warm-up did not end");
            }
            WarmUpReport report = compiler.report();
            System.out.println("vectorized=" + report.allVectorized());
            report.kernels().forEach(System.out::println);
        }
        System.out.println("allocated=" + steadyAllocation(runs));
        long hash = 1;
        for (RandomLayers run : runs) {
            for (int bits : run.bits()) {
                hash = 31 * hash + bits;
            }
        }
        System.out.println("hash=" + Long.toHexString(hash));
    }

    /** Bytes in two windows of steps in a row, once they are none; what is compiled late may cost a window or two. */
    private static long steadyAllocation(List<RandomLayers> runs) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long previous = Long.MAX_VALUE;
        long allocated = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS; window++) {
            previous = allocated;
            allocated = 0;
            for (RandomLayers run : runs) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int step = 0; step < WINDOW_STEPS; step++) {
                    run.step();
                }
                allocated += threads.getCurrentThreadAllocatedBytes() - before;
            }
            if (previous == 0 && allocated == 0) {
                steps(runs, (WINDOWS - 1 - window) * WINDOW_STEPS);
                return 0;
            }
        }
        return previous + allocated;
    }

    /** The same number of steps in all, so that results can be compared. */
    private static void steps(List<RandomLayers> runs, int steps) {
        for (int step = 0; step < steps; step++) {
            runs.forEach(RandomLayers::step);
        }
    }
}
