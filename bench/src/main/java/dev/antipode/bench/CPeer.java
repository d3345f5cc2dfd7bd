package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Our perceptron, noise and closed loop beside the same in C, with fast math and without. */
final class CPeer {
    /** What three layers, or some steps of an unstable loop, round differently in F32. */
    private static final double BOUND = 1e-3;

    private static final int LANES = 256;
    private static final int NOISE_LANES = 1024;

    /** Sixteen chains of sixteen numbers, each of which tends to 1. */
    private static final float EXPECTED_SUM = 256;

    private final int rounds;
    private final KernelMode mode;
    private final PrintStream out;
    private final CTwins fast;
    private final CTwins strict;

    private CPeer(int rounds, KernelMode mode, PrintStream out, CTwins fast, CTwins strict) {
        this.rounds = rounds;
        this.mode = mode;
        this.out = out;
        this.fast = fast;
        this.strict = strict;
    }

    static void measure(int rounds, KernelMode mode, PrintStream out) throws IOException {
        try (CTwins fast = CTwins.compile(512);
                CTwins strict = CTwins.compile(CTwins.strictCommand(512));
                Arena arena = Arena.ofShared()) {
            CPeer peer = new CPeer(rounds, mode, out, fast, strict);
            peer.steps();
            peer.perceptron(arena, 32);
            peer.perceptron(arena, 64);
            peer.noise(arena);
            peer.closedLoop(arena);
        }
    }

    private void steps() {
        for (StepPlant plant : StepPlant.values()) {
            try (StepBatch batch = new StepBatch(plant, LANES, mode)) {
                await(batch::awaitSimd);
                MemorySegment read = batch.read();
                MemorySegment written = batch.written();
                batch.run();
                double[][] ours = batch.next();
                double difference = 0;
                for (CTwins twins : List.of(fast, strict)) {
                    written.fill((byte) 0);
                    twins.run(plant, read, written, batch.strideFloats(), LANES, 1);
                    AnswerCheck check = AnswerCheck.of(batch.states(), ours, batch.next());
                    check.require(plant, "C");
                    difference = Math.max(difference, check.maxRelative());
                }
                print(
                        plant.label() + " step, 256 lanes",
                        new Rounds.Work(LANES, batch::run),
                        new Rounds.Work(LANES, n -> fast.run(plant, read, written, batch.strideFloats(), LANES, n)),
                        new Rounds.Work(LANES, n -> strict.run(plant, read, written, batch.strideFloats(), LANES, n)),
                        difference);
            }
        }
    }

