package dev.antipode.core.jacobian;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.CompiledKernel;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/** A graph as one scalar kernel, all its rows in one tile. */
final class PlainKernel implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final KernelCompiler compiler;
    private final Precision precision;
    private final int inputs;
    private final int outputs;
    private final CompiledKernel kernel;
    private final Tile tile;
    private final MemorySegment block;

    PlainKernel(Graph graph, Precision precision, Arithmetic arithmetic) {
        this.precision = precision;
        compiler = new KernelCompiler(KernelOptions.forThisJvm(precision, arithmetic, KernelMode.SCALAR));
        inputs = graph.inputNames().size();
        outputs = graph.outputNames().size();
        kernel = compiler.compile(
                "plain",
                graph,
                IntStream.range(0, inputs).toArray(),
                IntStream.range(inputs, inputs + outputs).toArray());
        tile = new Tile(0, inputs + outputs, Tile.LANE_MULTIPLE, precision);
        block = arena.allocate(tile.bytes() + kernel.scratchBytes() + 64, 64);
    }

    double[] run(double[] values) {
        for (int i = 0; i < inputs; i++) {
            precision.set(block, tile.offset(i, 0), values[i]);
        }
        kernel.run(block, 0, tile.rowStrideBytes(), tile.lanes(), tile.bytes());
        double[] results = new double[outputs];
        for (int i = 0; i < outputs; i++) {
            results[i] = precision.get(block, tile.offset(inputs + i, 0));
        }
        return results;
    }

    @Override
    public void close() {
        compiler.close();
        arena.close();
    }
}
