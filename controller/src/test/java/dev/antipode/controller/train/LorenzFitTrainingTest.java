package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * The fit of a Lorenz system with the settings of Li and others (2023): sigma 0.04, plain gradient descent at 1e-5, windows of 100 of the
 * 2000 steps, from a = 22.6 and r = 40.4. Costs are of a step.
 */
class LorenzFitTrainingTest {
    private static final TaskModel TASK =
            Registry.load(LorenzFitTrainingTest.class.getClassLoader()).task("lorenz-fit");

    private static TrainingOptions options(String estimator, int pairs, int episodes, int updates, long seed) {
        return TrainingOptions.of(TASK)
                .withPolicy(PolicyDesign.parse("constant:3.116,3.7"))
                .withLearning(s -> s.withEstimator(EstimatorChoice.parse(estimator))
                        .withSeed(seed)
                        .withPrecision(Precision.F64)
                        .withPopulation(2 * pairs)
                        .withEpisodes(episodes)
                        .withSigma(new Schedule.Constant(0.04))
                        .withLearningRate(new Schedule.Constant(1e-5))
                        .withOptimizer(new Sgd(0))
                        .withGradientScale(GradientScale.RAW)
                        .withGenerations(updates)
                        .withValidation(32, 1000))
                .withExecution(e -> e.withKernels(KernelMode.SCALAR).withCheckpointInterval(0));
    }

    @Test
    void noiseReuseComesNearerToTheTrueConstants() {
        for (int seed = 1; seed <= 2; seed++) {
            try (Trainer trainer = Antipode.trainer(options("nres:100", 50, 1, 400, seed), policy())) {
                trainer.run(ProgressListener.silent());
                TrainingState state = trainer.state();
                assertThat(Math.exp(state.theta()[0])).as("a, from 22.6 to 10").isBetween(8.0, 18.0);
                assertThat(Math.exp(state.theta()[1])).as("r, from 40.4 to 28").isBetween(26.0, 32.0);
                assertThat(state.best().validationCost() / TASK.timing().horizonSteps())
                        .as("from 314")
                        .isLessThan(150);
            }
        }
    }

    /** The mean of 16 exact gradients is hundreds of times the gradient of the smoothed cost: a sample of an enormous variance. */
    @Test
    void exactGradientsAreUseless() {
        for (int seed = 1; seed <= 3; seed++) {
            double smoothed = gradient("tes:full:locked", seed);
            double exact = gradient("tbptt:full", seed) / TASK.timing().horizonSteps();
            assertThat(smoothed).isBetween(100.0, 2000.0);
            assertThat(exact).isGreaterThan(50 * smoothed);
        }
    }

    /** The size of the first gradient, in units of cost. */
    private static double gradient(String estimator, long seed) {
        AtomicReference<GenerationReport> first = new AtomicReference<>();
        try (Trainer trainer = Antipode.trainer(options(estimator, 50, 16, 1, seed), policy())) {
            trainer.run(first::set);
        }
        return first.get().gradientScale();
    }

    private static TrainablePolicy policy() {
        return PolicyDesign.parse("constant:3.116,3.7").forTask(TASK);
    }
}
