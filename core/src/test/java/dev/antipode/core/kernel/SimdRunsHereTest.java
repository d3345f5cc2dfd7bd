package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.memory.Precision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Guards every other test of SIMD code: where the CPU has vector instructions, such a test must not have run on scalar
 * code unnoticed. The operating system, not the JVM, is asked what the CPU has.
 */
class SimdRunsHereTest {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final Set<String> VECTOR_INSTRUCTIONS = Set.of("sse4_1", "avx", "avx2", "asimd");

    /** A test run that means to cover one vector width says so, and must not silently cover another. */
    @Test
    void theVectorsHaveTheWidthThatThisRunIsMeantToCover() {
        int bits = SimdSupport.of(JvmFlags.ofThisJvm()).vectorBits();
        assertThat(bits).isEqualTo(Integer.getInteger("antipode.expectVectorBits", bits));
    }

    @Test
    void aKernelIsVectorizedWhereTheCpuHasVectorInstructions() throws Exception {
        boolean expected = Files.isReadable(CPU)
                && Pattern.compile("\\s+").splitAsStream(Files.readString(CPU)).anyMatch(VECTOR_INSTRUCTIONS::contains);
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        var graph = g.build(List.of("y"), List.of(g.mul(x, g.add(x, g.constant(0.25)))));
        try (KernelCompiler compiler =
                new KernelCompiler(KernelOptions.forThisJvm(Precision.F32, Arithmetic.FUSED, KernelMode.AUTO))) {
            CompiledKernel kernel = compiler.compile("guard", graph, new int[] {0}, new int[] {1});
            compiler.startWarmUp();
            assertThat(compiler.awaitWarmUp(Duration.ofMinutes(2))).isTrue();
            WarmUpReport.Entry report = compiler.report().kernels().getFirst();
            // Where nothing can be told of the CPU, either answer is right, but a scalar kernel gives its reason.
            assertThat(kernel.vectorized() || (!expected && !report.reason().isEmpty()))
                    .as(report.reason())
                    .isTrue();
        }
    }
}
