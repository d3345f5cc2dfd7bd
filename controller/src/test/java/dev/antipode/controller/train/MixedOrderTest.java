package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MixedOrderTest {
    private static final int N = 4;
    private static final double SIGMA = 0.5;

    private static LearningSettings settings(int pairs) {
        return Runs.settings()
                .withEstimator(EstimatorChoice.parse("mixed"))
                .withPopulation(2 * pairs)
                .withEpisodes(4)
                .withSigma(new Schedule.Constant(SIGMA));
    }

    /** A bowl with its minimum at 1, a little elsewhere in every episode. */
    private static Landscape bowl() {
        return new Landscape(
                N,
                (x, episode) -> {
                    double sum = 0;
                    for (int i = 0; i < N; i++) {
                        sum += 0.5 * (i + 1) * (x[i] - centre(episode)) * (x[i] - centre(episode));
                    }
                    return sum;
                },
                (x, episode, i) -> (i + 1) * (x[i] - centre(episode)));
    }

    private static double centre(int episode) {
        return 1 + 0.01 * (episode % 7 - 3);
    }

    /**
     * A wall: the cost is 1 on one side of the hyperplane x0 = 0.2 and 0 on the other, so that what is backpropagated is zero,
     * everywhere and without variance, while the smoothed cost has the slope phi(0.2 / sigma) / sigma at 0.
     */
    private static Landscape wall() {
        return new Landscape(N, (x, _) -> x[0] < 0.2 ? 1 : 0, (_, _, _) -> 0);
    }

    @Test
    void smoothCostsAreLeftToFirstOrder() {
        for (int pairs : new int[] {128, 1000}) {
            EstimateInfo info = new EstimateInfo();
            LearningSettings settings = settings(pairs).withSigma(new Schedule.Constant(0.1));
            double[] estimate = Runs.estimate(bowl(), settings, new double[N], info);
            assertThat(info.mixing).isBetween(0.85, 1.0);
            for (int i = 0; i < N; i++) {
                // The mean of 16 samples of first order, each with the deviation (i + 1) sigma.
                assertThat(estimate[i]).isCloseTo(-(i + 1.0), within((i + 1.0) * 5 * 0.1 / 4));
            }
            assertThat(info.gradientSteps).isEqualTo(16 * 4 * 10);
            assertThat(info.simulatorSteps).isEqualTo(16 * 4 * 10 + (2L * pairs + 1) * 4 * 10);
        }
    }

    /** Without bias both batches agree, so the rule takes the share of least variance: nearly all where first order has least. */
    @Test
    void firstOrderWithoutNoiseIsTakenWhole() {
        Landscape slope =
                new Landscape(N, (x, _) -> x[0] + 2 * x[1] - x[2], (_, _, i) -> new double[] {1, 2, -1, 0}[i]);
        EstimateInfo info = new EstimateInfo();
        double[] estimate = Runs.estimate(slope, settings(1000), new double[N], info);
        assertThat(info.mixing).isEqualTo(1);
        assertThat(estimate).containsExactly(new double[] {1, 2, -1, 0}, within(1e-12));
        assertThat(info.variance).isZero();
    }

    @Test
    void aWallIsLeftToZerothOrderWhereLeastVarianceWouldTakeFirst() {
        // What weighting by the inverse of the variances would do: all of an estimate that is certain and wrong.
        assertThat(ConfidenceRule.leastVariance(0, 1)).isEqualTo(1);
        double exact = -Math.exp(-0.5 * 0.4 * 0.4) / Math.sqrt(2 * Math.PI) / SIGMA;
        for (int pairs : new int[] {128, 2000, 20_000}) {
            EstimateInfo info = new EstimateInfo();
            double[] estimate = Runs.estimate(wall(), settings(pairs), new double[N], info);
            assertThat(info.mixing).isZero();
            // A pair's slope is at most 1 / sigma times a normal number.
            assertThat(estimate[0]).isCloseTo(exact, within(5 / SIGMA / Math.sqrt(pairs)));
        }
    }

    /** Gradients that are large and wrong must not turn the estimate round. */
    @Test
    void aWrongGradientIsHeldOff() {
        Landscape wrong = new Landscape(N, (x, _) -> x[0], (_, _, i) -> i == 0 ? -50 : 30);
        EstimateInfo info = new EstimateInfo();
        double[] estimate = Runs.estimate(wrong, settings(500), new double[N], info);
        assertThat(info.mixing).isZero();
        assertThat(estimate[0]).isGreaterThan(0.5);
    }

    @Test
    void gradientsThatAreNotFiniteCountNothing() {
        Landscape exploding = new Landscape(N, (x, _) -> x[0], (_, episode, _) -> episode == 3 ? Double.NaN : 1);
        EstimateInfo info = new EstimateInfo();
        double[] estimate = Runs.estimate(exploding, settings(500), new double[N], info);
        assertThat(info.mixing).isZero();
        assertThat(info.nonFiniteGradients).isEqualTo(1);
        assertThat(estimate[0]).isCloseTo(1, within(0.4));
    }

    /** Cost times 1024, same share: the rule has no unit. */
    @Test
    void theShareDoesNotDependOnTheScaleOfTheCost() {
        Landscape small = bowl();
        Landscape large =
                new Landscape(N, (x, e) -> 1024 * small.cost.at(x, e), (x, e, i) -> 1024 * small.slope.at(x, e, i));
        EstimateInfo a = new EstimateInfo();
        EstimateInfo b = new EstimateInfo();
        Runs.estimate(small, settings(64), new double[N], a);
        Runs.estimate(large, settings(64), new double[N], b);
        assertThat(b.mixing).isEqualTo(a.mixing);
    }

    /** Far more parameters than pairs: along one line these still tell whether the gradient is right. */
    @Test
    void networksAreJudgedToo() {
        int n = 1250;
        double[] slope = new double[n];
        for (int i = 0; i < n; i++) {
            slope[i] = Math.sin(i);
        }
        Landscape.Cost cost = (x, _) -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += slope[i] * x[i];
            }
            return sum;
        };
        EstimateInfo info = new EstimateInfo();
        double[] right =
                Runs.estimate(new Landscape(n, cost, (_, _, i) -> slope[i]), settings(128), new double[n], info);
        assertThat(info.mixing).isEqualTo(1);
        assertThat(right).containsExactly(slope, within(1e-6));

        // Across the gradient, and against it.
        Runs.estimate(
                new Landscape(n, cost, (_, _, i) -> i % 2 == 0 ? slope[i + 1] : -slope[i - 1]),
                settings(128),
                new double[n],
                info);
        assertThat(info.mixing).isZero();
        Runs.estimate(new Landscape(n, cost, (_, _, i) -> -slope[i]), settings(128), new double[n], info);
        assertThat(info.mixing).isZero();

        // Three times too long is within no half-width: a part is taken, which leaves the slope near that of the pairs.
        double[] long3 =
                Runs.estimate(new Landscape(n, cost, (_, _, i) -> 3 * slope[i]), settings(128), new double[n], info);
        assertThat(info.mixing).isBetween(0.05, 0.4);
        double along = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            along += long3[i] * slope[i];
            squares += slope[i] * slope[i];
        }
        assertThat(along / squares).isBetween(0.6, 1.9);
    }

    /** The bound of the released code for one dimension: sqrt(2 s ln(2 / delta) / N) + 2 L ln(2 / delta) / (3 N). */
    @Test
    void theHalfWidthIsTheBernsteinBound() {
        double log = Math.log(2 / 0.05);
        assertThat(ConfidenceRule.halfWidth(3, 7, 50))
                .isCloseTo(Math.sqrt(2 * 3 * log / 50) + 2 * 7 * log / 150, within(1e-14));
    }

    @Test
    void theRuleTakesLeastVarianceUpToItsRoom() {
        // Zeroth order does not tell the gradient from zero.
        assertThat(ConfidenceRule.alpha(0.9, 0.1, 1, 1.1, 1)).isZero();
        // Room for all, and for a part.
        assertThat(ConfidenceRule.alpha(0.9, 0.1, 1, 0.2, 1)).isEqualTo(0.9);
        assertThat(ConfidenceRule.alpha(0.9, 1, 1, 0.2, 1)).isEqualTo(0.2);
        assertThat(ConfidenceRule.alpha(0.9, 1, 1, 0.2, 0.5)).isEqualTo(0.1);
        assertThat(ConfidenceRule.alpha(0.9, Double.NaN, 1, Double.NaN, 1)).isZero();
        assertThat(ConfidenceRule.leastVariance(Double.NaN, 1)).isZero();
        assertThat(ConfidenceRule.leastVariance(0, 0)).isZero();
        assertThat(ConfidenceRule.leastVariance(1, 3)).isEqualTo(0.75);
    }

    /** A single pair has no variance to be judged by. */
    @Test
    void oneAndOnlyPairIsRefused() {
        assertThatThrownBy(() -> Runs.estimate(bowl(), settings(1), new double[N], new EstimateInfo()))
                .hasMessageContaining("a population of 2 has one pair");
    }
}
