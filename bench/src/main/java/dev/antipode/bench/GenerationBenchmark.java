package dev.antipode.bench;

import dev.antipode.controller.train.EsChoice;
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
 * One generation of antithetic evolution strategies with a task's default policy and settings, on all processors: all
 * candidates' rollouts, the gradient and the optimizer's step. Garbage is the reporting thread's.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class GenerationBenchmark {
    /** The task that is trained for. */
    @Param({"cart-pole-swing-up", "quadrotor"})
    public String task;

    private RunningTraining training;

    /** Made by JMH. */
    public GenerationBenchmark() {}

    /**
     * Starts a run, waits until its kernels are SIMD code, and counts the steps of a generation.
     *
     * @throws InterruptedException if interrupted
     */
    @Setup(Level.Trial)
    public void setUp() throws InterruptedException {
        training = new RunningTraining(task, new EsChoice(), KernelMode.SIMD);
        long first = training.next().simulatorSteps();
        long steps = training.next().simulatorSteps() - first;
        if (steps <= 0 || steps > training.mostSteps()) {
            throw new IllegalStateException(task + ": a generation ran " + steps + " steps, not 1 to "
                    + training.mostSteps() + "; no time is taken of a wrong answer");
        }
    }

    /**
     * One generation.
     *
     * @return simulator steps so far
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public long generation() throws InterruptedException {
        return training.next().simulatorSteps();
    }

    /** Ends the run. */
    @TearDown(Level.Trial)
    public void tearDown() {
        training.close();
    }
}
