package dev.antipode.bench;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Op;
import dev.antipode.core.kernel.CompiledKernel;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.linear.DenseKernel;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.linear.StartingDense;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** A perceptron for one sample: lanes are the units of a layer, whose numbers lie side by side. */
final class InferenceSingle implements AutoCloseable {
    private static final Precision PRECISION = Precision.F32;

    private final KernelCompiler compiler;
    private final StartingDense dense;
    private final CompiledKernel tanh;
    private final DenseShape[] layers;
    private final Workspace workspace;
    private final MemorySegment block;
    private final long[] activations;
    private final long parameters;
    private final long scratch;

    InferenceSingle(PerceptronDesign design, KernelMode mode) {
        compiler = new KernelCompiler(KernelOptions.forThisJvm(PRECISION, BenchSetting.arithmetic(), mode));
        dense = DenseKernel.starting(PRECISION, BenchSetting.arithmetic());
        compiler.warm(dense);
        GraphBuilder g = new GraphBuilder();
        tanh = compiler.compile(
                "tanh", g.build(List.of("y"), List.of(g.apply(Op.TANH, g.input("x")))), new int[] {0}, new int[] {0});
        layers = design.layers().toArray(DenseShape[]::new);
        double[] theta = design.parameters();
        MemoryPlan.Builder plan = MemoryPlan.builder();
        activations = new long[layers.length + 1];
        activations[0] = plan.add("observation", "", bytes(layers[0].inputs()));
        for (int i = 0; i < layers.length; i++) {
            activations[i + 1] = plan.add("layer " + i, "", bytes(layers[i].outputs()));
        }
        parameters = plan.add("parameters", "", bytes(theta.length));
        scratch = plan.add("scratch", "", Math.max(tanh.scratchBytes(), Tile.ALIGNMENT_BYTES));
        workspace = Workspace.allocate(plan.build(), BenchSetting.budgetBytes());
        block = workspace.block();
        for (int i = 0; i < theta.length; i++) {
            PRECISION.set(block, parameters + (long) i * PRECISION.bytes(), theta[i]);
        }
        set(PerceptronDesign.observations(1)[0]);
    }

    private static long bytes(int numbers) {
        return Tile.rowStrideBytes(Tile.paddedLanes(numbers), PRECISION);
    }

    void awaitSimd() {
        BenchSetting.awaitSimd(compiler);
    }

    /** Sets the observation. */
    void set(double[] observation) {
        for (int i = 0; i < observation.length; i++) {
            set(i, (float) observation[i]);
        }
    }

    void set(int index, float value) {
        block.set(ValueLayout.JAVA_FLOAT, activations[0] + (long) index * Float.BYTES, value);
    }

    /** Layer by layer. */
    void run() {
        long first = parameters;
        for (int i = 0; i < layers.length; i++) {
            int inputs = layers[i].inputs();
            int outputs = layers[i].outputs();
            long out = activations[i + 1];
            dense.forwardSingle(
                    block, activations[i], out, first, first + (long) outputs * Float.BYTES, inputs, outputs);
            int lanes = (outputs + Tile.LANE_MULTIPLE - 1) / Tile.LANE_MULTIPLE * Tile.LANE_MULTIPLE;
            tanh.run(block, out, (long) lanes * Float.BYTES, lanes, scratch);
            first += (long) layers[i].parameterCount() * Float.BYTES;
        }
    }

    void run(int times) {
        for (int i = 0; i < times; i++) {
            run();
        }
    }

    /** A command, from -1 to 1. */
    float command(int index) {
        return block.get(ValueLayout.JAVA_FLOAT, activations[layers.length] + (long) index * Float.BYTES);
    }

    @Override
    public void close() {
        compiler.close();
        workspace.close();
    }
}
