package dev.antipode.core.jacobian;

import com.sun.management.ThreadMXBean;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Run in a JVM of its own: Jacobians and products of random graphs in both precisions, with few and with many
 * coefficients. Prints a hash of all values, what was allocated, and the kernels that run scalar code.
 */
final class JacobiansMain {
    private static final int OUTPUTS = 7;
    private static final int[] COLUMNS = {1, 17, 40};
    private static final int WINDOWS = 12;
    private static final int WINDOW_ROUNDS = 1000;

    private JacobiansMain() {}

    /** @param arguments the kernel mode, and the operations of the largest graph */
    public static void main(String... arguments) {
        KernelMode mode = KernelMode.valueOf(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        List<KernelCompiler> compilers = new ArrayList<>();
        List<Linearization> linearizations = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            KernelCompiler compiler = new KernelCompiler(KernelOptions.forThisJvm(precision, Arithmetic.FUSED, mode));
            compilers.add(compiler);
            for (int columns : COLUMNS) {
                Graph graph = DenseGraphs.make(columns, columns, OUTPUTS, size);
                int[] wrt = IntStream.range(0, columns).toArray();
                linearizations.add(Linearization.compile(precision + " " + columns, graph, wrt, compiler));
            }
            compiler.startWarmUp();
            if (!compiler.awaitWarmUp(Duration.ofMinutes(4))) {
                throw new IllegalStateException("not warm: " + compiler.report());
            }
        }
        System.out.println("scalar="
                + compilers.stream()
                        .flatMap(compiler -> compiler.report().kernels().stream())
                        .filter(kernel -> !kernel.vectorized())
                        .toList());
        System.out.println("coefficients="
                + linearizations.stream().map(Linearization::coefficients).toList());
        MemoryPlan.Builder plan = MemoryPlan.builder();
        linearizations.forEach(each -> plan.add("" + each, each.dimensions(), each.bytes()));
        try (Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
            List<ForwardJacobian> jacobians = new ArrayList<>();
            linearizations.forEach(each -> jacobians.add(new ForwardJacobian(
                    each, workspace.block(), workspace.plan().offset("" + each))));
            long hash = 1;
            for (ForwardJacobian jacobian : jacobians) {
                hash = 31 * hash + hash(jacobian);
            }
            System.out.println("hash=" + Long.toHexString(hash));
            System.out.println("allocated=" + allocated(jacobians));
        }
        compilers.forEach(KernelCompiler::close);
    }

    private static long hash(ForwardJacobian jacobian) {
        Linearization size = jacobian.linearization();
        SplittableRandom random = new SplittableRandom(3);
        long hash = 1;
        for (int round = 0; round < 10; round++) {
            for (int point = 0; point < Linearization.POINTS; point++) {
                for (int i = 0; i < size.inputs(); i++) {
                    jacobian.setInput(point, i, random.nextDouble(-2, 2));
                }
            }
            for (int vector = 0; vector < size.vectors(); vector++) {
                for (int j = 0; j < size.columns(); j++) {
                    jacobian.setVector(vector, j, random.nextDouble(-1, 1));
                }
            }
            jacobian.evaluate();
            for (int point = 0; point < Linearization.POINTS; point++) {
                int vectors = 1 + random.nextInt(size.vectors());
                jacobian.differentiate(point);
                jacobian.multiply(point, vectors);
                for (int i = 0; i < OUTPUTS; i++) {
                    hash = 31 * hash + Double.doubleToLongBits(jacobian.value(point, i));
                    for (int j = 0; j < size.columns(); j++) {
                        hash = 31 * hash + Double.doubleToLongBits(jacobian.get(i, j));
                    }
                    for (int vector = 0; vector < vectors; vector++) {
                        hash = 31 * hash + Double.doubleToLongBits(jacobian.product(vector, i));
                    }
                }
            }
        }
        return hash;
    }

    /** Bytes in two windows of use in a row, once they are none; what is compiled late may cost a window or two. */
    private static long allocated(List<ForwardJacobian> jacobians) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] in = new double[40];
        double[] out = new double[OUTPUTS];
        double[] matrix = new double[40 * OUTPUTS];
        long previous = Long.MAX_VALUE;
        long allocated = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS && (previous > 0 || allocated > 0); window++) {
            previous = allocated;
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int round = 0; round < WINDOW_ROUNDS; round++) {
                for (int k = 0; k < jacobians.size(); k++) {
                    use(jacobians.get(k), round, in, out, matrix);
                }
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        return previous + allocated;
    }

    private static void use(ForwardJacobian jacobian, int round, double[] in, double[] out, double[] matrix) {
        int point = round % Linearization.POINTS;
        jacobian.setInput(point, 0, 1e-3 * round);
        jacobian.evaluate();
        in[0] = jacobian.value(point, 0);
        jacobian.differentiate(point);
        jacobian.copyTo(matrix);
        jacobian.multiply(point, in, out);
    }
}
