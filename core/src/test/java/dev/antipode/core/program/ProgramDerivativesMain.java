package dev.antipode.core.program;

import com.sun.management.ThreadMXBean;
import dev.antipode.core.jacobian.Amplification;
import dev.antipode.core.jacobian.LoopTangents;
import dev.antipode.core.jacobian.LyapunovSpectrum;
import dev.antipode.core.jacobian.TangentFrame;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Run in a JVM of its own: a program forward with tangents, recorded and back, and with spectra riding along, in both precisions.
 * Prints a hash of all results, what was allocated once everything was warm, and which kernels stayed scalar.
 */
final class ProgramDerivativesMain {
    private static final int LANES = 48;
    private static final int TANGENTS = 3;
    private static final int WINDOWS = 40;
    private static final int WINDOW_ROUNDS = 150;

    private ProgramDerivativesMain() {}

    public static void main(String... arguments) {
        KernelMode mode = KernelMode.valueOf(arguments[0]);
        List<Run> runs = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            runs.add(new Run(precision, mode));
        }
        List<String> scalar = new ArrayList<>();
        for (Run run : runs) {
            run.loop.engine.startWarmUp();
            if (!run.loop.engine.awaitWarmUp(Duration.ofMinutes(4))) {
                throw new IllegalStateException("the warm-up did not end");
            }
            run.loop.engine.report().kernels().stream()
                    .filter(kernel -> !kernel.vectorized())
                    .map(kernel -> run.loop.precision + " " + kernel.name() + ": " + kernel.reason())
                    .forEach(scalar::add);
        }
        System.out.println("scalar=" + scalar);
        // Of those in F32.
        var kernels = runs.getFirst().loop.engine.report().kernels();
        System.out.println("kernels=" + kernels.size());
        System.out.println("vectorized="
                + kernels.stream().filter(kernel -> kernel.vectorized()).count());
        long hash = 1;
        for (Run run : runs) {
            run.loop.fill(new SplittableRandom(1));
            run.round();
            hash = 31 * hash + run.hash();
        }
        System.out.println("hash=" + Long.toHexString(hash));
        System.out.println("allocated=" + steadyAllocation(runs));
    }

    /** Bytes in two windows of rounds in a row, once they are none; what is compiled late may cost a few windows. */
    private static long steadyAllocation(List<Run> runs) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long previous = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS; window++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            // By index: an iterator would be allocated.
            for (int i = 0; i < runs.size(); i++) {
                for (int round = 0; round < WINDOW_ROUNDS; round++) {
                    runs.get(i).round();
                }
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            if (previous == 0 && allocated == 0) {
                return 0;
            }
            previous = allocated;
        }
        return previous;
    }

    private static final class Run {
        final LoopProgram loop;
        private final LyapunovSpectrum spectrum;
        private final Amplification amplification;

        Run(Precision precision, KernelMode mode) {
            loop = new LoopProgram(precision, LANES, mode);
            List<Rows> state = List.of(loop.state, loop.gain);
            LoopTangents tangents = LoopTangents.of(
                    loop.program, loop.layout, loop.engine, state, new double[] {1, 2, 0.5, 1}, TANGENTS);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            tangents.plan(plan, "tangents", LANES);
            loop.differentiate(TANGENTS, plan.build().totalBytes());
            TangentFrame frame = new TangentFrame(tangents, loop.spectrumFrame(), loop.extra);
            spectrum = new LyapunovSpectrum(frame, LANES, 2, 1);
            amplification = new Amplification(frame, LANES, 8);
        }

        /** The loop's values stay bounded: each round begins where the first one did. */
        void round() {
            loop.fillTangents();
            for (int step = 0; step < 2; step++) {
                loop.frame.step = step;
                loop.jvp.run(loop.frame);
            }
            loop.vjp.record(loop.frame);
            loop.vjp.reverse(loop.frame);
            for (int step = 0; step < 2; step++) {
                spectrum.step();
                amplification.step();
            }
        }

        long hash() {
            long hash = 1;
            long end = loop.block.byteSize();
            for (long offset = loop.frame.tangentsOffset; offset < end; offset += loop.precision.bytes()) {
                hash = 31 * hash + Double.doubleToLongBits(loop.precision.get(loop.block, offset));
            }
            for (int t = 0; t < TANGENTS; t++) {
                hash = 31 * hash + Double.doubleToLongBits(spectrum.perStep(t));
            }
            return 31 * hash + Double.doubleToLongBits(amplification.logAmplification(2));
        }
    }
}
