package dev.antipode.bench;

import dev.antipode.controller.train.TrainedController;
import java.io.IOException;
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
 * Reading a controller file of a task's default policy, every check of it included.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class FileBenchmark {
    /** The task that the controller is for. */
    @Param("cart-pole-swing-up")
    public String task;

    private SavedController saved;

    /** Made by JMH. */
    public FileBenchmark() {}

    /**
     * Writes the file and reads it once.
     *
     * @throws IOException if the temporary folder cannot be written
     */
    @Setup(Level.Trial)
    public void setUp() throws IOException {
        saved = new SavedController(task);
        if (!saved.sameAsWritten()) {
            throw new IllegalStateException(
                    "what was read is not what was written; no time is taken of a wrong answer");
        }
    }

    /**
     * Reads it.
     *
     * @return the controller
     * @throws IOException if it cannot be read
     */
    @Benchmark
    public TrainedController load() throws IOException {
        return saved.load();
    }

    /**
     * Deletes it.
     *
     * @throws IOException if it cannot be deleted
     */
    @TearDown(Level.Trial)
    public void tearDown() throws IOException {
        saved.close();
    }
}
