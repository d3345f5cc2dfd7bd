package dev.antipode.core.testing;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.CompiledKernel;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A way to compute a graph's outputs for many points. */
public interface Evaluator {
    /** One row of outputs for each row of inputs. */
    double[][] evaluate(Graph graph, double[][] inputs);

    /** The graph's own evaluation, in F64. */
    Evaluator HOST =
            (graph, inputs) -> Arrays.stream(inputs).map(graph::evaluate).toArray(double[][]::new);

    /** A compiled scalar kernel; a lane a point. */
    static Evaluator kernel(Precision precision) {
        return kernel(precision, Arithmetic.FUSED);
    }

    /** The same, fused or not. */
    static Evaluator kernel(Precision precision, Arithmetic arithmetic) {
        return (graph, inputs) -> kernel(precision, arithmetic, graph, inputs);
    }

    private static double[][] kernel(Precision precision, Arithmetic arithmetic, Graph graph, double[][] inputs) {
        int read = graph.inputNames().size();
        int written = graph.outputNames().size();
        KernelOptions options = KernelOptions.forThisJvm(precision, arithmetic, KernelMode.SCALAR);
        try (KernelCompiler compiler = new KernelCompiler(options)) {
            CompiledKernel kernel = compiler.compile(
                    "evaluated",
                    graph,
                    IntStream.range(0, read).toArray(),
                    IntStream.range(read, read + written).toArray());
            int lanes = Tile.paddedLanes(Math.max(1, inputs.length));
            MemoryPlan.Builder plan = MemoryPlan.builder();
            long tileOffset = plan.add("tile", "", Tile.bytes(read + written, lanes, precision));
            long scratch = plan.add("scratch", "", kernel.scratchBytes());
            try (Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
                Tile tile = new Tile(tileOffset, read + written, lanes, precision);
                for (int lane = 0; lane < inputs.length; lane++) {
                    for (int i = 0; i < read; i++) {
                        precision.set(workspace.block(), tile.offset(i, lane), inputs[lane][i]);
                    }
                }
                kernel.run(workspace.block(), tile.offsetBytes(), tile.rowStrideBytes(), lanes, scratch);
                double[][] outputs = new double[inputs.length][written];
                for (int lane = 0; lane < inputs.length; lane++) {
                    for (int i = 0; i < written; i++) {
                        outputs[lane][i] = precision.get(workspace.block(), tile.offset(read + i, lane));
                    }
                }
                return outputs;
            }
        }
    }
}
