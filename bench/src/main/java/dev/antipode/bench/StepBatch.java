package dev.antipode.bench;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.kernel.CompiledKernel;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A batch of environments of one plant and the SIMD kernel that steps them once, with derivatives or without. Rows:
 * states, inputs, parameters, {@code dt} and what is to be multiplied, then the next states and the products, so that
 * every call does the same work.
 */
final class StepBatch implements AutoCloseable {
    private static final Precision PRECISION = Precision.F32;

    /** Start states keep to this part of their range around the default, where no plant is stiff. */
    private static final double STATE_SPREAD = 0.1;

    private static final double PARAMETER_SPREAD = 0.1;

    private final PlantModel plant;
    private final int stepInputs;
    private final int firstNext;
    private final KernelCompiler compiler;
    private final CompiledKernel kernel;
    private final Workspace workspace;
    private final Tile tile;
    private final long scratch;

    /** Plain steps. */
    StepBatch(StepPlant stepPlant, int lanes, KernelMode mode) {
        this(stepPlant, StepKernel.STEP, lanes, mode);
    }

    StepBatch(StepPlant stepPlant, StepKernel what, int lanes, KernelMode mode) {
        this(stepPlant.model(), what, lanes, mode);
    }

    /** Compiles, allocates and fills; {@link #awaitSimd} is still to be called where speed matters. */
    StepBatch(PlantModel plant, StepKernel what, int lanes, KernelMode mode) {
        this.plant = plant;
        Graph graph = what.graph(plant);
        this.stepInputs = plant.states().size()
                + plant.inputs().size()
                + plant.parameters().size()
                + 1;
        this.firstNext = graph.inputNames().size();
        int rows = firstNext + graph.outputNames().size();
        this.compiler = new KernelCompiler(KernelOptions.forThisJvm(PRECISION, BenchSetting.arithmetic(), mode));
        this.kernel = compiler.compile(
                plant.name() + " " + what.label(),
                graph,
                IntStream.range(0, firstNext).toArray(),
                IntStream.range(firstNext, rows).toArray(),
                Tile.rowStrideBytes(lanes, PRECISION));
        MemoryPlan.Builder plan = MemoryPlan.builder();
        plan.add("tile", rows + " rows x " + lanes + " lanes", Tile.bytes(rows, lanes, PRECISION));
        plan.add("scratch", "of the kernel", Math.max(kernel.scratchBytes(), Tile.ALIGNMENT_BYTES));
        this.workspace = Workspace.allocate(plan.build(), BenchSetting.budgetBytes());
        this.tile = new Tile(workspace.plan().offset("tile"), rows, lanes, PRECISION);
        this.scratch = workspace.plan().offset("scratch");
        fill();
    }

    private void fill() {
        SplittableRandom random = new SplittableRandom(1);
        int row = 0;
        for (Signal state : plant.states()) {
            fill(row++, random, state.defaultValue(), STATE_SPREAD * state.halfWidth());
        }
        for (Signal input : plant.inputs()) {
            fill(row++, random, input.middle(), input.halfWidth());
        }
        for (Signal parameter : plant.parameters()) {
            fill(row++, random, parameter.defaultValue(), PARAMETER_SPREAD * parameter.defaultValue());
        }
        fill(row++, random, plant.period(), 0);
        while (row < firstNext) {
            fill(row++, random, 0, 1);
        }
        // One step brings constrained states, such as a unit quaternion, to where they belong.
        run();
        for (int state = 0; state < plant.states().size(); state++) {
            MemorySegment.copy(
                    workspace.block(),
                    tile.rowOffset(firstNext + state),
                    workspace.block(),
                    tile.rowOffset(state),
                    (long) lanes() * PRECISION.bytes());
        }
    }

    private void fill(int row, SplittableRandom random, double middle, double spread) {
        for (int lane = 0; lane < lanes(); lane++) {
            double value = spread == 0 ? middle : middle + spread * random.nextDouble(-1, 1);
            PRECISION.set(workspace.block(), tile.offset(row, lane), value);
        }
    }

    /** Waits until the SIMD kernel runs; throws where this JVM cannot have it. */
    void awaitSimd() {
        BenchSetting.awaitSimd(compiler);
    }

    /** One step of every environment. */
    void run() {
        kernel.run(workspace.block(), tile.offsetBytes(), tile.rowStrideBytes(), tile.lanes(), scratch);
    }

    /** That again and again. */
    void run(int times) {
        for (int i = 0; i < times; i++) {
            run();
        }
    }

    int lanes() {
        return tile.lanes();
    }

    List<Signal> states() {
        return plant.states();
    }

    int operations() {
        return kernel.operations();
    }

    int chunks() {
        return compiler.report().kernels().getFirst().chunks();
    }

    long strideFloats() {
        return tile.rowStrideBytes() / PRECISION.bytes();
    }

    /** Where the rows that are read start. */
    MemorySegment read() {
        return workspace.block().asSlice(tile.offsetBytes());
    }

    /** Where the rows that are written start. */
    MemorySegment written() {
        return workspace.block().asSlice(tile.rowOffset(firstNext));
    }

    /** What a step needs, one array a number: states, inputs, parameters and {@code dt}. */
    double[][] point() {
        return rows(0, stepInputs);
    }

    /** The tangent or cotangent, one array a number. */
    double[][] factor() {
        return rows(stepInputs, firstNext);
    }

    /** The next state, one array a number. */
    double[][] next() {
        return rows(firstNext, firstNext + plant.states().size());
    }

    /** The tangent of the next state or the cotangent of the state, one array a number. */
    double[][] product() {
        return rows(firstNext + plant.states().size(), tile.rows());
    }

    /** Refuses to be timed where the results are not those of another batch to the bit: scalar code, for example. */
    void requireSameAnswerAs(StepBatch other) {
        run();
        other.run();
        if (!Arrays.deepEquals(results(), other.results())) {
            throw new IllegalStateException("kernel " + kernel.name() + " and kernel " + other.kernel.name()
                    + " give different bits for the same batch; no time is taken of a wrong answer");
        }
    }

    private double[][] results() {
        return rows(firstNext, tile.rows());
    }

    private double[][] rows(int from, int to) {
        double[][] values = new double[to - from][lanes()];
        for (int row = from; row < to; row++) {
            for (int lane = 0; lane < lanes(); lane++) {
                values[row - from][lane] = PRECISION.get(workspace.block(), tile.offset(row, lane));
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
