package dev.antipode.core.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.Precision;
import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Spectral radii of a map's steps by products alone, where they are known in closed form. */
class JacobianMapTest {
    /** Hénon's map: the Jacobian at (x, y) is [-2 a x, 1; b, 0]. */
    private static Graph henon() {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node y = g.input("y");
        Node next = g.add(g.sub(g.constant(1), g.mul(g.constant(1.4), g.mul(x, x))), y);
        return g.build(List.of("x", "y"), List.of(next, g.mul(g.constant(0.3), x)));
    }

    @Test
    void oneStepAndAProductOfSteps() {
        double[] points = {0.7, -0.4, 0.1};
        try (KernelCompiler compiler = new KernelCompiler(
                        KernelOptions.forThisJvm(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR));
                Arena arena = Arena.ofShared()) {
            Linearization linearization = Linearization.compile("henon", henon(), new int[] {0, 1}, compiler);
            ForwardJacobian jacobian = new ForwardJacobian(linearization, arena.allocate(linearization.bytes(), 64), 0);
            double[][] product = {{1, 0}, {0, 1}};
            for (int p = 0; p < points.length; p++) {
                jacobian.setInput(p, 0, points[p]);
                double[][] step = {{-2.8 * points[p], 1}, {0.3, 0}};
                product = times(step, product);
            }
            jacobian.evaluate();
            for (int p = 0; p < points.length; p++) {
                double half = -1.4 * points[p];
                assertThat(radius(new JacobianMap(jacobian, p)))
                        .isCloseTo(Math.abs(half) + Math.sqrt(half * half + 0.3), within(1e-7));
            }
            double trace = product[0][0] + product[1][1];
            double determinant = -0.3 * -0.3 * -0.3;
            List<JacobianMap> steps =
                    List.of(new JacobianMap(jacobian, 0), new JacobianMap(jacobian, 1), new JacobianMap(jacobian, 2));
            assertThat(radius(new ProductMap(steps)))
                    .isCloseTo(Math.abs(trace) / 2 + Math.sqrt(trace * trace / 4 - determinant), within(1e-7));
            assertThatThrownBy(() -> new JacobianMap(jacobian, Linearization.POINTS))
                    .hasMessageContaining("point 16");
        }
    }

    private static double radius(LinearMap map) {
        SpectralRadius radius = new SpectralRadius(map, IterationOptions.standard(1));
        radius.compute();
        return radius.radius();
    }

    private static double[][] times(double[][] a, double[][] b) {
        return new double[][] {
            {a[0][0] * b[0][0] + a[0][1] * b[1][0], a[0][0] * b[0][1] + a[0][1] * b[1][1]},
            {a[1][0] * b[0][0] + a[1][1] * b[1][0], a[1][0] * b[0][1] + a[1][1] * b[1][1]}
        };
    }
}
