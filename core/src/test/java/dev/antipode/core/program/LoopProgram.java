package dev.antipode.core.program;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.random.LaneCounters;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A program with every kind of call: kernels in place, a draw, dense layers, sweeps, a loop within a loop, and a row that a
 * loop only reads and a later call overwrites. Its parameters are those of the layers.
 */
final class LoopProgram implements AutoCloseable {
    static final int STATES = 3;
    static final DenseShape FIRST = new DenseShape(STATES, 5);
    static final DenseShape SECOND = new DenseShape(5, 2);
    static final int PARAMETERS = FIRST.parameterCount() + SECOND.parameterCount();

    final Precision precision;
    final int lanes;
    final Engine engine;
    final TileLayout layout;
    final Rows state;
    final Rows gain;
    final Rows total;
    final Program program;
    ProgramJvp jvp;
    ProgramVjp vjp;
    Frame frame;
    MemorySegment block;
    /** Room for what four steps start from. */
    long tape;

    /** Further memory. */
    long extra;

    private final Arena arena = Arena.ofShared();

    LoopProgram(Precision precision, int lanes, KernelMode mode) {
        this.precision = precision;
        this.lanes = lanes;
        engine = new Engine(precision, Arithmetic.FUSED, mode);
        layout = new TileLayout(Tile.rowStrideBytes(lanes, precision));
        state = layout.add("state", STATES);
        gain = layout.add("gain", 1);
        total = layout.add("total", 1);
        Rows hidden = layout.add("hidden", FIRST.outputs());
        Rows command = layout.add("command", SECOND.outputs());
        Rows noise = layout.add("noise", 1);

        ProgramBuilder inner = builder();
        inner.kernel("drift", drift(), List.of(state, command, gain), List.of(state));
        ProgramBuilder outer = builder();
        outer.repeat("drift", inner.build(), 2);
        outer.kernel("decay", decay(), List.of(command, state), List.of(command));

        ProgramBuilder whole = builder();
        List<Rows> draws = whole.draws(DrawUse.SENSOR_NOISE, List.of(false));
        whole.kernel("copy", copy(), draws, List.of(noise));
        whole.kernel("turn", turn(), List.of(state, noise), List.of(state));
        whole.dense("first", FIRST, state, hidden, 0);
        whole.elementwise("tanh", tanh(), hidden);
        whole.dense("second", SECOND, hidden, command, FIRST.parameterCount());
        whole.repeat("loop", outer.build(), 3);
        // Overwrites what the loop has read, and what the first layer has read once more.
        whole.kernel("gain", turn(), List.of(state, gain), List.of(state.part(0, 1), gain, state.part(1, 1)));
        whole.kernel("sum", sum(), List.of(total, state, command), List.of(total));
        program = whole.build();
    }

    private ProgramBuilder builder() {
        return new ProgramBuilder(layout, engine);
    }

    private static Graph drift() {
        GraphBuilder g = new GraphBuilder();
        List<Node> x = inputs(g, "x", STATES);
        List<Node> u = inputs(g, "u", 2);
        Node k = g.input("k");
        Node h = g.constant(0.05);
        return g.build(
                List.of("x0", "x1", "x2"),
                List.of(
                        g.fma(h, g.sin(x.get(1)), x.get(0)),
                        g.fma(h, g.sub(u.get(0), g.mul(k, x.get(0))), x.get(1)),
                        g.fma(h, g.max(u.get(1), g.mul(x.get(2), x.get(0))), x.get(2))));
    }

    private static Graph decay() {
        GraphBuilder g = new GraphBuilder();
        List<Node> u = inputs(g, "u", 2);
        List<Node> x = inputs(g, "x", STATES);
        return g.build(
                List.of("u0", "u1"),
                List.of(g.mul(u.get(0), g.cos(x.get(0))), g.sub(u.get(1), g.mul(g.constant(0.3), x.get(2)))));
    }

    private static Graph turn() {
        GraphBuilder g = new GraphBuilder();
        List<Node> x = inputs(g, "x", STATES);
        Node s = g.input("s");
        return g.build(
                List.of("y0", "y1", "y2"),
                List.of(
                        g.add(x.get(1), g.mul(g.constant(0.1), s)),
                        g.mul(x.get(2), g.apply(Op.EXP, g.neg(g.mul(s, s)))),
                        g.sub(g.mul(x.get(0), s), x.get(1))));
    }

    private static Graph copy() {
        GraphBuilder g = new GraphBuilder();
        return g.build(List.of("y"), List.of(g.mul(g.constant(1), g.input("x"))));
    }

