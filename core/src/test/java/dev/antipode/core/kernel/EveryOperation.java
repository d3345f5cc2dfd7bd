package dev.antipode.core.kernel;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Type;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.testing.BitHash;
import dev.antipode.core.testing.OperationPoints;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One kernel with a row of results for each operation, every operation with operands of its own, and points for all of them. */
final class EveryOperation implements AutoCloseable {
    static final List<Op> OPS =
            Stream.of(Op.values()).filter(op -> op.arity() > 0).toList();

    private static final int LANES = KernelCheck.LANES;

    /** Whatever compiles it can compile chunks of this size. */
    private static final int CHUNK_BYTECODES = 1200;

    private static final int PAIRS = HardNumbers.COUNT * HardNumbers.COUNT;
    private static final int PATTERNS = 512;
    private static final int POINTS = PAIRS + PATTERNS + 512;

    private final Precision precision;
    private final int firstResult;
    private final ChunkedProgram program;
    private final double[][] points;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment block;
    private final long stride;

    EveryOperation(Precision precision, Arithmetic arithmetic) {
        this.precision = precision;
        firstResult = OPS.stream().mapToInt(Op::arity).sum();
        int rows = firstResult + OPS.size();
        program = ChunkedProgram.of(
                "every operation",
                Lowering.lower(graph(), precision, arithmetic),
                IntStream.range(0, firstResult).toArray(),
                IntStream.range(firstResult, rows).toArray(),
                CHUNK_BYTECODES);
        stride = Tile.rowStrideBytes(LANES, precision);
        block = arena.allocate(rows * stride + (long) program.slots() * Tile.ALIGNMENT_BYTES, Tile.ALIGNMENT_BYTES);
        points = points(precision, arithmetic);
    }

    Kernel scalar() {
        return KernelLoader.load("Scalar", new ScalarEmitter(precision), program);
    }

    Kernel simd(int vectorBits) {
        return KernelLoader.load("Simd", new VectorEmitter(precision, vectorBits), program);
    }

    /** Whether vectors of so many bits can have all operations on this processor. */
    boolean possible(SimdSupport support) {
        return support.possible()
                && support.reasonAgainst(precision, KernelFacts.of(program)).isEmpty();
    }

    private static Graph graph() {
        GraphBuilder g = new GraphBuilder();
        List<String> names = new ArrayList<>();
        List<Node> results = new ArrayList<>();
        for (Op op : OPS) {
            Node[] operands = new Node[op.arity()];
            for (int i = 0; i < operands.length; i++) {
                Node input = g.input(op + "." + i);
                operands[i] = op.operand(i) == Type.MASK ? g.lt(g.constant(0), input) : input;
            }
            names.add(op.name());
            results.add(g.apply(op, operands));
        }
        return g.build(names, results);
    }

    /** A row an operand: all pairs of hard numbers, random bit patterns, then points of the operation's domain. */
    private static double[][] points(Precision precision, Arithmetic arithmetic) {
        SplittableRandom random = new SplittableRandom(3);
        List<double[]> rows = new ArrayList<>();
        for (Op op : OPS) {
            double[][] wide = OperationPoints.wide(op, POINTS);
            HardPoints hard = new HardPoints(op.ordinal());
            for (int operand = 0; operand < op.arity(); operand++) {
                double[] row = new double[POINTS];
                for (int i = 0; i < POINTS; i++) {
                    if (i < PAIRS) {
                        row[i] = HardNumbers.get(operand == 0 ? i : operand == 1 ? i / HardNumbers.COUNT : 7 * i + 3);
                    } else if (i < PAIRS + PATTERNS) {
                        row[i] = precision == Precision.F32
                                ? Float.intBitsToFloat(random.nextInt())
                                : Double.longBitsToDouble(random.nextLong());
                    } else {
                        row[i] = elementary(op)
                                ? hard.point(ElementaryFunction.valueOf(op.name()), range(op, precision, arithmetic))
                                : wide[i][operand];
                    }
                }
                rows.add(row);
            }
        }
        return rows.toArray(double[][]::new);
    }

    private static boolean elementary(Op op) {
        return Stream.of(ElementaryFunction.values())
                .anyMatch(function -> function.name().equals(op.name()));
    }

    private static double range(Op op, Precision precision, Arithmetic arithmetic) {
        return ElementaryFunction.valueOf(op.name()).range(new LoweredBuilder(precision, arithmetic));
    }

    /** Runs a form of the kernel on the last points again. */
    void exercise(Kernel form, int calls) {
        for (int i = 0; i < calls; i++) {
            form.run(block, 0, stride, LANES, (firstResult + OPS.size()) * stride);
        }
    }

    /** Computes all points with a form of the kernel. */
    Map<Op, String> hashes(Kernel form) {
        Map<Op, BitHash> hashes = new EnumMap<>(Op.class);
        OPS.forEach(op -> hashes.put(op, new BitHash()));
        for (int first = 0; first < POINTS; first += LANES) {
            for (int row = 0; row < points.length; row++) {
                for (int lane = 0; lane < LANES; lane++) {
                    precision.set(block, offset(row, lane), points[row][first + lane]);
                }
            }
            form.run(block, 0, stride, LANES, (firstResult + OPS.size()) * stride);
            for (int i = 0; i < OPS.size(); i++) {
                BitHash hash = hashes.get(OPS.get(i));
                for (int lane = 0; lane < LANES; lane++) {
                    hash.add(precision.get(block, offset(firstResult + i, lane)));
                }
            }
        }
        Map<Op, String> texts = new EnumMap<>(Op.class);
        hashes.forEach((op, hash) -> texts.put(op, hash.toString()));
        return texts;
    }

    private long offset(int row, int lane) {
        return row * stride + (long) lane * precision.bytes();
    }

    @Override
    public void close() {
        arena.close();
    }
}
