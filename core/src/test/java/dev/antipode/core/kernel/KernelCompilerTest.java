package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelCompilerTest {
    private static final int LANES = 32;

    /** A mass on a spring, stepped in place: the rows read are the rows written. */
    private static Graph spring() {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node v = g.input("v");
        Node dt = g.constant(0.01);
        Node speed = g.sub(v, g.mul(dt, x));
        return g.build(List.of("x", "v"), List.of(g.add(x, g.mul(dt, speed)), speed));
    }

    @Test
    void stepsInPlaceScalarAndSimdAlike() {
        try (KernelCompiler compiler =
                new KernelCompiler(KernelOptions.forThisJvm(Precision.F64, Arithmetic.FUSED, KernelMode.AUTO))) {
            CompiledKernel kernel = compiler.compile("spring", spring(), new int[] {0, 1}, new int[] {0, 1});
            MemoryPlan.Builder plan = MemoryPlan.builder();
            plan.add("tile", "2 rows", Tile.bytes(2, LANES, Precision.F64));
            plan.add("scratch", "", kernel.scratchBytes() + 64);
            try (Workspace workspace = Workspace.allocate(plan.build(), 1 << 20)) {
                Tile tile = new Tile(workspace.plan().offset("tile"), 2, LANES, Precision.F64);
                long scratch = workspace.plan().offset("scratch");
                double x = 1;
                double v = 0.5;
                for (int lane = 0; lane < LANES; lane++) {
                    Precision.F64.set(workspace.block(), tile.offset(0, lane), lane == 3 ? Double.NaN : x);
                    Precision.F64.set(workspace.block(), tile.offset(1, lane), v);
                }
                for (int step = 0; step < 200; step++) {
                    if (step == 100) {
                        compiler.startWarmUp();
                        assertThat(compiler.awaitWarmUp(Duration.ofMinutes(2))).isTrue();
                        assertThat(compiler.report().kernels().getFirst().reason())
                                .isEmpty();
                        assertThat(kernel.vectorized()).isTrue();
                    }
                    kernel.run(workspace.block(), tile.offsetBytes(), tile.rowStrideBytes(), LANES, scratch);
                    v -= 0.01 * x;
                    x += 0.01 * v;
                }
                for (int lane = 0; lane < LANES; lane++) {
                    double value = Precision.F64.get(workspace.block(), tile.offset(0, lane));
                    if (lane == 3) {
                        assertThat(value).isNaN();
                    } else {
                        assertThat(value).isEqualTo(x);
                    }
                }
            }
        }
    }

    @Test
    void aKernelForOneRowStrideComputesTheSameAtAnyOther() {
        try (KernelCompiler compiler =
                new KernelCompiler(KernelOptions.forThisJvm(Precision.F64, Arithmetic.FUSED, KernelMode.AUTO))) {
            int[] rows = {0, 1};
            long own = Tile.rowStrideBytes(48, Precision.F64);
            CompiledKernel bound = compiler.compile("bound", spring(), rows, rows, own);
            CompiledKernel free = compiler.compile("free", spring(), rows, rows);
            compiler.startWarmUp();
            assertThat(compiler.awaitWarmUp(Duration.ofMinutes(2))).isTrue();
            assertThat(bound.vectorized()).isEqualTo(free.vectorized());
            for (long stride : new long[] {own, own + 64, Tile.rowStrideBytes(16, Precision.F64)}) {
                try (KernelCheck check =
                        new KernelCheck(Precision.F64, 2, bound.scratchBytes(), stride, SharedRows.NONE)) {
                    assertThat(check.sameBits(bound, free))
                            .as("stride %d", stride)
                            .isTrue();
                }
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> compiler.compile("odd", spring(), rows, rows, 100))
                    .withMessageContaining("100");
        }
    }

    @Test
    void swapsRowsAndCopiesInputs() {
        GraphBuilder g = new GraphBuilder();
        Node a = g.input("a");
        Node b = g.input("b");
        Node c = g.input("c");
        Graph graph = g.build(List.of("a", "b", "c", "d"), List.of(b, a, g.add(a, g.mul(b, c)), c));
        try (KernelCompiler compiler = new KernelCompiler(
                new KernelOptions(Precision.F32, Arithmetic.FUSED, KernelMode.SCALAR, KernelOptions.SMALLEST_CHUNK))) {
            CompiledKernel kernel = compiler.compile("swap", graph, new int[] {0, 1, 2}, new int[] {0, 1, 2, 3});
            try (KernelCheck check = new KernelCheck(Precision.F32, 4, kernel.scratchBytes())) {
                check.fillOrdinary();
                double[] before = check.lane(5);
                check.run(kernel, KernelCheck.LANES);
                double[] after = check.lane(5);
                assertThat(after[0]).isEqualTo(before[1]);
                assertThat(after[1]).isEqualTo(before[0]);
                assertThat(after[2]).isCloseTo(before[0] + before[1] * before[2], within(1e-6));
                assertThat(after[3]).isEqualTo(before[2]);
            }
        }
    }

    @Test
    void refusesRowsThatDoNotFit() {
        try (KernelCompiler compiler =
                new KernelCompiler(KernelOptions.forThisJvm(Precision.F32, Arithmetic.FUSED, KernelMode.SCALAR))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> compiler.compile("k", spring(), new int[] {0}, new int[] {0, 1}))
                    .withMessageContaining("2 inputs");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> compiler.compile("k", spring(), new int[] {0, 1}, new int[] {1, 1}))
                    .withMessageContaining("row 1 twice");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> compiler.compile("k", spring(), new int[] {0, -1}, new int[] {0, 1}))
                    .withMessageContaining("-1");
        }
    }
}
