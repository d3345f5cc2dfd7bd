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
 * <p>So one kernel of every operation is run first, interpreted: a profile starts after some 400 calls of a method, later
 * where the compiler has much to do.
 */
final class ProfilePrimer {
    /** Enough that every profile is there, too few to have the primer itself compiled, for which it takes 5000. */
    private static final int CALLS = 1000;

    /** Enough to outweigh the calls before the profile. */
    private static final int SLICES = 10_000;

    private static final int INPUTS = 4;

    /** What has been seen is seen by the whole JVM. */
    private static final Set<Precision> PRIMED = EnumSet.noneOf(Precision.class);

    private ProfilePrimer() {}

    /**
     * Runs once in a JVM for each precision; takes some 0.2 seconds of the warm-up thread, of which half would be spent on
     * loading the same classes for the first kernel.
     */
    static void prime(Precision precision, Arithmetic arithmetic, int vectorBits) {
        synchronized (PRIMED) {
            if (!PRIMED.add(precision)) {
                return;
            }
        }
        slice();
        VectorEmitter emitter = new VectorEmitter(precision, vectorBits);
        run(emitter, operations(), precision, arithmetic);
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

    private static void run(VectorEmitter emitter, Graph graph, Precision precision, Arithmetic arithmetic) {
        int inputs = graph.inputNames().size();
        int rows = inputs + graph.outputNames().size();
        ChunkedProgram program = ChunkedProgram.of(
                "profiles",
                Lowering.lower(graph, precision, arithmetic),
                IntStream.range(0, inputs).toArray(),
                IntStream.range(inputs, rows).toArray(),
                KernelOptions.LARGEST_CHUNK);
        // Under a name of its own, for which no JVM option asks to be compiled early.
        Kernel kernel = KernelLoader.load("Primer", emitter, program);
        try (KernelCheck memory = new KernelCheck(precision, rows, (long) program.slots() * Tile.ALIGNMENT_BYTES)) {
            memory.fillOrdinary();
            for (int i = 0; i < CALLS; i++) {
                memory.run(kernel, emitter.lanes());
            }
        }
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
}
