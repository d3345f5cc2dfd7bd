package dev.antipode.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The two transforms against each other and against what they must leave alone; values against 50 digits are tested elsewhere. */
class JvpVjpTest {
    private static Graph oscillator() {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node v = g.input("v");
        Node k = g.input("k");
        Node force = g.neg(g.fma(k, g.sin(x), g.mul(v, g.abs(v))));
        Node limited = g.max(g.min(force, g.constant(2)), g.constant(-2));
        return g.build(List.of("position", "speed"), List.of(g.add(x, g.mul(v, g.constant(0.1))), limited));
    }

    @Test
    void inputsAndOutputsAreNamedAfterTheOriginals() {
        Graph jvp = Jvp.of(oscillator(), 0, 2);
        assertThat(jvp.inputNames()).containsExactly("x", "v", "k", "d.x", "d.k");
        assertThat(jvp.outputNames()).containsExactly("position", "speed", "d.position", "d.speed");
        Graph vjp = Vjp.of(oscillator(), 1);
        assertThat(vjp.inputNames()).containsExactly("x", "v", "k", "bar.position", "bar.speed");
        assertThat(vjp.outputNames()).containsExactly("position", "speed", "bar.v");
        assertThat(Jvp.of(jvp, 0).inputNames()).endsWith("d.x'");
    }

    @Test
    void theyAreTransposesOfEachOther() {
        Graph f = oscillator();
        Graph jvp = Jvp.of(f, 0, 1, 2);
        Graph vjp = Vjp.of(f, 0, 1, 2);
        Random random = new Random(1);
        for (int n = 0; n < 200; n++) {
            double[] x = random.doubles(3, -3, 3).toArray();
            double[] dx = random.doubles(3, -1, 1).toArray();
            double[] w = random.doubles(2, -1, 1).toArray();
            double[] dy = jvp.evaluate(join(x, dx));
            double[] back = vjp.evaluate(join(x, w));
            double forward = w[0] * dy[2] + w[1] * dy[3];
            double reverse = dx[0] * back[2] + dx[1] * back[3] + dx[2] * back[4];
            assertThat(reverse).isCloseTo(forward, org.assertj.core.data.Offset.offset(1e-12));
            double[] y = f.evaluate(x);
            assertThat(Arrays.copyOf(dy, 2)).containsExactly(y);
            assertThat(Arrays.copyOf(back, 2)).containsExactly(y);
        }
    }

