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
 * One simulator step of a batch of environments by the SIMD kernel, in F32, at several numbers of lanes: from one vector to
 * more than the first-level cache holds. The score is the time of one environment's step; JVM options are those that JMH
 * itself was started with.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class StepBenchmark {
    /** Environments' steps an invocation, whatever the lanes. */
    private static final int STEPS = 4096;

    /** The plant that is stepped. */
    @Param({"cart-pole", "acrobot", "quadrotor"})
    public String plant;

    /** Environments in the batch. */
    @Param({"16", "256", "4096"})
    public int lanes;

    private StepBatch batch;

    /** Made by JMH. */
    public StepBenchmark() {}

    /** Compiles the kernel, waits until it is SIMD code, and compares its answer with scalar code. */
    @Setup(Level.Trial)
    public void setUp() {
        batch = new StepBatch(StepPlant.of(plant), lanes, KernelMode.SIMD);
        batch.awaitSimd();
        try (StepBatch scalar = new StepBatch(StepPlant.of(plant), lanes, KernelMode.SCALAR)) {
            batch.requireSameAnswerAs(scalar);
        }
    }

    /** Steps the batch as often as makes the same number of environments' steps. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void step() {
        batch.run(STEPS / lanes);
    }

    /** Frees the memory. */
    @TearDown(Level.Trial)
    public void tearDown() {
        batch.close();
    }
}
