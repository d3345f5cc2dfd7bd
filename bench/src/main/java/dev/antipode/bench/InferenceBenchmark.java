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
 * A perceptron of 8 observations, two hidden layers of tanh units and 4 commands, in F32: for one sample, which is what a
 * control loop waits for, and a sample of a batch.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class InferenceBenchmark {
    private static final int SAMPLES = 256;

    /** The width of both hidden layers. */
    @Param({"32", "64"})
    public int hidden;

    private InferenceSingle single;
    private InferenceBatch batch;

    /** Made by JMH. */
    public InferenceBenchmark() {}

    /** Compiles both forms, waits until they are SIMD code, and compares them with each other and with double precision. */
    @Setup(Level.Trial)
    public void setUp() {
        PerceptronDesign design = new PerceptronDesign(hidden);
        single = new InferenceSingle(design, KernelMode.SIMD);
        batch = new InferenceBatch(design, SAMPLES, KernelMode.SIMD);
        single.awaitSimd();
        batch.awaitSimd();
        design.requireAgreement(single, batch, SAMPLES);
    }

    /** The commands for one sample. */
    @Benchmark
    public void single() {
        single.run();
    }

    /** The commands for a batch. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public void batch() {
        batch.run();
    }

    /** Frees the memory. */
    @TearDown(Level.Trial)
    public void tearDown() {
        single.close();
        batch.close();
    }
}