    private void perceptron(Arena arena, int hidden) {
        PerceptronDesign design = new PerceptronDesign(hidden);
        int[] widthsOfLayers = {PerceptronDesign.OBSERVATIONS, hidden, hidden, PerceptronDesign.COMMANDS};
        int rowCount = 0;
        for (int width : widthsOfLayers) {
            rowCount += width;
        }
        MemorySegment widths = arena.allocateFrom(ValueLayout.JAVA_INT, widthsOfLayers);
        double[] theta = design.parameters();
        MemorySegment parameters = arena.allocate((long) theta.length * Float.BYTES, 64);
        for (int i = 0; i < theta.length; i++) {
            parameters.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) theta[i]);
        }
        long stride = Tile.rowStrideBytes(LANES, Precision.F32) / Float.BYTES;
        MemorySegment rows = arena.allocate(rowCount * stride * Float.BYTES, 4096);
        double[][] samples = PerceptronDesign.observations(LANES);
        for (int lane = 0; lane < LANES; lane++) {
            for (int i = 0; i < PerceptronDesign.OBSERVATIONS; i++) {
                rows.setAtIndex(ValueLayout.JAVA_FLOAT, i * stride + lane, (float) samples[lane][i]);
            }
        }
        try (InferenceBatch batch = new InferenceBatch(design, LANES, mode)) {
            await(batch::awaitSimd);
            batch.run();
            double difference = 0;
            long commands = (rowCount - PerceptronDesign.COMMANDS) * stride;
            for (CTwins twins : List.of(fast, strict)) {
                twins.perceptrons(parameters, widths, 3, rows, stride, LANES, 1);
                for (int lane = 0; lane < LANES; lane++) {
                    for (int i = 0; i < PerceptronDesign.COMMANDS; i++) {
                        double theirs = rows.getAtIndex(ValueLayout.JAVA_FLOAT, commands + i * stride + lane);
                        difference = worse(difference, batch.command(lane, i) - theirs);
                    }
                }
            }
            String work = "perceptron 8-" + hidden + "-" + hidden + "-4 with tanh, a sample of 256";
            require(work, difference);
            print(
                    work,
                    new Rounds.Work(LANES, batch::run),
                    new Rounds.Work(LANES, n -> fast.perceptrons(parameters, widths, 3, rows, stride, LANES, n)),
                    new Rounds.Work(LANES, n -> strict.perceptrons(parameters, widths, 3, rows, stride, LANES, n)),
                    difference);
        }
        dense(arena, hidden);
    }

    /** The middle layer alone. */
    private void dense(Arena arena, int hidden) {
        try (DenseBatch batch = new DenseBatch(hidden, LANES, mode)) {
            await(batch::awaitSimd);
            MemorySegment widths = arena.allocateFrom(ValueLayout.JAVA_INT, hidden, hidden);
            batch.run();
            double[] ours = batch.outputs();
            double difference = 0;
            for (CTwins twins : List.of(fast, strict)) {
                batch.clearOutputs();
                twins.denseLayers(batch.parameters(), widths, batch.rows(), batch.strideFloats(), LANES, 1);
                double[] theirs = batch.outputs();
                for (int i = 0; i < ours.length; i++) {
                    difference = worse(difference, ours[i] - theirs[i]);
                }
            }
            String work = "dense layer " + hidden + " x " + hidden + ", a sample of 256";
            require(work, difference);
            print(
                    work,
                    new Rounds.Work(LANES, batch::run),
                    new Rounds.Work(
                            LANES,
                            n -> fast.denseLayers(
                                    batch.parameters(), widths, batch.rows(), batch.strideFloats(), LANES, n)),
                    new Rounds.Work(
                            LANES,
                            n -> strict.denseLayers(
                                    batch.parameters(), widths, batch.rows(), batch.strideFloats(), LANES, n)),
                    difference);
            peak(work, batch, (long) hidden * hidden * LANES / Tile.LANE_MULTIPLE);
        }
    }

    /** A layer beside its multiply-adds alone, without a load or a store. */
    private void peak(String work, DenseBatch batch, long vectors) {
        float sum = strict.multiplyAdds(vectors);
        // A number s becomes 0.5 s + 0.5.
        if (Math.abs(sum - EXPECTED_SUM) > 1) {
            throw new IllegalStateException("the chains of multiply-adds in C end at " + sum + " instead of "
                    + EXPECTED_SUM + "; no time is taken of a wrong answer");
        }
        Rounds measured = Rounds.measure(
                rounds,
                List.of(
                        new Rounds.Work(LANES, batch::run),
                        new Rounds.Work(LANES, n -> strict.multiplyAdds(n * vectors))));
        out.println(PeerRow.of(work, "its multiply-adds in registers (C)", measured, 0, 1, Double.NaN)
                .line());
    }

    private void noise(Arena arena) {
        try (NoiseBatch batch = new NoiseBatch(NOISE_LANES, mode)) {
            await(batch::awaitSimd);
            StreamKey stream = new StreamKey(NoiseBatch.SEED, Purpose.PERTURBATION, 1);
            MemorySegment key = arena.allocateFrom(
                    ValueLayout.JAVA_INT, stream.word0(), stream.word1(), stream.word2(), stream.word3());
            MemorySegment rows = batch.rows();
            batch.run();
            double[] ours = batch.values();
            double difference = 0;
            for (CTwins twins : List.of(fast, strict)) {
                rows.fill((byte) 0);
                twins.noise(key, rows, batch.strideFloats(), NOISE_LANES, 1);
                double[] theirs = batch.values();
                for (int i = 0; i < ours.length; i++) {
                    difference = worse(difference, ours[i] - theirs[i]);
                }
            }
            String work = "a Gaussian number by Threefry4x32-20";
            require(work, difference);
            print(
                    work,
                    new Rounds.Work(batch.numbers(), batch::run),
                    new Rounds.Work(batch.numbers(), n -> fast.noise(key, rows, batch.strideFloats(), NOISE_LANES, n)),
                    new Rounds.Work(
                            batch.numbers(), n -> strict.noise(key, rows, batch.strideFloats(), NOISE_LANES, n)),
                    difference);
        }
    }

    private void closedLoop(Arena arena) {
        try (ClosedLoop loop = new ClosedLoop(LANES, mode)) {
            await(loop::awaitSimd);
            MemorySegment widths = arena.allocateFrom(ValueLayout.JAVA_INT, loop.widths());
            loop.start();
            loop.run(ClosedLoop.STEPS);
            double[][] ours = loop.states();
            double difference = 0;
            for (CTwins twins : List.of(fast, strict)) {
                loop.start();
                loop.runIn(twins, widths, ClosedLoop.STEPS);
                difference = Math.max(
                        difference,
                        AnswerCheck.of(loop.signals(), ours, loop.states()).maxRelative());
            }
            String work = "closed loop of cart-pole and perceptron 4-32-32-1, a step of 256 lanes";
            require(work, difference);
            print(
                    work,
                    new Rounds.Work(LANES, n -> restarted(loop, n, null, widths)),
                    new Rounds.Work(LANES, n -> restarted(loop, n, fast, widths)),
                    new Rounds.Work(LANES, n -> restarted(loop, n, strict, widths)),
                    difference);
        }
    }

    /** The poles fall in some hundred steps, so episodes begin again; that costs both the same. */
    private static void restarted(ClosedLoop loop, int steps, CTwins twins, MemorySegment widths) {
        for (int done = 0; done < steps; ) {
            loop.start();
            int some = Math.min(steps - done, 8 * ClosedLoop.STEPS);
            if (twins == null) {
                loop.run(some);
            } else {
                loop.runIn(twins, widths, some);
            }
            done += some;
        }
    }

    private void print(String work, Rounds.Work ours, Rounds.Work fastWork, Rounds.Work strictWork, double difference) {
        Rounds measured = Rounds.measure(rounds, List.of(ours, fastWork, strictWork));
        out.println(
                PeerRow.of(work, "C, -ffast-math", measured, 0, 1, difference).line());
        out.println(PeerRow.of(work, "C, strict", measured, 0, 2, difference).line());
    }

    private void await(Runnable simd) {
        if (mode == KernelMode.SIMD) {
            simd.run();
        }
    }

    private static double worse(double largest, double difference) {
        return Math.max(largest, Double.isFinite(difference) ? Math.abs(difference) : Double.POSITIVE_INFINITY);
    }

    private static void require(String work, double difference) {
        if (!(difference < BOUND)) {
            throw new IllegalStateException(work + ": our answer and that in C differ by " + difference
                    + ", above the bound of " + BOUND + "; no time is taken of a wrong answer");
        }
    }
}
