package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Engines that follow one another share what is warm, and nothing else. */
class WarmKernelsTest {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Duration SHORT = Duration.ofSeconds(10);

    private static Graph square(double summand) {
        GraphBuilder builder = new GraphBuilder();
        Node x = builder.input("x");
        return builder.build(List.of("y"), List.of(builder.add(builder.mul(x, x), builder.constant(summand))));
    }

    private static KernelCompiler compiler(KernelMode mode) {
        return new KernelCompiler(KernelOptions.forThisJvm(Precision.F64, Arithmetic.FUSED, mode));
    }

    private static CompiledKernel compile(KernelCompiler compiler, String name, double summand, int output) {
        return compiler.compile(name, square(summand), new int[] {0}, new int[] {output});
    }

    /** Of a compiler that has warmed it, where this JVM can. */
    private static CompiledKernel warm(String name) {
        try (KernelCompiler compiler = compiler(KernelMode.AUTO)) {
            CompiledKernel kernel = compile(compiler, name, 1, 1);
            compiler.startWarmUp();
            compiler.awaitWarmUp(LONG);
            return kernel;
        }
    }

    @Test
    void theSecondCompilerTakesWhatIsWarm() {
        WarmKernels.shared(() -> {
            CompiledKernel first = warm("square");
            try (KernelCompiler compiler = compiler(KernelMode.AUTO)) {
                CompiledKernel second = compile(compiler, "square", 1, 1);
                if (first.vectorized()) {
                    assertThat(second).isSameAs(first);
                    assertThat(compiler.report().allVectorized()).isTrue();
                    assertThat(compiler.report().kernels())
                            .allMatch(entry -> entry.reason().isEmpty());
                }
                compiler.startWarmUp();
                assertThat(compiler.awaitWarmUp(LONG)).isTrue();
                for (CompiledKernel other : List.of(
                        compile(compiler, "square", 2, 1),
                        compile(compiler, "square", 1, 2),
                        compile(compiler, "other", 1, 1))) {
                    assertThat(other).isNotSameAs(first);
                }
            }
            return null;
        });
    }

    @Test
    void scalarKernelsAreNotReplaced() {
        WarmKernels.shared(() -> {
            warm("square");
            try (KernelCompiler compiler = compiler(KernelMode.SCALAR)) {
                assertThat(compile(compiler, "square", 1, 1).vectorized()).isFalse();
            }
            return null;
        });
    }

    @Test
    void nothingIsSharedUnasked() {
        CompiledKernel first = warm("square");
        try (KernelCompiler compiler = compiler(KernelMode.AUTO)) {
            assertThat(compile(compiler, "square", 1, 1)).isNotSameAs(first);
        }
    }

    @Test
    void whatIsNotWarmIsMadeAnew() {
        WarmKernels.shared(() -> {
            try (KernelCompiler first = compiler(KernelMode.AUTO);
                    KernelCompiler second = compiler(KernelMode.AUTO)) {
                assertThat(compile(second, "square", 1, 1)).isNotSameAs(compile(first, "square", 1, 1));
            }
            return null;
        });
    }

    /** Each for itself: in a JVM with both compilers one of them may stay scalar. */
    @Test
    void denseAndRandomKernelsAreSharedByPrecision() {
        WarmKernels.shared(() -> {
            Engine first = new Engine(Precision.F32, Arithmetic.FUSED, KernelMode.AUTO);
            first.startWarmUp();
            first.awaitWarmUp(SHORT);
            first.close();
            try (Engine same = new Engine(Precision.F32, Arithmetic.FUSED, KernelMode.AUTO);
                    Engine unfused = new Engine(Precision.F32, Arithmetic.UNFUSED, KernelMode.AUTO);
                    Engine wider = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.AUTO)) {
                assertThat(same.dense() == first.dense()).isEqualTo(warm(first.dense()));
                assertThat(same.random() == first.random()).isEqualTo(warm(first.random()));
                assertThat(unfused.dense()).isNotSameAs(first.dense());
                assertThat(wider.dense()).isNotSameAs(first.dense());
                assertThat(wider.random()).isNotSameAs(first.random());
            }
            return null;
        });
    }

    private static boolean warm(Object kernel) {
        return ((Warmable) kernel).vectorized();
    }
}
