package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Range;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.testing.Evaluator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left out where a range is promised never decides a bit. */
class KnownRangesTest {
    private static final int POINTS = 20_000;

    private static Graph waves(Range range) {
        GraphBuilder g = new GraphBuilder();
        Node x = range == null ? g.input("x") : g.input("x", range);
        Node angle = g.mul(g.constant(-7), x);
        return g.build(
                List.of("sin", "cos", "tan", "log"),
                List.of(g.apply(Op.SIN, angle), g.apply(Op.COS, angle), g.apply(Op.TAN, angle), g.log(x)));
    }

    @ParameterizedTest
    @CsvSource({"F32,FUSED", "F32,UNFUSED", "F64,FUSED", "F64,UNFUSED"})
    void withinTheRangeTheBitsAreTheSameAndTheKernelIsSmaller(Precision precision, Arithmetic arithmetic) {
        Graph any = waves(null);
        Graph bounded = waves(new Range(0x1p-33, 1));
        double[][] points = points();
        Evaluator kernel = Evaluator.kernel(precision, arithmetic);
        assertThat(kernel.evaluate(bounded, points)).isDeepEqualTo(kernel.evaluate(any, points));
        assertThat(operations(bounded, precision, arithmetic)).isLessThan(operations(any, precision, arithmetic) - 10);
    }

    private static double[][] points() {
        SplittableRandom random = new SplittableRandom(1);
        double[] ends = {0x1p-33, 0x1p-24, 0.5, Math.sqrt(0.5), 1 - 0x1p-24, 1};
        double[][] points = new double[POINTS][];
        for (int i = 0; i < POINTS; i++) {
            double x = i < ends.length ? ends[i] : Math.scalb(random.nextDouble(0.5, 1), -random.nextInt(32));
            points[i] = new double[] {x};
        }
        return points;
    }

    private static int operations(Graph graph, Precision precision, Arithmetic arithmetic) {
        LoweredGraph lowered = Lowering.lower(graph, precision, arithmetic);
        int rows = graph.outputs().size() + 1;
        return KernelFacts.of(ChunkedProgram.of(
                        "counted",
                        lowered,
                        new int[1],
                        IntStream.range(1, rows).toArray(),
                        KernelOptions.LARGEST_CHUNK))
                .operations();
    }

    @ParameterizedTest
    @CsvSource({"-1e-30,1", "0,1", "1e-40,1", "1,1e39"})
    void whatTheRangeDoesNotExcludeIsKept(double min, double max) {
        GraphBuilder g = new GraphBuilder();
        Graph any = g.build(List.of("log"), List.of(g.log(g.input("x"))));
        GraphBuilder h = new GraphBuilder();
        Graph bounded = h.build(List.of("log"), List.of(h.log(h.input("x", new Range(min, max)))));
        assertThat(operations(bounded, Precision.F32, Arithmetic.FUSED))
                .isEqualTo(operations(any, Precision.F32, Arithmetic.FUSED));
    }

    @Test
    void aRangeIsPrintedAndPartOfTheFingerprint() {
        assertThat(waves(new Range(0, 1)).toString()).startsWith("inputs  x in [0.0, 1.0]\n");
        assertThat(waves(new Range(0, 1)).fingerprint())
                .isNotEqualTo(waves(null).fingerprint());
        assertThat(waves(null).range(0)).isEmpty();
        assertThatThrownBy(() -> new Range(1, 0)).hasMessageContaining("a range from 1.0 to 0.0 is none");
    }
}
