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
import org.openjdk.jmh.infra.BenchmarkParams;

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
    private static final int POINTS = JacobianBatch.POINTS;
    private static final int CHECKED_LANES = 32;

    /** The plant that is stepped. */
    @Param({"acrobot", "quadrotor"})
    public String plant;

    private StepBatch batch;
    private JacobianBatch whole;

    /** Made by JMH. */
    public DerivativeBenchmark() {}

    /**
     * Checks the three ways to a derivative against one another in scalar code, then compiles what this benchmark times and
     * compares its answer with that.
     *
     * @param benchmark what is to be timed
     */
    @Setup(Level.Trial)
    public void setUp(BenchmarkParams benchmark) {
        StepPlant measured = StepPlant.of(plant);
        try (DerivativeBatches scalar = new DerivativeBatches(measured, CHECKED_LANES, KernelMode.SCALAR)) {
            scalar.requireAgreement(measured);
        }
        String method =
                benchmark.getBenchmark().substring(benchmark.getBenchmark().lastIndexOf('.') + 1);
        StepKernel kernel = switch (method) {
            case "jvp" -> StepKernel.JVP;
            case "vjp" -> StepKernel.VJP;
            default -> StepKernel.STEP;
        };
        boolean jacobian = method.equals("jacobian");
        batch = new StepBatch(measured, kernel, LANES, jacobian ? KernelMode.SCALAR : KernelMode.SIMD);
        if (jacobian) {
            whole = new JacobianBatch(measured, batch, KernelMode.SIMD);
            whole.awaitSimd();
            try (JacobianBatch scalar = new JacobianBatch(measured, batch, KernelMode.SCALAR)) {
                whole.requireSameAnswerAs(scalar);
            }
            return;
        }
        batch.awaitSimd();
        try (StepBatch scalar = new StepBatch(measured, kernel, LANES, KernelMode.SCALAR)) {
            batch.requireSameAnswerAs(scalar);
        }
    }

    /** The next states. */
    @Benchmark
    @OperationsPerInvocation(LANES)
    public void step() {
        batch.run();
    }

    /** The next states and their derivatives along one tangent each. */
    @Benchmark
    @OperationsPerInvocation(LANES)
    public void jvp() {
        batch.run();
    }

    /** The next states and the products of one cotangent each with the Jacobian. */
    @Benchmark
    @OperationsPerInvocation(LANES)
    public void vjp() {
        batch.run();
    }

    /** The next states and all columns of their Jacobians. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void jacobian() {
        whole.run();
    }

    /** Frees the memory. */
    @TearDown(Level.Trial)
    public void tearDown() {
        batch.close();
        if (whole != null) {
            whole.close();
        }
    }
}
