package dev.antipode.bench;

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
import java.util.SplittableRandom;

/** One square dense layer for all lanes of a tile. Rows: the inputs, then the outputs. */
final class DenseBatch implements AutoCloseable {
    private static final Precision PRECISION = Precision.F32;

    private final KernelCompiler compiler;
    private final StartingDense dense;
    private final DenseShape shape;
    private final Workspace workspace;
    private final MemorySegment block;
    private final Tile tile;
    private final long parameters;

    DenseBatch(int width, int lanes, KernelMode mode) {
        compiler = new KernelCompiler(KernelOptions.forThisJvm(PRECISION, BenchSetting.arithmetic(), mode));
        dense = DenseKernel.starting(PRECISION, BenchSetting.arithmetic());
        compiler.warm(dense);
        shape = new DenseShape(width, width);
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long start = plan.add("tile", 2 * width + " rows", Tile.bytes(2 * width, lanes, PRECISION));
        parameters = plan.add("parameters", "", shape.parameterCount() * (long) PRECISION.bytes());
        workspace = Workspace.allocate(plan.build(), BenchSetting.budgetBytes());
        block = workspace.block();
        tile = new Tile(start, 2 * width, lanes, PRECISION);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < shape.parameterCount(); i++) {
            PRECISION.set(block, parameters + (long) i * PRECISION.bytes(), random.nextDouble(-1, 1) / width);
        }
        for (int row = 0; row < width; row++) {
            for (int lane = 0; lane < lanes; lane++) {
                PRECISION.set(block, tile.offset(row, lane), random.nextDouble(-1, 1));
            }
        }
    }

    void awaitSimd() {
        BenchSetting.awaitSimd(compiler);
    }

    void run() {
        dense.forward(
                block,
                tile.offsetBytes(),
                tile.rowOffset(shape.inputs()),
                tile.rowStrideBytes(),
                tile.lanes(),
                parameters,
                parameters + (long) shape.outputs() * PRECISION.bytes(),
                shape.inputs(),
                shape.outputs());
    }

    void run(int times) {
        for (int i = 0; i < times; i++) {
            run();
        }
    }

    MemorySegment rows() {
        return block.asSlice(tile.offsetBytes(), tile.bytes());
    }

    MemorySegment parameters() {
        return block.asSlice(parameters);
    }

    long strideFloats() {
        return tile.rowStrideBytes() / Float.BYTES;
    }

    /** An input of a sample. */
    double input(int index, int lane) {
        return PRECISION.get(block, tile.offset(index, lane));
    }

    double parameter(int index) {
        return PRECISION.get(block, parameters + (long) index * PRECISION.bytes());
    }

    DenseShape shape() {
        return shape;
    }

    void clearOutputs() {
        block.asSlice(tile.rowOffset(shape.inputs()), shape.outputs() * tile.rowStrideBytes())
                .fill((byte) 0);
    }

    /** Row after row. */
    double[] outputs() {
        double[] values = new double[shape.outputs() * tile.lanes()];
        for (int row = 0; row < shape.outputs(); row++) {
            for (int lane = 0; lane < tile.lanes(); lane++) {
                values[row * tile.lanes() + lane] = PRECISION.get(block, tile.offset(shape.inputs() + row, lane));
            }
        }
        return values;
    }

    @Override
    public void close() {
        compiler.close();
        workspace.close();
    }
}
