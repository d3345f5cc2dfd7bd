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
 * What a control loop computes in one tick: observation, policy, clamp. Without clock, link and log.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class TickBenchmark {
    /** The width of both hidden layers. */
    @Param({"32", "64"})
    public int hidden;

    private ControlTick tick;

    /** Made by JMH. */
    public TickBenchmark() {}

    /** Compiles the policy, waits until it is SIMD code, and compares a tick with one in double precision. */
    @Setup(Level.Trial)
    public void setUp() {
        PerceptronDesign design = new PerceptronDesign(hidden);
        tick = new ControlTick(design, KernelMode.SIMD);
        tick.awaitSimd();
        tick.requireAgreement(design);
    }

    /**
     * One tick.
     *
     * @return the first command
     */
    @Benchmark
    public double tick() {
        return tick.run();
    }

    /** Frees the memory. */
    @TearDown(Level.Trial)
    public void tearDown() {
        tick.close();
    }
}
