package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Vjp;
import dev.antipode.core.kernel.DerivativeCases.Case;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.testing.BigDerivative;
import dev.antipode.core.testing.Evaluator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the derivatives are where there is none, and at the sides of choices that were not taken: on the host and in
 * kernels of both precisions, forward and in reverse.
 */
class DerivativeConventionsTest {
    private static final String CASES = "dev.antipode.core.kernel.DerivativeCases#";
    private static final Map<String, Evaluator> EVALUATORS = new TreeMap<>(Map.of(
            "host", Evaluator.HOST,
            "F64", Evaluator.kernel(Precision.F64),
            "F32", Evaluator.kernel(Precision.F32)));

    @ParameterizedTest
    @MethodSource({CASES + "sidesNotTaken", CASES + "kinks", CASES + "endsAndSteps", CASES + "powers", CASES + "far"})
    void gradientsAreAsChosen(Case c) {
        Graph jvp = Jvp.of(c.graph(), 0, 1);
        Graph vjp = Vjp.of(c.graph(), 0, 1);
        double x = c.at()[0];
        double y = c.at()[1];
        EVALUATORS.forEach((name, evaluator) -> {
            double[][] forward =
                    evaluator.evaluate(jvp, new double[][] {{x, y, 1, 0}, {x, y, 0, 1}, {x, y, 0, 0}, {x, y, 2, -1}});
            double[][] reverse = evaluator.evaluate(vjp, new double[][] {{x, y, 1}, {x, y, 0}, {x, y, -2}});
            double dx = c.gradient()[0];
            double dy = c.gradient()[1];
            double tolerance = name.equals("F32") ? 2e-6 : 4e-15;
            assertThat(new double[] {forward[0][1], forward[1][1], forward[2][1], forward[3][1]})
                    .as("tangents, %s", name)
                    .containsExactly(new double[] {dx, dy, 0, 2 * dx - dy}, within(tolerance));
            assertThat(new double[] {reverse[0][1], reverse[0][2], reverse[1][1], reverse[1][2]})
                    .as("cotangents, %s", name)
                    .containsExactly(new double[] {dx, dy, 0, 0}, within(tolerance));
            assertThat(new double[] {reverse[2][1], reverse[2][2]})
                    .as("cotangents, %s", name)
                    .containsExactly(new double[] {-2 * dx, -2 * dy}, within(2 * tolerance));
        });
    }

    /** A derivative is a number too, so its own is one. */
    @ParameterizedTest
    @MethodSource({CASES + "sidesNotTaken", CASES + "kinks", CASES + "endsAndSteps", CASES + "powers"})
    void secondDerivativesAreNumbers(Case c) {
        Graph product = Jvp.of(Vjp.of(c.graph(), 0, 1), 0, 1);
        double[][] point = {{c.at()[0], c.at()[1], 1, 1, 1}};
        EVALUATORS.forEach((name, evaluator) ->
                assertThat(evaluator.evaluate(product, point)[0]).as(name).doesNotContain(Double.NaN));
    }

    /** Where there are two slopes, the one chosen is between them. */
    @ParameterizedTest
    @MethodSource(CASES + "kinks")
    void theSlopeAtAKinkIsBetweenItsSides(Case c) {
        BigDerivative derivative = new BigDerivative(c.graph());
        for (double[] direction : new double[][] {{1, 0}, {0, 1}, {1, 1}, {2, -1}}) {
            double[] back = {-direction[0], -direction[1]};
            double right = derivative.oneSided(c.at(), direction)[0].doubleValue();
            double left = -derivative.oneSided(c.at(), back)[0].doubleValue();
            double chosen = c.gradient()[0] * direction[0] + c.gradient()[1] * direction[1];
            assertThat(chosen).isBetween(Math.min(left, right) - 1e-15, Math.max(left, right) + 1e-15);
        }
    }
}