    private static Graph tanh() {
        GraphBuilder g = new GraphBuilder();
        return g.build(List.of("y"), List.of(g.apply(Op.TANH, g.input("x"))));
    }

    private static Graph sum() {
        GraphBuilder g = new GraphBuilder();
        Node sum = g.input("total");
        List<Node> terms = new ArrayList<>(inputs(g, "x", STATES));
        terms.addAll(inputs(g, "u", 2));
        for (Node term : terms) {
            sum = g.fma(term, term, sum);
        }
        return g.build(List.of("total"), List.of(sum));
    }

    private static List<Node> inputs(GraphBuilder g, String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> g.input(name + i)).toList();
    }

    /** Differentiates both ways and allocates. */
    LoopProgram differentiate(int tangents) {
        return differentiate(tangents, 0);
    }

    /** Allocates further memory, at {@link #extra}. */
    LoopProgram differentiate(int tangents, long extraBytes) {
        List<Rows> wrt = List.of(state, gain, total);
        jvp = ProgramJvp.of(program, layout, engine, wrt, true, tangents);
        vjp = ProgramVjp.of(program, layout, engine, wrt, true);
        long stride = layout.rowStrideBytes();
        long tile = layout.rowCount() * stride;
        long tangentTiles = tangents * jvp.tangentRows() * stride;
        long cotangentTile = vjp.cotangentRows() * stride;
        long vectors = (1 + tangents + lanes / 16L) * jvp.parameterTangentBytes();
        long counters = Math.ceilDiv(LaneCounters.bytes(lanes), 64L) * 64;
        long tapeBytes = 4 * vjp.carriedRows() * stride;
        block = arena.allocate(
                tile
                        + tangentTiles
                        + cotangentTile
                        + vectors
                        + counters
                        + tapeBytes
                        + engine.scratchBytes()
                        + extraBytes,
                64);
        extra = block.byteSize() - extraBytes;
        long at = tile;
        long countersOffset = at;
        at += counters;
        long scratch = at;
        at += engine.scratchBytes();
        frame = new Frame(block, 0, stride, lanes, scratch, countersOffset);
        frame.laneCounters.setEpisodes(block, 0, lanes);
        frame.tangentsOffset = at;
        at += tangentTiles;
        frame.cotangentsOffset = at;
        at += cotangentTile;
        frame.parametersOffset = at;
        at += jvp.parameterTangentBytes();
        frame.parameterTangentsOffset = at;
        at += tangents * jvp.parameterTangentBytes();
        frame.gradientOffset = at;
        tape = at + lanes / 16 * vjp.gradientBytes();
        frame.step = 3;
        frame.seed = 5;
        return this;
    }

    /** A second frame on the same tile, for tangents at another place. */
    Frame spectrumFrame() {
        Frame other =
                new Frame(block, 0, frame.rowStrideBytes, lanes, frame.scratchOffset, frame.laneCounters.offsetBytes());
        other.parametersOffset = frame.parametersOffset;
        other.seed = frame.seed;
        return other;
    }

    /** States, tangents and cotangents with the same numbers every time. */
    void fillTangents() {
        for (int row = 0; row < STATES + 2; row++) {
            for (int lane = 0; lane < lanes; lane++) {
                double value = ((row + 1) * 37 + lane * 11) % 64 / 64.0 - 0.5;
                set(row, lane, value);
                precision.set(block, frame.cotangentsOffset + offset(row, lane), 0.5 - value);
                for (int t = 0; t < jvp.tangents(); t++) {
                    precision.set(block, jvp.offset(frame, t, row, lane, precision.bytes()), value * (t + 1));
                }
            }
        }
    }

    private long offset(int row, int lane) {
        return row * frame.rowStrideBytes + (long) lane * precision.bytes();
    }

    void fill(SplittableRandom random) {
        for (Rows rows : List.of(state, gain, total)) {
            for (int i = 0; i < rows.count(); i++) {
                for (int lane = 0; lane < lanes; lane++) {
                    set(rows.row(i), lane, random.nextDouble(-1, 1));
                }
            }
        }
        for (int i = 0; i < PARAMETERS; i++) {
            precision.set(block, frame.parametersOffset + (long) i * precision.bytes(), random.nextDouble(-1, 1));
        }
        vjp.prepare(frame);
    }

    double get(int row, int lane) {
        return precision.get(block, frame.offset(row, lane, precision.bytes()));
    }

    void set(int row, int lane, double value) {
        precision.set(block, frame.offset(row, lane, precision.bytes()), value);
    }

    @Override
    public void close() {
        engine.close();
        arena.close();
    }
}
