package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import org.junit.jupiter.api.Test;

/**
 * Influence balancing with the published settings (Vicol and others 2021): windows of one step, sigma 0.1, plain gradient descent at 1e-4,
 * 3000 updates from 0.5. The head comes to rest at -6 theta, so the loss is {@code 0.5 (6 theta + 1)^2}.
 */
class InfluenceBalancingTrainingTest {
    private static final TaskModel TASK =
            Registry.load(InfluenceBalancingTrainingTest.class.getClassLoader()).task("influence-balancing");

    private static double trained(String estimator, int pairs, long seed) {
        TrainingOptions options = TrainingOptions.of(TASK)
                .withPolicy(PolicyDesign.parse("constant:0.5"))
                .withLearning(s -> s.withEstimator(EstimatorChoice.parse(estimator))
                        .withSeed(seed)
                        .withPrecision(Precision.F64)
                        .withPopulation(2 * pairs)
                        .withEpisodes(1)
                        .withSigma(new Schedule.Constant(0.1))
                        .withLearningRate(new Schedule.Constant(1e-4))
                        .withOptimizer(new Sgd(0))
                        .withGradientScale(GradientScale.RAW)
                        .withGenerations(3000)
                        .withValidation(1, 100_000))
                .withExecution(e -> e.withKernels(KernelMode.SCALAR).withCheckpointInterval(0));
        return Antipode.train(options, ProgressListener.silent()).state().theta()[0];
    }

    private static double loss(double theta) {
        return 0.5 * (6 * theta + 1) * (6 * theta + 1);
    }

    @Test
    void noiseReuseFindsTheOptimumForEverySeed() {
        for (int seed = 1; seed <= 8; seed++) {
            assertThat(loss(trained("nres:1:locked", 100, seed)))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(1e-8);
        }
    }

    @Test
    void persistentEvolutionFindsTheOptimum() {
        assertThat(trained("pes:1:locked", 500, 1)).isCloseTo(-1.0 / 6, within(1e-6));
    }

    /** Its derivative is +1, not -6: it goes the wrong way, as far as theta 3.3 and a loss of 211. */
    @Test
    void backpropagationThroughOneStepClimbs() {
        double theta = trained("online:1:locked", 1, 1);
        assertThat(theta).isCloseTo(3.3, within(0.05));
        assertThat(loss(theta)).isCloseTo(211, within(1.0));
    }

    /** Until the input is at its limit of 100, where the derivative is 0. */
    @Test
    void backpropagationThroughTenStepsDiverges() {
        assertThat(trained("online:10:locked", 1, 1)).isGreaterThanOrEqualTo(100);
    }

    /** Truncated evolution strategies are biased just as truncated backpropagation is. */
    @Test
    void forgettingTheNoiseClimbs() {
        assertThat(trained("tes:1:locked", 100, 1)).isGreaterThan(2);
    }
}
