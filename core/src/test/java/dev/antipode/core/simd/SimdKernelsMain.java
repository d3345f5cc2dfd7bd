package dev.antipode.core.simd;

import com.sun.management.ThreadMXBean;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.kernel.WarmUpReport;
import dev.antipode.core.linear.DenseKernel;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.linear.StartingDense;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.random.LaneCounters;
import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.RandomKernel;
import dev.antipode.core.random.StartingRandom;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Run in a JVM of its own: random uniforms go through dense layers, batched and single, in every precision and
 * arithmetic. Prints a hash of all results, what was allocated, and whether SIMD code ran.
 */
final class SimdKernelsMain {
    private static final int LANES = 112;
    private static final DenseShape[] LAYERS = {
        new DenseShape(8, 35), new DenseShape(35, 64), new DenseShape(64, 85), new DenseShape(85, 4)
    };
    private static final int WINDOWS = 12;
    private static final int WINDOW_STEPS = 25;
    private static final int ROWS = 8 + 35 + 64 + 85 + 4;

    private SimdKernelsMain() {}

    public static void main(String[] arguments) {
        KernelMode mode = KernelMode.valueOf(arguments[0]);
        List<Run> runs = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            for (Arithmetic arithmetic : Arithmetic.values()) {
                runs.add(new Run(precision, arithmetic));
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
        for (Run run : runs) {
            for (long offset = 0; offset < run.block.byteSize(); offset += 4) {
                hash = 31 * hash + run.block.get(ValueLayout.JAVA_INT, offset);
            }
        }
        System.out.println("hash=" + Long.toHexString(hash));
    }

    /** Bytes in two windows of steps in a row, once they are none; what is compiled late may cost a window or two. */
    private static long steadyAllocation(List<Run> runs) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long previous = Long.MAX_VALUE;
        long allocated = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS; window++) {
            previous = allocated;
            allocated = 0;
            for (Run run : runs) {
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
    private static void steps(List<Run> runs, int steps) {
        for (int step = 0; step < steps; step++) {
            runs.forEach(Run::step);
        }
    }

    private static final class Run {
        final StartingDense dense;
        final StartingRandom random;
        final MemorySegment block;
        private final Precision precision;
        private final long rows = LaneCounters.bytes(LANES);
        private final long stride;
        private final long parameters;
        private final long single;
        private int step;

        Run(Precision precision, Arithmetic arithmetic) {
            this.precision = precision;
            dense = DenseKernel.starting(precision, arithmetic);
            random = RandomKernel.starting(precision);
            stride = Tile.rowStrideBytes(LANES, precision);
            parameters = rows + ROWS * stride;
            single = parameters + 64L * 1024 * precision.bytes();
            block = Arena.ofShared().allocate(single + ROWS * 8L, Tile.ALIGNMENT_BYTES);
            LaneCounters counters = new LaneCounters(0, LANES);
            // Parameters are uniforms too, moved to zero mean so that sums stay of the order of one.
            counters.setCoordinates(block);
            for (long row = parameters; row + 4 * stride <= single; row += 4 * stride) {
                RandomKernel.scalar(precision)
                        .uniform(
                                block,
                                row,
                                stride,
                                LANES,
                                4,
                                0,
                                5,
                                Purpose.SELF_CHECK,
                                (int) (row - parameters),
                                0,
                                0,
                                0,
                                0);
            }
            for (long offset = parameters; offset < single; offset += precision.bytes()) {
                precision.set(block, offset, (precision.get(block, offset) - 0.5) / 4);
            }
            counters.setEpisodes(block, 0, 7);
        }

        void step() {
            random.uniform(block, rows, stride, LANES, 8, 0, 1, Purpose.SELF_CHECK, 0, 0, 0, 0, step);
            long x = rows;
            long xOne = single;
            long theta = parameters;
            for (DenseShape layer : LAYERS) {
                long y = x + layer.inputs() * stride;
                long yOne = xOne + (long) layer.inputs() * precision.bytes();
                long weights = theta + (long) layer.outputs() * precision.bytes();
                dense.forward(block, x, y, stride, LANES, theta, weights, layer.inputs(), layer.outputs());
                dense.forwardSingle(block, xOne, yOne, theta, weights, layer.inputs(), layer.outputs());
                theta += (long) layer.parameterCount() * precision.bytes();
                x = y;
                xOne = yOne;
            }
            // The next single sample starts from this step's last outputs.
            MemorySegment.copy(block, x, block, single, 4L * precision.bytes());
            step++;
        }
    }
}
