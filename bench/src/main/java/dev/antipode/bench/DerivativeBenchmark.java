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
 * One simulator step by the SIMD kernels in F32: plain, with one tangent, with one cotangent, and with the whole state
 * Jacobian. The score is the time of one environment's step, or of one point's Jacobian; JVM options are those that JMH
 * itself was started with.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class DerivativeBenchmark {
    private static final int LANES = 256;
    private static final int POINTS = 16;

    /** The plant that is stepped. */
    @Param({"acrobot", "quadrotor"})
    public String plant;

    private DerivativeBatches batches;

    /** Made by JMH. */
    public DerivativeBenchmark() {}

    /** Compiles the kernels and waits until they are SIMD code. */
    @Setup(Level.Trial)
    public void setUp() {
        batches = new DerivativeBatches(StepPlant.of(plant), LANES, KernelMode.SIMD);
        batches.awaitSimd();
    }

    /** The next states. */
    @Benchmark
    @OperationsPerInvocation(LANES)
    public void step() {
        batches.step.run();
    }

    /** The next states and their derivatives along one tangent each. */
    @Benchmark
    @OperationsPerInvocation(LANES)
    public void jvp() {
        batches.jvp.run();
    }

    /** The next states and the products of one cotangent each with the Jacobian. */
    @Benchmark
    @OperationsPerInvocation(LANES)
    public void vjp() {
        batches.vjp.run();
    }

    /** The next states and all columns of their Jacobians. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void jacobian() {
        batches.jacobian.run();
    }

    /** Frees the memory. */
    @TearDown(Level.Trial)
    public void tearDown() {
        batches.close();
    }
}
