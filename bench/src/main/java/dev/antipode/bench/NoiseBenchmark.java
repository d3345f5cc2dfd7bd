package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;
import java.util.Arrays;
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
 * Normally distributed floats as perturbations are drawn: Threefry4x32-20, then the Gaussian transform. The score is the
 * time of one number.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class NoiseBenchmark {
    private static final int NUMBERS = 4096;

    /** Lanes of the four rows that a call fills. */
    @Param({"16", "256", "1024"})
    public int lanes;

    private NoiseBatch batch;

    /** Made by JMH. */
    public NoiseBenchmark() {}

    /** Compiles the kernels, waits until they are SIMD code, and compares the bits with scalar code. */
    @Setup(Level.Trial)
    public void setUp() {
        batch = new NoiseBatch(lanes, KernelMode.SIMD);
        batch.awaitSimd();
        try (NoiseBatch scalar = new NoiseBatch(lanes, KernelMode.SCALAR)) {
            batch.run();
            scalar.run();
            if (!Arrays.equals(batch.values(), scalar.values())) {
                throw new IllegalStateException(
                        "SIMD and scalar noise have different bits; no time is taken of a wrong answer");
            }
        }
    }

    /** Four coordinates of every lane, as often as makes the same number of draws. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public void gaussian() {
        batch.run(NUMBERS / batch.numbers());
    }

    /** Frees the memory. */
    @TearDown(Level.Trial)
    public void tearDown() {
        batch.close();
    }
}
