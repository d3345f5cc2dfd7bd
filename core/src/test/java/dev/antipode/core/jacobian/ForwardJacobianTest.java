package dev.antipode.core.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Node;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.kernel.RandomGraphs;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tangents in lanes beside one primal give what the JVP gives one tangent at a time. */
class ForwardJacobianTest {
    private static final int OUTPUTS = 6;
    private static final int POINTS = Linearization.POINTS;

    /** Correctly rounded operations in double precision: the interpreter's bits, NaNs and infinities included. */
    @ParameterizedTest
    @ValueSource(ints = {1, 13, 17, 40})
    void everyColumnHasTheBitsOfItsOwnJvp(int columns) {
        for (int seed = 0; seed < 10; seed++) {
            Graph graph = graph(seed, columns, 60 + 40 * seed, RandomGraphs.EXACT::contains);
            int[] wrt = shuffled(columns, seed);
            Graph jvp = Jvp.of(graph, wrt);
            try (Bench bench = new Bench(graph, wrt, Precision.F64, Arithmetic.FUSED)) {
                double[][] points = bench.setPoints(seed);
                bench.jacobian.evaluate();
                for (int point = 0; point < POINTS; point++) {
                    bench.jacobian.differentiate(point);
                    for (int j = 0; j < columns; j++) {
                        double[] unit = new double[columns];
                        unit[j] = 1;
                        double[] expected = jvp.evaluate(join(points[point], unit));
                        for (int i = 0; i < OUTPUTS; i++) {
                            assertThat(bits(bench.jacobian.value(point, i))).isEqualTo(bits(expected[i]));
                            assertThat(bits(bench.jacobian.get(i, j)))
                                    .as("graph %d, point %d, entry %d %d", seed, point, i, j)
                                    .isEqualTo(bits(expected[OUTPUTS + i]));
                        }
                    }
                }
            }
        }
    }

    /** Every operation, precision and arithmetic: one kernel of the whole JVP with all its rows in one tile. */
    @ParameterizedTest
    @CsvSource({"F32,FUSED", "F32,UNFUSED", "F64,FUSED", "F64,UNFUSED"})
    void productsHaveTheBitsOfThePlainKernels(Precision precision, Arithmetic arithmetic) {
        for (int columns : new int[] {1, 13, 17, 40}) {
            compareWithPlainKernels(graph(columns, columns, 150, op -> true), columns, precision, arithmetic);
            compareWithPlainKernels(DenseGraphs.make(columns, columns, OUTPUTS, 120), columns, precision, arithmetic);
        }
    }

    private static void compareWithPlainKernels(Graph graph, int columns, Precision precision, Arithmetic arithmetic) {
        int[] wrt = shuffled(columns, 5);
        try (Bench bench = new Bench(graph, wrt, precision, arithmetic);
                PlainKernel step = new PlainKernel(graph, precision, arithmetic);
                PlainKernel jvp = new PlainKernel(Jvp.of(graph, wrt), precision, arithmetic)) {
            SplittableRandom random = new SplittableRandom(columns);
            double[][] points = bench.setPoints(1);
            double[][] vectors = new double[columns][];
            for (int v = 0; v < columns; v++) {
                vectors[v] = random.doubles(columns, -1, 1).toArray();
                bench.setVector(v, vectors[v]);
            }
            bench.jacobian.evaluate();
            for (int point = 0; point < POINTS; point++) {
                double[] values = step.run(points[point]);
                bench.jacobian.multiply(point, columns);
                for (int v = 0; v < columns; v++) {
                    double[] expected = jvp.run(join(points[point], vectors[v]));
                    for (int i = 0; i < OUTPUTS; i++) {
                        assertThat(bits(bench.jacobian.value(point, i))).isEqualTo(bits(values[i]));
                        assertThat(bits(bench.jacobian.product(v, i)))
                                .as("point %d, vector %d, output %d", point, v, i)
                                .isEqualTo(bits(expected[OUTPUTS + i]));
                    }
                }
            }
        }
    }

