package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The spectral radius of a plant's state Jacobian from Jacobian-vector products alone. The score is the time of one whole
 * iteration, from random vector to radius.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class SpectralBenchmark {
    /** The plant whose step is linearised. */
    @Param({"acrobot", "quadrotor"})
    public String plant;

    private SpectralProbe probe;

    /** Made by JMH. */
    public SpectralBenchmark() {}

    /** Compiles the products, waits until they are SIMD code, and compares the radius with a dense solver's. */
    @Setup(Level.Trial)
    public void setUp() {
        probe = new SpectralProbe(StepPlant.of(plant), KernelMode.SIMD);
        probe.awaitSimd();
        probe.requireAgreement(plant);
    }

    /**
     * One computation.
     *
     * @return the radius
     */
    @Benchmark
    public double radius() {
        return probe.run();
    }

    /** Frees the memory. */
    @TearDown(Level.Trial)
    public void tearDown() {
        probe.close();
    }
}
