package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Registry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Estimators whose episodes go on from update to update: what they compute, and that it is the same bits everywhere and after a stop. */
class WindowedEstimatorsTest {
    private static final Registry REGISTRY = Registry.load(WindowedEstimatorsTest.class.getClassLoader());

    /** The horizon is 3000 steps: with windows of 700, the fifth of an episode is cut short, and then all begin anew. */
    @ParameterizedTest
    @CsvSource({
        "nres:700, 1, 16",
        "nres:700:locked, 2, 32",
        "nres:full, 1, 16",
        "nres:1, 5, 3",
        "pes:700, 1, 16",
        "pes:700:locked, 1, 64",
        "pes:1:locked, 1, 64",
        "tes:700, 3, 5",
        "tes:1:locked, 1, 64",
    })
    void followTheirAlgorithms(String text, int episodes, int pairsOfGroup) {
        int pairs = 20;
        int updates = 9;
        double sigma = 0.1;
        double rate = 1e-4;
        TrainingOptions options = TrainingOptions.of(REGISTRY.task("influence-balancing"))
                .withPolicy(PolicyDesign.parse("constant:0.5"))
                .withLearning(s -> raw(s, text, rate)
                        .withPopulation(2 * pairs)
                        .withEpisodes(episodes)
                        .withSigma(new Schedule.Constant(sigma))
                        .withGenerations(updates))
                .withExecution(e -> e.withKernels(KernelMode.SCALAR).withCheckpointInterval(0));
        EstimatorChoice choice = EstimatorChoice.parse(text);
        check(
                options,
                new PlainWindows(
                        choice, pairs, pairsOfGroup, sigma, options.learning().seed()),
                updates);
    }

    @ParameterizedTest
    @ValueSource(strings = {"online:700", "online:700:locked", "online:1", "online:40"})
    void backpropagateTheirWindows(String text) {
        int updates = 9;
        TrainingOptions options = TrainingOptions.of(REGISTRY.task("influence-balancing"))
                .withPolicy(PolicyDesign.parse("constant:0.5"))
                .withLearning(s -> raw(s, text, 1e-4).withEpisodes(20).withGenerations(updates))
                .withExecution(e -> e.withKernels(KernelMode.SCALAR).withCheckpointInterval(0));
        EstimatorChoice choice = EstimatorChoice.parse(text);
        check(options, new PlainWindows(choice, 20, 16, 0, 1), updates);
    }

    private static LearningSettings raw(LearningSettings settings, String estimator, double rate) {
        return settings.withEstimator(EstimatorChoice.parse(estimator))
                .withPrecision(Precision.F64)
                .withLearningRate(new Schedule.Constant(rate))
                .withOptimizer(new Sgd(0))
                .withGradientScale(GradientScale.RAW)
                .withValidation(1, 1000);
    }

    private static void check(TrainingOptions options, PlainWindows plain, int updates) {
        double theta = 0.5;
        for (int i = 0; i < updates; i++) {
            theta -= 1e-4 * plain.gradient(theta);
        }
        assertThat(Math.abs(theta - 0.5)).as("it moves").isGreaterThan(1e-6);
        assertThat(train(options).theta()[0] - 0.5).isCloseTo(theta - 0.5, within(1e-9 * Math.abs(theta - 0.5)));
    }

    private static TrainingOptions options(String estimator, String policy, Precision precision) {
        return TrainingOptions.of(REGISTRY.task("thermal"))
                .withPolicy(PolicyDesign.parse(policy))
                .withLearning(s -> s.withEstimator(EstimatorChoice.parse(estimator))
                        .withPrecision(precision)
                        .withNormalisation(Normalisation.RUNNING)
                        .withPopulation(12)
                        .withEpisodes(20)
                        .withGenerations(7)
                        .withValidation(20, 3))
                .withExecution(e -> e.withKernels(KernelMode.SCALAR)
                        .withThreads(1)
                        .withLanes(64)
                        .withCheckpointInterval(0));
    }

    /** The task has latency, sensor noise, references and parameters of its own in every episode; 180 steps are three windows and a bit. */
    @ParameterizedTest
    @ValueSource(strings = {"nres:50", "pes:50:locked", "tes:50", "online:50:0.9:5"})
    void threadsLanesAndKernelsDoNotChangeABit(String estimator) {
        for (TrainingOptions options : List.of(
                options(estimator, "mlp:6:tanh", Precision.F32),
                options(estimator, "linear", Precision.F64),
                options(estimator, "gru:4", Precision.F32))) {
            TrainingState expected = train(options);
            assertThat(expected.update()).isEqualTo(7);
            assertThat(expected.theta()).doesNotContain(Double.NaN);
            same(options.withExecution(e -> e.withThreads(3).withLanes(16)), expected);
            if (options.learning().precision() == Precision.F64) {
                same(options.withExecution(e -> e.withThreads(2).withKernels(KernelMode.AUTO)), expected);
            }
        }
    }

