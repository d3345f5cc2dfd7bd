package dev.antipode.bench;

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
 * One generation of antithetic evolution strategies with a task's default policy and settings, on all processors: all
 * candidates' rollouts, the gradient and the optimizer's step. Garbage is the reporting thread's, which copies a
 * checkpoint a generation here.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class GenerationBenchmark {
    /** The task that is trained for. */
    @Param({"cart-pole-swing-up", "quadrotor"})
    public String task;

    private RunningTraining training;

    /** Made by JMH. */
    public GenerationBenchmark() {}

    /** Starts a run and waits until its kernels are SIMD code. */
    @Setup(Level.Trial)
    public void setUp() {
        training = new RunningTraining(task);
    }

    /**
     * One generation.
     *
     * @return simulator steps so far
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public long generation() throws InterruptedException {
        return training.next();
    }

    /** Ends the run. */
    @TearDown(Level.Trial)
    public void tearDown() {
        training.close();
    }
}
