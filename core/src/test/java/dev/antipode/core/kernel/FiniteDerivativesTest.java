package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Vjp;
import dev.antipode.core.testing.BigGraph;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random graphs at zeros, ones and twos, where ties, kinks, ends of domains and poles on sides that are not taken abound:
 * where the value is a number, so are the first and second derivatives, and forward and reverse agree on what is chosen.
 */
class FiniteDerivativesTest {
    private static final double[] POINTS = {0, -0.0, 1, -1, 0.5, 2, -2, 3};
    private static final double[] TANGENT = {1, -0.5, 0};

    @Test
    void derivativesAreNumbersWhereValuesAre() {
        int compared = 0;
        for (int seed = 0; seed < 2500; seed++) {
            Graph graph = RandomGraphs.make(seed, 3, 1, 6 + seed % 20, op -> true);
            BigGraph values = new BigGraph(graph);
            Graph jvp = Jvp.of(graph, 0, 1, 2);
            Graph vjp = Vjp.of(graph, 0, 1, 2);
            Graph hessian = Jvp.of(vjp, 0, 1, 2);
            SplittableRandom random = new SplittableRandom(seed);
            for (int n = 0; n < 10; n++) {
                double[] at = random.ints(3, 0, POINTS.length)
                        .mapToDouble(i -> POINTS[i])
                        .toArray();
                if (Double.isFinite(graph.evaluate(at)[0]) && hasValue(values, at)) {
                    compare(seed, graph, jvp, vjp, hessian, at);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(5000);
    }

    private static boolean hasValue(BigGraph values, double[] at) {
        try {
            values.evaluate(BigGraph.exact(at));
        } catch (ArithmeticException e) {
            return false;
        }
        return values.isTame(1e-4, 1e4, at);
    }

    private static void compare(int seed, Graph graph, Graph jvp, Graph vjp, Graph hessian, double[] at) {
        double forward = jvp.evaluate(at[0], at[1], at[2], TANGENT[0], TANGENT[1], TANGENT[2])[1];
        double[] reverse = vjp.evaluate(at[0], at[1], at[2], 1);
        double[] second = hessian.evaluate(at[0], at[1], at[2], 1, TANGENT[0], TANGENT[1], TANGENT[2]);
        String where = "seed " + seed + " at " + Arrays.toString(at) + "\n" + graph;
        double sum = 0;
        double scale = 1;
        for (int i = 0; i < 3; i++) {
            assertThat(reverse[1 + i]).as(where).isFinite();
            assertThat(second[second.length - 1 - i]).as(where).isFinite();
            sum += reverse[1 + i] * TANGENT[i];
            scale = Math.max(scale, Math.abs(reverse[1 + i]));
        }
        assertThat(forward).as(where).isCloseTo(sum, within(1e-10 * scale));
    }
}