    private static void same(TrainingOptions options, TrainingState expected) {
        assertThat(train(options))
                .usingRecursiveComparison()
                .ignoringFields("elapsedSeconds")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"nres:50, gru:4", "pes:50, linear", "tes:50:locked, linear", "online:50, gru:4"})
    void runsGoOnFromAnyUpdateToTheSameBits(String estimator, String policy) {
        TrainingOptions options = options(estimator, policy, Precision.F32).withLearning(s -> s.withGenerations(5));
        List<TrainingState> states = new ArrayList<>();
        TrainingState expected;
        TrainingOptions saving = options.withExecution(e -> e.withCheckpointInterval(1));
        try (Trainer trainer = Antipode.trainer(saving, saving.policy().forTask(saving.task()))) {
            trainer.run(new ProgressListener() {
                @Override
                public void generation(GenerationReport report) {}

                @Override
                public void checkpoint(TrainingState state) {
                    states.add(state);
                }
            });
            expected = trainer.state();
        }
        assertThat(states).hasSize(5);
        for (TrainingState state : states.subList(0, 4)) {
            try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
                trainer.restore(state);
                trainer.run(ProgressListener.silent());
                assertThat(trainer.state())
                        .usingRecursiveComparison()
                        .ignoringFields("elapsedSeconds")
                        .isEqualTo(expected);
            }
        }
    }

    /** Every episode runs 6 updates x 30 steps, one whole episode; groups that start later have run up to an episode before. */
    @Test
    void wastedStepsAreCounted() {
        for (String name : List.of("nres", "tes", "online")) {
            TrainingOptions locked =
                    options(name + ":30:locked", "linear", Precision.F32).withLearning(s -> s.withGenerations(6));
            TrainingOptions spread =
                    options(name + ":30", "linear", Precision.F32).withLearning(s -> s.withGenerations(6));
            long inStep = train(locked).simulatorSteps();
            int sides = name.equals("nres") ? 2 : name.equals("tes") ? 3 : 1;
            int episodes = name.equals("online") ? 20 : 6 * 20;
            assertThat(inStep).isEqualTo((long) sides * episodes * 180);
            // A tile takes one pair of 20 episodes, or 16 episodes; groups begin at windows 0 to 5 of 6, or 0 and 3.
            long warmUp =
                    name.equals("online") ? 4 * 3 * 30 : 20L * 30 * (1 + 2 + 3 + 4 + 5) * (name.equals("tes") ? 1 : 2);
            assertThat(train(spread).simulatorSteps()).isEqualTo(inStep + warmUp);
        }
    }

    /** What is kept is in the plan: scores of every pair for PES alone, one side of every episode for TES. */
    @Test
    void memoryIsPlanned() {
        String nres = plan("nres:50");
        assertThat(nres).contains("episodes between windows").doesNotContain("sums of perturbations");
        assertThat(plan("pes:50")).contains("sums of perturbations");
        assertThat(plan("tes:50")).contains("6 tiles x 1 x").contains("costs of the unperturbed");
        assertThat(plan("online:50")).contains("2 tiles x 1 x").contains("gradients of 16 episodes each");
    }

    private static String plan(String estimator) {
        TrainingOptions options = options(estimator, "mlp:6:tanh", Precision.F32);
        try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
            return trainer.plan().table();
        }
    }

    @Test
    void choicesAreWrittenAsTheyAreRead() {
        for (String text : List.of(
                "nres:10",
                "nres:full:locked",
                "pes:1:locked",
                "tes:100",
                "online:10",
                "online:full:locked",
                "online:10:0.9:locked",
                "online:10:1.0:5.0:locked")) {
            assertThat(EstimatorChoice.parse(text)).hasToString(text);
        }
        assertThatThrownBy(() -> EstimatorChoice.parse("nres")).hasMessageContaining("nres:WINDOW");
        assertThatThrownBy(() -> EstimatorChoice.parse("pes:0")).hasMessageContaining("'0'");
        assertThatThrownBy(() -> EstimatorChoice.parse("tes:5:open")).hasMessageContaining("tes:5:open");
        assertThatThrownBy(() -> EstimatorChoice.parse("online:5:x")).hasMessageContaining("'x'");
        assertThatThrownBy(() -> plan("nres:1000")).hasMessageContaining("1000 steps is longer than the 180 steps");
    }

    private static TrainingState train(TrainingOptions options) {
        return Antipode.train(options, ProgressListener.silent()).state();
    }
}
