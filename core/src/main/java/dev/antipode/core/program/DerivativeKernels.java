package dev.antipode.core.program;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Node;
import dev.antipode.core.kernel.Kernel;
import dev.antipode.core.kernel.SharedRows;
import dev.antipode.core.memory.Tile;
import java.util.List;
import java.util.stream.IntStream;

/** The kernels and rows that derivatives of calls have in common, in both directions; each is made when it is first wanted. */
final class DerivativeKernels {
    private final TileLayout layout;
    private final Engine engine;
    private final int widestLayer;
    private final long parameterBytes;
    private Rows zeros;
    private Kernel scale;
    private Kernel add;

    /** A kernel on the program's own tile. */
    record Run(String text, Kernel kernel) implements Call {
        @Override
        public void run(Frame frame) {
            kernel.run(frame.block, frame.tileOffset, frame.rowStrideBytes, frame.lanes, frame.scratchOffset);
        }
    }

    /** A sweep that leaves the slopes at its old values in other rows. */
    record SweepWithSlope(String text, Kernel kernel, Rows rows, int elementBytes) implements Call {
        @Override
        public void run(Frame frame) {
            kernel.run(
                    frame.block,
                    frame.tileOffset + rows.first() * frame.rowStrideBytes,
                    frame.rowStrideBytes,
                    frame.elements(rows.count(), elementBytes),
                    frame.scratchOffset);
        }
    }

    DerivativeKernels(TileLayout layout, Engine engine, Program program) {
        if (layout.rowStrideBytes() == 0) {
            throw new IllegalArgumentException("a program over tiles of any row stride cannot be differentiated; "
                    + "give its TileLayout the row stride of the tiles");
        }
        this.layout = layout;
        this.engine = engine;
        this.widestLayer = widestLayer(program);
        this.parameterBytes = Math.ceilDiv(parameterBytes(program), Tile.ALIGNMENT_BYTES) * Tile.ALIGNMENT_BYTES;
    }

    /** The most inputs or outputs of a dense layer. */
    static int widestLayer(Program program) {
        int widest = 0;
        for (PrimalCall call : program.calls()) {
            int width = switch (call) {
                case PrimalCall.Dense dense ->
                    Math.max(dense.shape().inputs(), dense.shape().outputs());
                case PrimalCall.Repeat repeat -> widestLayer(repeat.body());
                default -> 0;
            };
            widest = Math.max(widest, width);
        }
        return widest;
    }

    private static long parameterBytes(Program program) {
        long bytes = 0;
        for (PrimalCall call : program.calls()) {
            long end = switch (call) {
                case PrimalCall.Dense dense ->
                    dense.biasBytes() + (long) dense.shape().parameterCount() * dense.elementBytes();
                case PrimalCall.Repeat repeat -> parameterBytes(repeat.body());
                default -> 0;
            };
            bytes = Math.max(bytes, end);
        }
        return bytes;
    }

    /** The size of a vector of the parameters that lanes share, a multiple of 64. */
    long parameterBytes() {
        return parameterBytes;
    }

    /** Rows of zeros, as many numbers as the widest layer has outputs or inputs; nothing ever writes them. */
    Rows zeros() {
        if (zeros == null) {
            zeros = layout.add("zeros", rowsFor(widestLayer));
        }
        return zeros;
    }

    /** How many rows hold so many numbers one after another. */
    int rowsFor(int numbers) {
        return (int) Math.ceilDiv((long) numbers * engine.precision().bytes(), layout.rowStrideBytes());
    }

    /** {@code t = t s}, s in the second tile: swept over neighbouring rows. */
    Kernel scale() {
        if (scale == null) {
            GraphBuilder g = new GraphBuilder();
            scale = sweep("scale", g, g.mul(g.input("t"), g.input("s")));
        }
        return scale;
    }

    /** {@code t = t + s}, s in the second tile: swept over neighbouring rows. */
    Kernel add() {
        if (add == null) {
            GraphBuilder g = new GraphBuilder();
            add = sweep("add", g, g.add(g.input("t"), g.input("s")));
        }
        return add;
    }

    private Kernel sweep(String name, GraphBuilder g, Node result) {
        return engine.compile(
                name,
                g.build(List.of("result"), List.of(result)),
                new int[] {0},
                new int[] {0},
                0,
                shared(IntStream.of(0)));
    }

    /** Rows of the program's tile that a kernel on a tile of tangents or cotangents reads. */
    SharedRows shared(IntStream rows) {
        return new SharedRows(rows.toArray(), layout.rowStrideBytes(), false);
    }

    /** The sweep, with the slope of each number left in as many rows further down. */
    SweepWithSlope sweepWithSlope(PrimalCall.Sweep call, Rows slopes) {
        GraphBuilder g = new GraphBuilder();
        Graph jvp = Jvp.of(call.graph(), 0);
        List<Node> outputs = g.inline(jvp, List.of(g.input("x"), g.constant(1)));
        Kernel kernel = engine.compile(
                call.name() + " and slope",
                g.build(List.of("y", "slope"), outputs),
                new int[] {0},
                new int[] {0, slopes.first() - call.rows().first()},
                0);
        return new SweepWithSlope(call.text() + " and its slope", kernel, call.rows(), call.elementBytes());
    }
}
