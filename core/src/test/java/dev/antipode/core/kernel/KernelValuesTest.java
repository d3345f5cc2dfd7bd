package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Type;
import dev.antipode.core.memory.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels against the graph's own evaluation, which shares no code with lowering and emitting. */
class KernelValuesTest {
    @Test
    void exactOperationsGiveTheGraphsBits() {
        for (int seed = 0; seed < 80; seed++) {
            Graph graph = RandomGraphs.make(seed, 4, 5, 30 + 3 * seed, RandomGraphs.EXACT::contains);
            CompiledKernel kernel = compile(graph, KernelOptions.SMALLEST_CHUNK + 40 * (seed % 10));
            try (KernelCheck check = new KernelCheck(Precision.F64, kernel.rows(), kernel.scratchBytes())) {
                for (int kind = 0; kind < KernelCheck.KINDS; kind++) {
                    check.fill(kind);
                    double[][] before = lanes(check);
                    check.run(kernel, KernelCheck.LANES);
                    double[][] after = lanes(check);
                    for (int lane = 0; lane < KernelCheck.LANES; lane++) {
                        double[] expected = graph.evaluate(Arrays.copyOf(before[lane], 4));
                        double[] actual = Arrays.copyOfRange(after[lane], 4, 9);
                        assertThat(bits(actual)).as(graph::toString).isEqualTo(bits(expected));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INPUT", "CONSTANT"})
    void everyOperationIsCloseToItsDefinition(Op op) {
        GraphBuilder g = new GraphBuilder();
        List<Node> operands = new ArrayList<>();
        for (int i = 0; i < op.arity(); i++) {
            Node input = g.input("x" + i);
            operands.add(op.operand(i) == Type.MASK ? g.lt(g.constant(1), input) : input);
        }
        Graph graph = g.build(List.of("y"), List.of(g.apply(op, operands.toArray(Node[]::new))));
        CompiledKernel kernel = compile(graph, KernelOptions.LARGEST_CHUNK);
        try (KernelCheck check = new KernelCheck(Precision.F64, kernel.rows(), kernel.scratchBytes())) {
            for (int kind = 0; kind < 2; kind++) {
                check.fill(kind);
                double[][] before = lanes(check);
                check.run(kernel, KernelCheck.LANES);
                double[][] after = lanes(check);
                for (int lane = 0; lane < KernelCheck.LANES; lane++) {
                    double expected = graph.evaluate(Arrays.copyOf(before[lane], op.arity()))[0];
                    double actual = after[lane][op.arity()];
                    double tolerance = 8 * Math.ulp(expected);
                    assertThat(actual == expected
                                    || Math.abs(actual - expected) <= tolerance
                                    || bothNaN(actual, expected))
                            .as("%s of %s: %s, not %s", op, Arrays.toString(before[lane]), actual, expected)
                            .isTrue();
                }
            }
        }
    }

    private static boolean bothNaN(double a, double b) {
        return a != a && b != b;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }

    private static double[][] lanes(KernelCheck check) {
        return IntStream.range(0, KernelCheck.LANES).mapToObj(check::lane).toArray(double[][]::new);
    }

    private static CompiledKernel compile(Graph graph, int chunkBytecodes) {
        int inputs = graph.inputNames().size();
        int outputs = graph.outputNames().size();
        KernelOptions options = new KernelOptions(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR, chunkBytecodes);
        try (KernelCompiler compiler = new KernelCompiler(options)) {
            return compiler.compile(
                    "values",
                    graph,
                    IntStream.range(0, inputs).toArray(),
                    IntStream.range(inputs, inputs + outputs).toArray());
        }
    }
}