    /** Central differences of the values, far from a tie of any choice: the derivative is that of the function. */
    @Test
    void jacobianIsTheSlope() {
        int columns = 13;
        Graph graph = DenseGraphs.make(2, columns, OUTPUTS, 120);
        double step = 1e-5;
        try (Bench bench = new Bench(graph, IntStream.range(0, columns).toArray(), Precision.F64, Arithmetic.FUSED)) {
            double[] point = bench.setPoints(4)[0];
            bench.jacobian.evaluate();
            bench.jacobian.differentiate(0);
            for (int j = 0; j < columns; j++) {
                double at = point[j];
                point[j] = at + step;
                double[] above = graph.evaluate(point);
                point[j] = at - step;
                double[] below = graph.evaluate(point);
                point[j] = at;
                for (int i = 0; i < OUTPUTS; i++) {
                    double slope = (above[i] - below[i]) / (2 * step);
                    assertThat(bench.jacobian.get(i, j)).isNotZero().isCloseTo(slope, within(1e-8));
                }
            }
        }
    }

    /** The rotation by an angle, and its derivatives by hand. */
    @ParameterizedTest
    @CsvSource({"F32,1e-6", "F64,1e-14"})
    void jacobianOfARotationIsKnown(Precision precision, double tolerance) {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node y = g.input("y");
        Node angle = g.input("angle");
        Node u = g.sub(g.mul(g.cos(angle), x), g.mul(g.sin(angle), y));
        Node v = g.add(g.mul(g.sin(angle), x), g.mul(g.cos(angle), y));
        Graph rotation = g.build(List.of("u", "v"), List.of(u, v));
        try (Bench bench = new Bench(rotation, new int[] {0, 1, 2}, precision, Arithmetic.FUSED)) {
            double[][] points = bench.setPoints(3);
            bench.jacobian.evaluate();
            double[] matrix = new double[6];
            for (int point = 0; point < POINTS; point++) {
                double cos = StrictMath.cos(points[point][2]);
                double sin = StrictMath.sin(points[point][2]);
                double atU = cos * points[point][0] - sin * points[point][1];
                double atV = sin * points[point][0] + cos * points[point][1];
                bench.jacobian.differentiate(point);
                bench.jacobian.copyTo(matrix);
                double[] expected = {cos, -sin, -atV, sin, cos, atU};
                for (int i = 0; i < expected.length; i++) {
                    assertThat(matrix[i]).isCloseTo(expected[i], within(tolerance));
                }
                double[] product = {1, 2, 3};
                bench.jacobian.multiply(point, product, product);
                assertThat(product[0]).isCloseTo(cos - 2 * sin - 3 * atV, within(4 * tolerance));
                assertThat(product[1]).isCloseTo(sin + 2 * cos + 3 * atU, within(4 * tolerance));
            }
        }
    }

    @Test
    void whatIsNotDifferentiatedForIsHeldConstant() {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node y = g.input("y");
        Graph graph = g.build(List.of("xy", "y", "one"), List.of(g.mul(x, y), y, g.constant(1)));
        try (Bench bench = new Bench(graph, new int[] {0}, Precision.F64, Arithmetic.FUSED)) {
            bench.jacobian.setInput(0, 0, 3);
            bench.jacobian.setInput(0, 1, 7);
            bench.jacobian.evaluate();
            bench.jacobian.differentiate(0);
            assertThat(bench.jacobian.get(0, 0)).isEqualTo(7);
            assertThat(bench.jacobian.get(1, 0)).isZero();
            assertThat(bench.jacobian.get(2, 0)).isZero();
            assertThat(bench.jacobian.value(0, 0)).isEqualTo(21);
        }
    }

