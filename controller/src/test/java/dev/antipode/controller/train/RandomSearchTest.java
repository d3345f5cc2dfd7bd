package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomSearchTest {
    private static final int N = 9;
    private static final int PAIRS = 8;

    private static double cost(double[] x, double scale) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += (i + 1) * (x[i] - 1) * (x[i] - 1) * (x[i] - 1) + Math.abs(x[i]);
        }
        return scale * sum;
    }

    private static double[] estimate(String text, double scale) {
        LearningSettings settings = EstimatorChoice.parse(text)
                .defaults(Runs.settings())
                .withPopulation(2 * PAIRS)
                .withSigma(new Schedule.Constant(0.2));
        Landscape landscape = new Landscape(N, (x, _) -> cost(x, scale), (_, _, _) -> 0);
        return Runs.estimate(landscape, settings, new double[N], new EstimateInfo());
    }

    /** Algorithm 2 of the paper, with rewards the negative costs. */
    @Test
    void theEstimateEqualsAComputationByHand() {
        for (int top : new int[] {1, 3, PAIRS}) {
            double[][] e = new double[PAIRS][];
            double[] plus = new double[PAIRS];
            double[] minus = new double[PAIRS];
            for (int pair = 0; pair < PAIRS; pair++) {
                e[pair] = Runs.perturbation(1, 0, pair, N);
                double[] a = new double[N];
                double[] b = new double[N];
                for (int i = 0; i < N; i++) {
                    a[i] = 0.2 * e[pair][i];
                    b[i] = -0.2 * e[pair][i];
                }
                plus[pair] = -cost(a, 1);
                minus[pair] = -cost(b, 1);
            }
            Integer[] best = IntStream.range(0, PAIRS).boxed().toArray(Integer[]::new);
            Arrays.sort(best, (a, b) -> Double.compare(Math.max(plus[b], minus[b]), Math.max(plus[a], minus[a])));
            double[] used = IntStream.range(0, 2 * top)
                    .mapToDouble(k -> k % 2 == 0 ? plus[best[k / 2]] : minus[best[k / 2]])
                    .toArray();
            double mean = Arrays.stream(used).average().orElseThrow();
            double deviation = Math.sqrt(
                    Arrays.stream(used).map(r -> (r - mean) * (r - mean)).sum() / used.length);
            double[] expected = new double[N];
            for (int k = 0; k < top; k++) {
                for (int i = 0; i < N; i++) {
                    // The rewards' ascent is the costs' descent.
                    expected[i] -= (plus[best[k]] - minus[best[k]]) * e[best[k]][i] / (top * deviation);
                }
            }
            assertThat(estimate(top == PAIRS ? "ars" : "ars:" + top, 1)).containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void theScaleOfTheCostDoesNotMatter() {
        assertThat(estimate("ars:3", 1024)).containsExactly(estimate("ars:3", 1), within(1e-13));
    }

    @Test
    void equalCostsGiveExactlyZero() {
        assertThat(estimate("ars", 0)).containsOnly(0.0);
    }

    @Test
    void moreDirectionsThanThereAreAreRefused() {
        assertThatThrownBy(() -> estimate("ars:9", 1))
                .hasMessageContaining("the best 9 directions cannot be taken of the 8");
    }
}
