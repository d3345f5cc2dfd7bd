package dev.antipode.bench;

import dev.antipode.core.jacobian.ForwardJacobian;
import dev.antipode.core.jacobian.Linearization;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.kernel.WarmUpReport;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.sim.PlantModel;
import java.util.Arrays;

/** The state Jacobians of a plant's step at the first points of a batch. */
final class JacobianBatch implements AutoCloseable {
    static final int POINTS = Linearization.POINTS;

    private final KernelCompiler compiler;
    private final Workspace workspace;
    private final ForwardJacobian jacobian;

    JacobianBatch(StepPlant stepPlant, StepBatch points, KernelMode mode) {
        PlantModel plant = stepPlant.model();
        compiler = new KernelCompiler(KernelOptions.forThisJvm(Precision.F32, BenchSetting.arithmetic(), mode));
        Linearization linearization =
                Linearization.compile(stepPlant.label(), plant.step(), StepKernel.states(plant), compiler);
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long offset = plan.add("jacobian", linearization.dimensions(), linearization.bytes());
        workspace = Workspace.allocate(plan.build(), BenchSetting.budgetBytes());
        jacobian = new ForwardJacobian(linearization, workspace.block(), offset);
        double[][] values = points.point();
        for (int point = 0; point < points(); point++) {
            for (int input = 0; input < values.length; input++) {
                jacobian.setInput(point, input, values[input][point]);
            }
        }
    }

    /** Waits until the SIMD kernels run; throws where this JVM cannot have them. */
    void awaitSimd() {
        BenchSetting.awaitSimd(compiler);
    }

    /** The whole Jacobian at every point. */
    void run() {
        jacobian.evaluate();
        for (int point = 0; point < Linearization.POINTS; point++) {
            jacobian.differentiate(point);
        }
    }

    /** That again and again. */
    void run(int times) {
        for (int i = 0; i < times; i++) {
            run();
        }
    }

    int points() {
        return Linearization.POINTS;
    }

    ForwardJacobian jacobian() {
        return jacobian;
    }

    int columns() {
        return jacobian.linearization().columns();
    }

    /** The Jacobian at one point, row by row. */
    double[][] at(int point) {
        jacobian.evaluate();
        jacobian.differentiate(point);
        double[][] matrix = new double[jacobian.linearization().outputs()][columns()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < columns(); j++) {
                matrix[i][j] = jacobian.get(i, j);
            }
        }
        return matrix;
    }

    /** Refuses to be timed where the Jacobians are not those of another batch to the bit: scalar code, for example. */
    void requireSameAnswerAs(JacobianBatch other) {
        for (int point = 0; point < points(); point++) {
            if (!Arrays.deepEquals(at(point), other.at(point))) {
                throw new IllegalStateException("two batches give different bits for the Jacobian at point " + point
                        + "; no time is taken of a wrong answer");
            }
        }
    }

    /** Of both kernels. */
    int operations() {
        return compiler.report().kernels().stream()
                .mapToInt(WarmUpReport.Entry::operations)
                .sum();
    }

    /** Of both kernels. */
    int chunks() {
        return compiler.report().kernels().stream()
                .mapToInt(WarmUpReport.Entry::chunks)
                .sum();
    }

    @Override
    public void close() {
        compiler.close();
        workspace.close();
    }
}