    @Test
    void hessianOfAQuadraticFormIsItsMatrix() {
        GraphBuilder g = new GraphBuilder();
        List<Node> x = IntStream.range(0, 3).mapToObj(i -> g.input("x" + i)).toList();
        double[][] a = {{2, -1, 0.5}, {-1, 3, 4}, {0.5, 4, -7}};
        Node sum = g.constant(0);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                sum = g.add(sum, g.mul(g.constant(a[i][j] / 2), g.mul(x.get(i), x.get(j))));
            }
        }
        Graph hessian = Jvp.of(Vjp.of(g.build(List.of("f"), List.of(sum)), 0, 1, 2), 0, 1, 2);
        for (int j = 0; j < 3; j++) {
            double[] inputs = new double[7];
            inputs[0] = 0.3;
            inputs[1] = -2;
            inputs[2] = 11;
            inputs[3] = 1;
            inputs[4 + j] = 1;
            double[] outputs = hessian.evaluate(inputs);
            double[] column = Arrays.copyOfRange(outputs, outputs.length - 3, outputs.length);
            assertThat(column).containsExactly(a[0][j], a[1][j], a[2][j]);
        }
    }

    /** Whatever the side that is not taken holds, neither direction sees it. */
    @Test
    void nothingComesFromTheSideThatIsNotTaken() {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node y = g.input("y");
        Node zero = g.constant(0);
        Node one = g.constant(1);
        List<Node> outputs = new ArrayList<>();
        Node positive = g.lt(zero, x);
        outputs.add(g.select(g.eq(x, zero), one, g.div(g.sin(x), x)));
        outputs.add(g.select(positive, g.log(x), g.mul(x, y)));
        outputs.add(g.select(positive, g.mul(g.sqrt(x), g.div(one, x)), y));
        outputs.add(g.min(g.max(g.div(y, x), g.constant(-1)), one));
        Node shared = g.mul(y, g.pow(x, g.constant(-1.5)));
        outputs.add(g.add(g.select(positive, shared, zero), g.select(positive, zero, g.mul(x, x))));
        List<String> names =
                IntStream.range(0, outputs.size()).mapToObj(i -> "f" + i).toList();
        Graph f = g.build(names, outputs);
        Graph jvp = Jvp.of(f, 0, 1);
        Graph vjp = Vjp.of(f, 0, 1);
        int n = outputs.size();
        for (double at : new double[] {0, -0.0, -1, -4}) {
            double[] forward = jvp.evaluate(at, 2, 1, 1);
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            double[] reverse = vjp.evaluate(join(new double[] {at, 2}, ones));
            for (int i = 0; i < n; i++) {
                assertThat(forward[n + i]).as("output %d at %s", i, at).isFinite();
            }
            double sum = Arrays.stream(forward, n, 2 * n).sum();
            assertThat(reverse[n] + reverse[n + 1])
                    .as("at %s", at)
                    .isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-14));
        }
    }

    @Test
    void theNormOfAZeroVectorAndASaturatedRootAreFlat() {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node y = g.input("y");
        Node norm = g.sqrt(g.add(g.mul(x, x), g.mul(y, y)));
        Node root = g.sqrt(g.max(x, g.constant(0)));
        Graph f = g.build(List.of("norm", "root"), List.of(norm, root));
        assertThat(Vjp.of(f, 0, 1).evaluate(0, 0, 1, 1)).containsExactly(0, 0, 0, 0);
        assertThat(Jvp.of(f, 0, 1).evaluate(0, 0, 3, 4)).containsExactly(0, 0, 0, 0);
        assertThat(Jvp.of(f, 0, 1).evaluate(-2, 0, 3, 4)).containsExactly(2, 0, -3, 0);
        assertThat(Vjp.of(f, 0, 1).evaluate(-2, 0, 1, 1)).containsExactly(2, 0, -1, 0);
    }

    /**
     * Forward, the slope of a quotient is never formed alone, so it cannot underflow where the tangent does not. In reverse it is
     * the denominator's own cotangent, and zero below 1e-324.
     */
    @Test
    void theLogisticFunctionHasATangentAsFarAsItHasAValue() {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node one = g.constant(1);
        Graph f = g.build(List.of("y"), List.of(g.div(one, g.add(one, g.apply(Op.EXP, g.neg(x))))));
        double tangent = Jvp.of(f, 0).evaluate(-400, 1)[1];
        assertThat(tangent / StrictMath.exp(-400)).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void inputsThatDoNotExistAreRefused() {
        assertThatThrownBy(() -> Jvp.of(oscillator(), 3))
                .hasMessageContaining("input 3")
                .hasMessageContaining("[x, v, k]");
        assertThatThrownBy(() -> Vjp.of(oscillator(), 1, 1)).hasMessageContaining("('v') is named twice");
    }

    @Test
    void theTwoStagesTogetherAreTheWhole() {
        Graph jvp = Jvp.of(oscillator(), 0, 1, 2);
        Staging staging = Staging.of(jvp, 3, 2);
        assertThat(staging.early().inputNames()).containsExactly("x", "v", "k");
        assertThat(staging.early().outputNames()).startsWith("position", "speed");
        Random random = new Random(2);
        for (int n = 0; n < 100; n++) {
            double[] x = random.doubles(3, -3, 3).toArray();
            double[] dx = random.doubles(3, -1, 1).toArray();
            double[] early = staging.early().evaluate(x);
            double[] coefficients = Arrays.copyOfRange(early, 2, early.length);
            assertThat(coefficients).hasSize(staging.coefficients());
            double[] late = staging.late().evaluate(join(dx, coefficients));
            assertThat(join(Arrays.copyOf(early, 2), late)).containsExactly(jvp.evaluate(join(x, dx)));
        }
    }

    @Test
    void anEarlyOutputCannotDependOnALateInput() {
        assertThatThrownBy(() -> Staging.of(Jvp.of(oscillator(), 0), 2, 2))
                .hasMessageContaining("output 'speed' depends on a late input");
        assertThatThrownBy(() -> Staging.of(oscillator(), 4, 0)).hasMessageContaining("no input 4");
    }

    private static double[] join(double[] a, double[] b) {
        return java.util.stream.DoubleStream.concat(Arrays.stream(a), Arrays.stream(b))
                .toArray();
    }
}
