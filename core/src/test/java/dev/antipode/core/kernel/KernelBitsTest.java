package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.memory.Precision;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIMD and scalar code give the same bits for random graphs, on ordinary and on edge numbers. */
class KernelBitsTest {
    @ParameterizedTest
    @CsvSource({"F32,FUSED", "F32,UNFUSED", "F64,FUSED", "F64,UNFUSED"})
    void simdEqualsScalar(Precision precision, Arithmetic arithmetic) {
        for (int seed = 0; seed < 60; seed++) {
            boolean exact = seed % 2 == 0;
            Graph graph = RandomGraphs.make(
                    seed, 3 + seed % 5, 2 + seed % 7, 20 + 5 * seed, op -> !exact || RandomGraphs.EXACT.contains(op));
            assertSame(graph, precision, arithmetic, 400 + 100 * (seed % 13), seed % 3 == 0);
        }
    }

    @Test
    void largeGraphRunsInParts() {
        Graph graph = RandomGraphs.make(7, 20, 60, 65_000, RandomGraphs.EXACT::contains);
        assertThat(graph.operationCount()).isGreaterThan(20_000);
        ChunkedProgram program = assertSame(graph, Precision.F32, Arithmetic.FUSED, 1200, true);
        assertThat(program.chunks().size()).isBetween(program.operations() / 200, program.operations() / 20);
        assertThat(KernelLoader.load("Scalar", new ScalarEmitter(Precision.F32), program))
                .isInstanceOf(PartedKernel.class);
    }

    private static ChunkedProgram assertSame(
            Graph graph, Precision precision, Arithmetic arithmetic, int chunkBytecodes, boolean inPlace) {
        int inputs = graph.inputNames().size();
        int outputs = graph.outputNames().size();
        int[] inputRows = IntStream.range(0, inputs).toArray();
        int[] outputRows = IntStream.range(inPlace ? 1 : inputs, (inPlace ? 1 : inputs) + outputs)
                .toArray();
        LoweredGraph lowered = Lowering.lower(graph, precision, arithmetic);
        ChunkedProgram program = ChunkedProgram.of("random", lowered, inputRows, outputRows, chunkBytecodes);
        Kernel scalar = KernelLoader.load("Scalar", new ScalarEmitter(precision), program);
        SimdSupport support = SimdSupport.of(JvmFlags.ofThisJvm());
        assertThat(support.reason()).isEmpty();
        Kernel simd = KernelLoader.load("Simd", new VectorEmitter(precision, support.vectorBits()), program);
        try (KernelCheck check = new KernelCheck(precision, program.rows(), 64L * program.slots())) {
            assertThat(check.sameBits(scalar, simd)).as(graph::toString).isTrue();
        }
        return program;
    }
}
