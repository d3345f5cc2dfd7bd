package dev.antipode.bench;

import dev.antipode.core.kernel.CompiledKernel;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.random.Gaussian;
import dev.antipode.core.random.LaneCounters;
import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.RandomKernel;
import dev.antipode.core.random.StartingRandom;
import java.lang.foreign.MemorySegment;

/** Normally distributed floats as a perturbation draws them: Threefry4x32-20, then the Gaussian transform in place. */
final class NoiseBatch implements AutoCloseable {
    static final int ROWS = 4;

    static final long SEED = 0x1234_5678_9abc_def0L;

    private static final Precision PRECISION = Precision.F32;

    private final KernelCompiler compiler;
    private final StartingRandom random;
    private final CompiledKernel gaussian;
    private final Workspace workspace;
    private final MemorySegment block;
    private final Tile tile;
    private final long counters;
    private final long scratch;

    NoiseBatch(int lanes, KernelMode mode) {
        compiler = new KernelCompiler(KernelOptions.forThisJvm(PRECISION, BenchSetting.arithmetic(), mode));
        random = RandomKernel.starting(PRECISION);
        compiler.warm(random);
        int[] rows = {0, 1, 2, 3};
        gaussian = compiler.compile(
                "gaussian", Gaussian.graph(ROWS / 2), rows, rows, Tile.rowStrideBytes(lanes, PRECISION));
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long start = plan.add("tile", ROWS + " rows x " + lanes, Tile.bytes(ROWS, lanes, PRECISION));
        counters = plan.add("counters", "", LaneCounters.bytes(lanes));
        scratch = plan.add("scratch", "", Math.max(gaussian.scratchBytes(), Tile.ALIGNMENT_BYTES));
        workspace = Workspace.allocate(plan.build(), BenchSetting.budgetBytes());
        block = workspace.block();
        tile = new Tile(start, ROWS, lanes, PRECISION);
        new LaneCounters(counters, lanes).setCoordinates(block);
    }

    void awaitSimd() {
        BenchSetting.awaitSimd(compiler);
    }

    /** Four coordinates of every lane, the same ones at every call. */
    void run() {
        uniform();
        gaussian.run(block, tile.offsetBytes(), tile.rowStrideBytes(), tile.lanes(), scratch);
    }

    void uniform() {
        random.uniform(
                block,
                tile.offsetBytes(),
                tile.rowStrideBytes(),
                tile.lanes(),
                ROWS,
                counters,
                SEED,
                Purpose.PERTURBATION,
                1,
                0,
                0,
                0,
                0);
    }

    void run(int times) {
        for (int i = 0; i < times; i++) {
            run();
        }
    }

    int numbers() {
        return ROWS * tile.lanes();
    }

    int lanes() {
        return tile.lanes();
    }

    long strideFloats() {
        return tile.rowStrideBytes() / Float.BYTES;
    }

    MemorySegment rows() {
        return block.asSlice(tile.offsetBytes(), tile.bytes());
    }

    /** What the rows hold, row after row. */
    double[] values() {
        double[] values = new double[numbers()];
        for (int row = 0; row < ROWS; row++) {
            for (int lane = 0; lane < tile.lanes(); lane++) {
                values[row * tile.lanes() + lane] = PRECISION.get(block, tile.offset(row, lane));
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
