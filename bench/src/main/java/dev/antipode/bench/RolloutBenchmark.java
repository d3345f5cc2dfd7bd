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
 * Closed-loop rollouts of a task with a perceptron of 32-32 tanh units, in F32: draws, observation, policy, plant, cost. The
 * score is the time of one environment's control step, the starts and ends of episodes included in proportion.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class RolloutBenchmark {
    /** Environments' control steps an invocation, whatever the lanes. */
    private static final int STEPS = 4096;

    /** The task that is run. */
    @Param({"cart-pole-swing-up", "quadrotor"})
    public String task;

    /** Episodes in a tile. */
    @Param({"16", "64", "256"})
    public int lanes;

    private RolloutBatch batch;

    /** Made by JMH. */
    public RolloutBenchmark() {}

    /** Compiles the loop, waits until it is SIMD code, and compares whole episodes with scalar code. */
    @Setup(Level.Trial)
    public void setUp() {
        batch = new RolloutBatch(task, lanes, KernelMode.SIMD);
        batch.awaitSimd();
        try (RolloutBatch scalar = new RolloutBatch(task, lanes, KernelMode.SCALAR)) {
            if (!Arrays.equals(batch.episodeCosts(), scalar.episodeCosts())) {
                throw new IllegalStateException(
                        task + ": SIMD and scalar rollouts cost differently; no time is taken of a wrong answer");
            }
        }
    }

    /** Control steps of all episodes. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void step() {
        batch.steps(STEPS / lanes);
    }

    /** Frees the memory. */
    @TearDown(Level.Trial)
    public void tearDown() {
        batch.close();
    }
}