    @Test
    void aPointThatIsNotFiniteDisturbsNoOther() {
        Graph graph = graph(4, 5, 80, RandomGraphs.EXACT::contains);
        int[] wrt = IntStream.range(0, 5).toArray();
        try (Bench bench = new Bench(graph, wrt, Precision.F32, Arithmetic.FUSED)) {
            bench.setPoints(9);
            bench.jacobian.evaluate();
            List<double[]> before = bench.jacobians();
            bench.jacobian.setInput(7, 2, Double.NaN);
            bench.jacobian.evaluate();
            List<double[]> after = bench.jacobians();
            for (int point = 0; point < POINTS; point++) {
                if (point != 7) {
                    assertThat(after.get(point)).containsExactly(before.get(point));
                }
            }
        }
    }

    @Test
    void wrongRequestsAreRefused() {
        Graph graph = graph(1, 2, 10, RandomGraphs.EXACT::contains);
        try (KernelCompiler compiler = compiler(Precision.F32, Arithmetic.FUSED)) {
            assertThatThrownBy(() -> Linearization.compile("nothing", graph, new int[0], compiler))
                    .hasMessageContaining("with respect to 0 inputs")
                    .hasMessageContaining("[x0, x1]");
            assertThatThrownBy(() -> Linearization.compile("beyond", graph, new int[] {2}, compiler))
                    .hasMessageContaining("input 2 is not one of the graph's 2 inputs");
            Linearization linearization = Linearization.compile("good", graph, new int[] {1}, compiler);
            assertThat(linearization.dimensions()).startsWith("16 points x ").endsWith(" rows, F32");
            MemoryPlan.Builder plan = MemoryPlan.builder();
            plan.add("too little", "", linearization.bytes());
            try (Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
                assertThatThrownBy(() -> new ForwardJacobian(linearization, workspace.block(), 64))
                        .hasMessageContaining("does not fit a block of " + linearization.bytes());
                assertThatThrownBy(() -> new ForwardJacobian(linearization, workspace.block(), 32))
                        .hasMessageContaining("offset 32 must be a multiple of 64");
            }
        }
    }

    private static Graph graph(long seed, int inputs, int size, Predicate<dev.antipode.core.graph.Op> allowed) {
        return RandomGraphs.make(seed, inputs, OUTPUTS, inputs + size, allowed);
    }

    private static int[] shuffled(int count, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        java.util.Collections.shuffle(order, new java.util.Random(seed));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static KernelCompiler compiler(Precision precision, Arithmetic arithmetic) {
        return new KernelCompiler(KernelOptions.forThisJvm(precision, arithmetic, KernelMode.SCALAR));
    }

    private static double[] join(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** All NaNs are one. */
    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }

    /** A Jacobian with memory of its own. */
    private static final class Bench implements AutoCloseable {
        private final KernelCompiler compiler;
        private final Workspace workspace;
        private final ForwardJacobian jacobian;

        Bench(Graph graph, int[] wrt, Precision precision, Arithmetic arithmetic) {
            compiler = compiler(precision, arithmetic);
            Linearization linearization = Linearization.compile("test", graph, wrt, compiler);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            plan.add("before", "so that no offset is 0", 64);
            long offset = plan.add("jacobian", linearization.dimensions(), linearization.bytes());
            workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE);
            jacobian = new ForwardJacobian(linearization, workspace.block(), offset);
        }

        /** Different numbers at every point. */
        double[][] setPoints(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            double[][] points = new double[POINTS][jacobian.linearization().inputs()];
            for (int point = 0; point < POINTS; point++) {
                for (int i = 0; i < points[point].length; i++) {
                    points[point][i] = random.nextDouble(-2, 2);
                    jacobian.setInput(point, i, points[point][i]);
                }
            }
            return points;
        }

        void setVector(int vector, double[] components) {
            for (int j = 0; j < components.length; j++) {
                jacobian.setVector(vector, j, components[j]);
            }
        }

        List<double[]> jacobians() {
            Linearization size = jacobian.linearization();
            List<double[]> all = new ArrayList<>();
            for (int point = 0; point < POINTS; point++) {
                jacobian.differentiate(point);
                double[] matrix = new double[size.outputs() * size.columns()];
                jacobian.copyTo(matrix);
                all.add(matrix);
            }
            return all;
        }

        @Override
        public void close() {
            compiler.close();
            workspace.close();
        }
    }
}
