package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuidedEsTest {
    private static final int N = 40;

    /** A slope of 0.05 to 2 in each coordinate, which no perturbation changes. */
    private static double slope(int i) {
        return (i % 2 == 0 ? 1 : -1) * 0.05 * (i + 1);
    }

    private static double cost(double[] x) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += slope(i) * x[i];
        }
        return sum;
    }

    /** A surrogate that is wrong in half of its signs. */
    private static double biased(int i) {
        return i % 4 == 0 ? -slope(i) : slope(i);
    }

    private static LearningSettings settings(String text) {
        return Runs.settings()
                .withEstimator(EstimatorChoice.parse(text))
                .withShaping(FitnessShaping.NONE)
                .withSigma(new Schedule.Constant(0.1));
    }

    /**
     * On a linear cost with slope g the estimate's mean is C g, where C = alpha I + (1 - alpha) n / k U U' is the covariance of a
     * perturbation, and the covariance of one pair's is (g' C g) C + C g g' C (Isserlis).
     */
    @Test
    void theEstimateOfALinearCostIsItsSlopeTimesTheCovariance() {
        for (double alpha : new double[] {0.1, 0.5, 1}) {
            int pairs = 4000;
            LearningSettings settings = settings("guided:10:4:" + alpha).withPopulation(2 * pairs);
            Landscape landscape = new Landscape(N, (x, _) -> cost(x), (_, _, i) -> biased(i));
            double[] estimate = Runs.estimate(landscape, settings, new double[N], new EstimateInfo());
            double squares = 0;
            double along = 0;
            for (int i = 0; i < N; i++) {
                squares += biased(i) * biased(i);
                along += biased(i) * slope(i);
            }
            double within = (1 - alpha) * N;
            double[] mean = new double[N];
            double energy = 0;
            for (int i = 0; i < N; i++) {
                mean[i] = alpha * slope(i) + within * biased(i) * along / squares;
                energy += slope(i) * mean[i];
            }
            double chiSquare = 0;
            for (int i = 0; i < N; i++) {
                double own = alpha + within * biased(i) * biased(i) / squares;
                double variance = (energy * own + mean[i] * mean[i]) / pairs;
                double deviation = estimate[i] - mean[i];
                assertThat(Math.abs(deviation)).isLessThan(5 * Math.sqrt(variance));
                chiSquare += deviation * deviation / variance;
            }
            // Coordinates share the part along the surrogate, so this is no chi square of 40 degrees; but its mean is
            // 40.
            assertThat(chiSquare).isBetween(5.0, 200.0);
        }
    }

    /** The mean squared length of a perturbation is that of plain evolution strategies. */
    @Test
    void perturbationsAreAsLongAsThoseOfPlainEvolutionStrategies() {
        List<double[]> candidates = new ArrayList<>();
        Landscape landscape = new Landscape(
                N,
                (x, episode) -> {
                    if (episode == 0) {
                        candidates.add(x.clone());
                    }
                    return cost(x);
                },
                (_, _, i) -> biased(i));
        LearningSettings settings =
                settings("guided:10:4:0.3").withPopulation(4000).withEpisodes(1);
        try (Trainer trainer =
                Runs.trainer(landscape, settings.withGenerations(1).withValidation(1, 1), Runs.execution(1))) {
            trainer.run(ProgressListener.silent());
        }
        double squares = 0;
        for (double[] x : candidates) {
            for (double d : x) {
                squares += d * d;
            }
        }
        // 16 lanes repeat each candidate; what is not perturbed is among them but adds little: means within a few per
        // cent.
        long perturbed = candidates.stream().filter(x -> x[0] != 0).count();
        assertThat(squares / perturbed / (N * 0.01)).isBetween(0.9, 1.1);
    }

    @Test
    void aGoodSurrogateHelpsManyParameters() {
        Landscape.Cost bowl = (x, _) -> {
            double sum = 0;
            for (double d : x) {
                sum += (d - 1) * (d - 1);
            }
            return sum;
        };
        Landscape landscape = new Landscape(400, bowl, (x, _, i) -> 2 * (x[i] - 1) * (i % 3 == 0 ? 2 : 0.5));
        double[] costs = new double[2];
        String[] texts = {"es", "guided"};
        for (int k = 0; k < 2; k++) {
            LearningSettings settings = settings(texts[k])
                    .withPopulation(8)
                    .withOptimizer(new Sgd(0))
                    .withGenerations(100)
                    .withLearningRate(new Schedule.Constant(0.02));
            try (Trainer trainer = Runs.trainer(landscape, settings, Runs.execution(2))) {
                trainer.run(ProgressListener.silent());
                costs[k] = trainer.best().validationCost();
            }
        }
        assertThat(costs[1]).isLessThan(costs[0] / 3);
    }

    @Test
    void gradientsThatAreNotFiniteAreLeftOutAndCounted() {
        double[][] estimates = new double[2][];
        for (int k = 0; k < 2; k++) {
            boolean spoilt = k == 0;
            Landscape landscape = new Landscape(
                    N, (x, _) -> cost(x), (_, _, i) -> spoilt && i == 3 ? Double.POSITIVE_INFINITY : biased(i));
            EstimateInfo info = new EstimateInfo();
            estimates[k] = Runs.estimate(landscape, settings(spoilt ? "guided" : "es"), new double[N], info);
            assertThat(info.nonFiniteGradients).isEqualTo(spoilt ? 1 : 0);
            assertThat(info.gradientSteps).isEqualTo(spoilt ? 5 * 10 : 0);
            assertThat(info.simulatorSteps).isEqualTo((25 + (spoilt ? 1 : 0)) * 5 * 10);
        }
        assertThat(estimates[0]).containsExactly(estimates[1], within(1e-12));
    }

    private static Subspace subspace(int most, int length) {
        Subspace.Plan plan = new Subspace.Plan(most, length);
        MemoryPlan.Builder builder = MemoryPlan.builder();
        plan.add(builder);
        return plan.make(Workspace.allocate(builder.build(), Long.MAX_VALUE).block());
    }

    private static boolean offer(Subspace subspace, double... gradient) {
        Vectors vectors = Memory.vectors(Precision.F64, new double[gradient.length], gradient);
        return subspace.offer(vectors, vectors.gradient());
    }

    @Test
    void theBasisIsOrthonormalAndSpansTheLastGradients() {
        Subspace subspace = subspace(2, 3);
        assertThat(offer(subspace, 5, 5, 5)).isTrue();
        subspace.accept();
        assertThat(subspace.rank()).isEqualTo(1);
        offer(subspace, 0, 3, 4);
        subspace.accept();
        // The first is forgotten here.
        offer(subspace, 0, 0, 1e-200);
        subspace.accept();
        assertThat(subspace.rank()).isEqualTo(2);
        for (int a = 0; a < 2; a++) {
            assertThat(subspace.get(a, 0)).isZero();
            for (int b = 0; b < 2; b++) {
                double product = 0;
                for (int i = 0; i < 3; i++) {
                    product += subspace.get(a, i) * subspace.get(b, i);
                }
                assertThat(product).isCloseTo(a == b ? 1 : 0, within(1e-14));
            }
        }
        // The newest comes first.
        assertThat(subspace.get(0, 2)).isCloseTo(1, within(1e-14));
        // One that depends on it adds nothing.
        offer(subspace, 0, 0, -3);
        subspace.accept();
        assertThat(subspace.rank()).isEqualTo(1);
    }

    @Test
    void whatIsNotAcceptedLeavesNoTrace() {
        Subspace subspace = subspace(2, 3);
        for (double[] gradient : new double[][] {{1, 2, 3}, {0, 0, 0}, {-1, 0, 2}, {3, 3, 3}}) {
            offer(subspace, gradient);
            subspace.accept();
        }
        double[] before = subspace.state();
        assertThat(before[0]).isEqualTo(2);
        assertThat(offer(subspace, 1, Double.NaN, 0)).isFalse();
        offer(subspace, 9, -2, 1);
        assertThat(subspace.state()).isEqualTo(before);
        offer(subspace, 1, 1, 0);
        subspace.accept();
        Subspace restored = subspace(2, 3);
        restored.restore(before);
        offer(restored, 1, 1, 0);
        restored.accept();
        assertThat(restored.state()).isEqualTo(subspace.state());
        assertThat(restored.get(1, 2)).isEqualTo(subspace.get(1, 2));
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatThrownBy(() -> EstimatorChoice.parse("guided:10:65")).hasMessageContaining("65 gradients");
        assertThatThrownBy(() -> EstimatorChoice.parse("guided:10:4:1.5")).hasMessageContaining("1.5");
        assertThatThrownBy(() -> EstimatorChoice.parse("guided:0")).hasMessageContaining("'0'");
    }
}
