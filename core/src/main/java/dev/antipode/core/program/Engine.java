package dev.antipode.core.program;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.CompiledKernel;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.kernel.SharedRows;
import dev.antipode.core.kernel.WarmUpReport;
import dev.antipode.core.linear.DenseKernel;
import dev.antipode.core.linear.StartingDense;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.random.RandomKernel;
import dev.antipode.core.random.StartingRandom;
import java.time.Duration;

/**
 * What the programs of one run share: precision, arithmetic, and the kernels of every kind, which start on scalar code
 * and change to SIMD code of the same bits as it becomes warm.
 */
public final class Engine implements AutoCloseable {
    private final Precision precision;
    private final Arithmetic arithmetic;
    private final KernelCompiler compiler;
    private final StartingDense dense;
    private final StartingRandom random;
    private long scratchBytes = Tile.ALIGNMENT_BYTES;

    /**
     * Makes an engine with chunks of the size that suits this JVM.
     *
     * @param precision the format of every number
     * @param arithmetic fused or unfused
     * @param mode which kernels to use
     * @throws IllegalArgumentException if the mode is {@link KernelMode#SIMD} and the JVM cannot have it
     */
    public Engine(Precision precision, Arithmetic arithmetic, KernelMode mode) {
        this(KernelOptions.forThisJvm(precision, arithmetic, mode));
    }

    /**
     * Makes an engine.
     *
     * @param options precision, arithmetic, mode and chunk size
     */
    public Engine(KernelOptions options) {
        this.precision = options.precision();
        this.arithmetic = options.arithmetic();
        this.compiler = new KernelCompiler(options);
        this.dense = compiler.warm(DenseKernel.starting(precision, arithmetic));
        this.random = compiler.warm(RandomKernel.starting(precision));
    }

    CompiledKernel compile(String name, Graph graph, int[] inputRows, int[] outputRows, long rowStrideBytes) {
        return compile(name, graph, inputRows, outputRows, rowStrideBytes, SharedRows.NONE);
    }

    CompiledKernel compile(
            String name, Graph graph, int[] inputRows, int[] outputRows, long rowStrideBytes, SharedRows shared) {
        CompiledKernel kernel = compiler.compile(name, graph, inputRows, outputRows, rowStrideBytes, shared);
        scratchBytes = Math.max(scratchBytes, kernel.scratchBytes());
        return kernel;
    }

    /**
     * Dense layers.
     *
     * @return the run's kernel
     */
    public DenseKernel dense() {
        return dense;
    }

    /**
     * Uniform random lanes.
     *
     * @return the run's kernel
     */
    public RandomKernel random() {
        return random;
    }

    /**
     * The format of every number.
     *
     * @return F32 or F64
     */
    public Precision precision() {
        return precision;
    }

    /**
     * How a product is added to a sum.
     *
     * @return fused or unfused
     */
    public Arithmetic arithmetic() {
        return arithmetic;
    }

    /**
     * The scratch memory that a worker needs for the kernels compiled so far.
     *
     * @return bytes, a multiple of 64
     */
    public long scratchBytes() {
        return scratchBytes;
    }

    /**
     * Whether a run may begin before SIMD code is there.
     *
     * @return false where scalar code has to wait for the same compiler, or stays
     */
    public boolean quickStart() {
        return compiler.quickStart();
    }

    /**
     * Whether every kernel is warm or stays scalar for good.
     *
     * @return false also before {@link #startWarmUp}, where there is something to warm up
     */
    public boolean warm() {
        return compiler.warm();
    }

    /** Starts the low-priority thread that warms the SIMD kernels, checks them and puts them to use. */
    public void startWarmUp() {
        compiler.startWarmUp();
    }

    /**
     * Waits until every kernel is warm or stays scalar for good.
     *
     * @param atMost how long to wait
     * @return false if the time ran out
     */
    public boolean awaitWarmUp(Duration atMost) {
        return compiler.awaitWarmUp(atMost);
    }

    /**
     * What runs on what, and why.
     *
     * @return one entry a kernel
     */
    public WarmUpReport report() {
        return compiler.report();
    }

    /** Ends the warm-up thread. Kernels stay usable. */
    @Override
    public void close() {
        compiler.close();
    }
}
