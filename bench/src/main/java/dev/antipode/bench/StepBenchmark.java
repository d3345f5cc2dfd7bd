package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One simulator step of a batch of environments by the SIMD kernel, in F32. The score is the time of one environment's
 * step; JVM options are those that JMH itself was started with.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class StepBenchmark {
    private static final int SMALL = 256;
    private static final int LARGE = 4096;

    /** The plant that is stepped. */
    @Param({"cart-pole", "acrobot", "quadrotor"})
    public String plant;

    private StepBatch small;
    private StepBatch large;

    /** Made by JMH. */
    public StepBenchmark() {}

    /** Compiles the kernels and waits until they are SIMD code. */
    @Setup(Level.Trial)
    public void setUp() {
        small = new StepBatch(StepPlant.of(plant), SMALL, KernelMode.SIMD);
        small.awaitSimd();
        large = new StepBatch(StepPlant.of(plant), LARGE, KernelMode.SIMD);
        large.awaitSimd();
    }

    /** A batch that stays in the first-level cache. */
    @Benchmark
    @OperationsPerInvocation(SMALL)
    public void lanes256() {
        small.run();
    }

    /** A batch that does not. */
    @Benchmark
    @OperationsPerInvocation(LARGE)
    public void lanes4096() {
        large.run();
    }

    /** Frees the memory. */
    @TearDown(Level.Trial)
    public void tearDown() {
        small.close();
        large.close();
    }
}
