package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Op;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;

/** A function of one argument in F32 as the kernel that a run would use, with a tile of its own. */
final class SweptKernel implements AutoCloseable {
    private final float[] results;
    private final KernelCompiler compiler;
    private final CompiledKernel kernel;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment block;
    private final long stride;

    /** @param lanes how many points at a time, a multiple of 16 */
    SweptKernel(ElementaryFunction function, Arithmetic arithmetic, int lanes) {
        GraphBuilder g = new GraphBuilder();
        Graph graph = g.build(List.of("y"), List.of(g.apply(Op.valueOf(function.name()), g.input("x"))));
        results = new float[lanes];
        compiler = new KernelCompiler(KernelOptions.forThisJvm(Precision.F32, arithmetic, KernelMode.AUTO));
        kernel = compiler.compile(function + " " + arithmetic, graph, new int[] {0}, new int[] {1});
        compiler.startWarmUp();
        assertThat(compiler.awaitWarmUp(Duration.ofMinutes(2))).isTrue();
        stride = Tile.rowStrideBytes(lanes, Precision.F32);
        block = arena.allocate(2 * stride + kernel.scratchBytes(), Tile.ALIGNMENT_BYTES);
    }

    /**
     * Computes the function.
     *
     * @param points one number a lane, not modified
     * @return one result a lane, overwritten by the next call
     */
    float[] run(float[] points) {
        MemorySegment.copy(points, 0, block, ValueLayout.JAVA_FLOAT, 0, points.length);
        kernel.run(block, 0, stride, results.length, 2 * stride);
        MemorySegment.copy(block, ValueLayout.JAVA_FLOAT, stride, results, 0, results.length);
        return results;
    }

    @Override
    public void close() {
        compiler.close();
        arena.close();
    }
}
