package dev.antipode.bench;

import dev.antipode.controller.train.GuardedChoice;
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
 * One update of the guarded estimator with a task's default policy: truncated backpropagation, and in every so many updates
 * the tests by which the guard trusts it or hands over to evolution strategies. Updates differ in cost; the score is their
 * mean. Garbage is the reporting thread's.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class GuardedBenchmark {
    /** The task that is trained for. */
    @Param({"pendulum"})
    public String task;

    private RunningTraining training;

    /** Made by JMH. */
    public GuardedBenchmark() {}

    /**
     * Starts a run, waits until its kernels are SIMD code, and counts the steps of an update.
     *
     * @throws InterruptedException if interrupted
     */
    @Setup(Level.Trial)
    public void setUp() throws InterruptedException {
        training = new RunningTraining(task, new GuardedChoice(32, 10, 10, false), KernelMode.SIMD);
        long first = training.next().simulatorSteps();
        long steps = training.next().simulatorSteps() - first;
        if (steps <= 0) {
            throw new IllegalStateException(
                    task + ": an update ran " + steps + " steps;" + " no time is taken of a wrong answer");
        }
    }

    /**
     * One update.
     *
     * @return simulator steps so far
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public long update() throws InterruptedException {
        return training.next().simulatorSteps();
    }

    /** Ends the run. */
    @TearDown(Level.Trial)
    public void tearDown() {
        training.close();
    }
}
