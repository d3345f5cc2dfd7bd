package dev.antipode.core.kernel;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Lets the JVM see what kernels do before it compiles the first of them. C2 builds a kernel by the types that the
 * interpreter has met in the methods of the Vector API, which all kernels share. Kernels are compiled after a few hundred
 * calls, and the first ones were compiled before the interpreter had met enough: by chance a division, or every access to
 * memory (the interpreter's own way to reinterpret a vector's bits goes through arrays on the heap) became a call that is
 * looked up at run time. Such a kernel was 1.3 or 4 times slower as long as the process lived, in some processes and not in
 * others.
 *
 * <p>So one kernel of every operation is run first, interpreted or, where there is C1, by its code that collects profiles: one
 * starts after some 400 calls of a method, later where the compiler has much to do.
 *
 * <p>Before any profile starts, every operation is called once in both precisions: the Vector API makes what it needs for an
 * operation at its first call, in a method that all operations share. A profile that has seen some first calls and not others
 * lets compiled code trap at the next one; C2 counts those traps again for each time that it inlines the method, and past a
 * hundred no longer trusts any type that it has seen. In one JVM of ten, with kernels of both precisions, all of them then
 * allocated a vector at every output; in one of five, on busy cores, the random numbers in F64 did, whose rotations and
 * conversions no graph holds.
 *
 * <p>While profiles are collected, vectors of every type are loaded and stored, too: all loads share a method that casts what it
 * has loaded. Where its profile knew reals alone, the first load of bits trapped, in one JVM of fifty that had compiled it on
 * its own by then, with the same end for all kernels of 25 loads or more.
 */
final class ProfilePrimer {
    /** Enough that every profile is there, too few to have the primer itself compiled, for which it takes 5000. */
    private static final int CALLS = 1000;

    /** Of so many calls one is followed by all types: from the first on, but too seldom to have that compiled by C1 after 200. */
    private static final int BETWEEN = 8;

    /** Enough to outweigh the calls before the profile. */
    private static final int SLICES = 10_000;

    /** A chunk for each step: every value is stored and loaded. */
    static final int EACH_STEP = 1;

    private static final int INPUTS = 4;

    /** What has been seen is seen by the whole JVM. */
    private static final Set<Precision> PRIMED = EnumSet.noneOf(Precision.class);

    private ProfilePrimer() {}

    /**
     * Runs once in a JVM for each precision, while others wait; takes some 0.2 seconds of the warm-up thread, of which half
     * would be spent on loading the same classes for the first kernel.
     */
    static synchronized void prime(Precision precision, Arithmetic arithmetic, int vectorBits) {
        if (PRIMED.isEmpty()) {
            for (Precision each : Precision.values()) {
                try (Exercise once = new Exercise(eachOperationOnce(each), KernelOptions.LARGEST_CHUNK, vectorBits)) {
                    once.run();
                }
            }
            SimdProvider.create(Runnable.class, "FirstCalls").ifPresent(Runnable::run);
        }
        if (PRIMED.add(precision)) {
            slice();
            LoweredGraph operations = Lowering.lower(operations(), precision, arithmetic);
            try (Exercise all = new Exercise(operations, KernelOptions.LARGEST_CHUNK, vectorBits);
                    Exercise floats = new Exercise(eachType(Precision.F32), EACH_STEP, vectorBits);
                    Exercise doubles = new Exercise(eachType(Precision.F64), EACH_STEP, vectorBits)) {
                for (int i = 0; i < CALLS; i++) {
                    all.run();
                    if (i % BETWEEN == 0) {
                        floats.run();
                        doubles.run();
                    }
                }
            }
        }
    }

    /**
     * Dense layers check the bounds of a row of weights once, by a slice of the memory, which compiled code leaves out. C2 does
     * not inline what a young profile says is hardly ever called: the slices would stay, in one JVM of five.
     */
    private static void slice() {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment block = arena.allocate(Tile.ALIGNMENT_BYTES, Tile.ALIGNMENT_BYTES);
            long bytes = 0;
            for (int i = 0; i < SLICES; i++) {
                bytes += block.asSlice(i % Tile.ALIGNMENT_BYTES, 1).byteSize();
            }
            assert bytes == SLICES;
        }
    }

    /** So few that no profile has started when the last one is called. */
    static LoweredGraph eachOperationOnce(Precision precision) {
        LoweredBuilder g = new LoweredBuilder(precision, Arithmetic.FUSED);
        LoweredNode x = g.input(0);
        LoweredNode y = g.input(1);
        LoweredNode bits = g.bitsXor(
                g.bitsAnd(g.bitsNot(g.bitsOf(x)), g.shiftLeft(g.bitsOf(y), 1)),
                g.bitsOr(g.bitsAdd(g.bitsOf(x), g.shiftRight(g.bitsOf(y), 1)), g.bitsSub(g.bitsOf(x), g.bits(1))));
        LoweredNode mask = g.or(g.not(g.lt(x, y)), g.and(g.le(x, y), g.eq(x, y)));
        LoweredNode real = g.fma(g.add(x, y), g.sub(x, y), g.div(g.mul(x, y), g.sqrt(g.abs(g.neg(x)))));
        return new LoweredGraph(
                precision, Arithmetic.FUSED, 2, List.of(g.select(mask, real, g.constant(1)), g.fromBits(bits)));
    }

    /** Vectors of reals and of bits, and a mask. */
    static LoweredGraph eachType(Precision precision) {
        LoweredBuilder g = new LoweredBuilder(precision, Arithmetic.FUSED);
        LoweredNode x = g.input(0);
        LoweredNode y = g.input(1);
        LoweredNode bits = g.fromBits(g.bitsXor(g.bitsOf(x), g.bitsOf(y)));
        return new LoweredGraph(precision, Arithmetic.FUSED, 2, List.of(g.select(g.lt(x, y), y, bits)));
    }

    /** Every operation once at least; the elementary functions bring the operations on bits. */
    static Graph operations() {
        GraphBuilder g = new GraphBuilder();
        Node[] x = new Node[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            x[i] = g.input("x" + i);
        }
        Node less = g.or(g.lt(x[0], x[1]), g.not(g.and(g.le(x[1], x[2]), g.eq(x[2], x[3]))));
        List<Node> values = List.of(
                g.add(x[0], x[1]),
                g.sub(x[1], x[2]),
                g.mul(x[2], x[3]),
                g.div(x[3], x[0]),
                g.neg(x[0]),
                g.abs(x[1]),
                g.sqrt(x[2]),
                g.fma(x[0], x[1], x[3]),
                g.select(less, x[0], x[1]),
                g.apply(Op.SIN, x[1]),
                g.apply(Op.LOG, x[3]));
        return g.build(IntStream.range(0, values.size()).mapToObj(i -> "y" + i).toList(), values);
    }

    /** A graph as SIMD code with the memory to run it on. */
    private static final class Exercise implements AutoCloseable {
        private final int lanes;
        private final Kernel kernel;
        private final KernelCheck memory;

        Exercise(LoweredGraph graph, int chunkBytecodes, int vectorBits) {
            int inputs = graph.inputs();
            int rows = inputs + graph.outputs().size();
            ChunkedProgram program = ChunkedProgram.of(
                    "profiles",
                    graph,
                    IntStream.range(0, inputs).toArray(),
                    IntStream.range(inputs, rows).toArray(),
                    chunkBytecodes);
            Emitter emitter = new VectorEmitter(graph.precision(), vectorBits);
            lanes = emitter.lanes();
            // Under a name of its own, for which no JVM option asks to be compiled early.
            kernel = KernelLoader.load("Primer", emitter, program);
            memory = new KernelCheck(graph.precision(), rows, (long) program.slots() * Tile.ALIGNMENT_BYTES);
            memory.fillOrdinary();
        }

        void run() {
            memory.run(kernel, lanes);
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
