package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Registry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every estimator that runs a population. */
class PopulationEstimatorsTest {
    private static final Registry REGISTRY = Registry.load(PopulationEstimatorsTest.class.getClassLoader());
    private static final List<String> ESTIMATORS =
            List.of("es", "snes", "ars", "ars:5", "guided:7:3:0.4", "mixed:9", "mixed:full:0.5");
    private static final int PARAMETERS = 300;

    private static Landscape landscape(int lanes, ParameterLayout layout, Precision precision) {
        return new Landscape(
                PARAMETERS,
                lanes,
                layout,
                precision,
                (x, episode) -> {
                    double sum = 0;
                    for (int i = 0; i < PARAMETERS; i++) {
                        double d = x[i] - Quadratic.minimum(i) - 0.01 * (episode % 13);
                        sum += Quadratic.curvature(i) * d * d;
                    }
                    return sum;
                },
                (x, episode, i) ->
                        2 * Quadratic.curvature(i) * (x[i] - Quadratic.minimum(i) - 0.01 * (episode % 13)) + 0.1);
    }

    private static LearningSettings settings(String estimator, Precision precision, int generations) {
        return EstimatorChoice.parse(estimator)
                .defaults(Runs.settings())
                .withPrecision(precision)
                .withNormalisation(Normalisation.RUNNING)
                .withGenerations(generations);
    }

    private static void assertSame(TrainingState a, TrainingState b) {
        assertThat(a)
                .usingRecursiveComparison()
                .ignoringFields("elapsedSeconds")
                .isEqualTo(b);
    }

    /** Also with more episodes than some tiles have lanes. */
    @Test
    void threadsLanesAndLayoutDoNotChangeABit() {
        for (String estimator : ESTIMATORS) {
            for (int episodes : new int[] {5, 32, 37}) {
                LearningSettings settings =
                        settings(estimator, Precision.F32, 4).withEpisodes(episodes);
                TrainingState expected = null;
                for (int threads : new int[] {1, 3}) {
                    for (int lanes : new int[] {16, 48, 128}) {
                        for (ParameterLayout layout : ParameterLayout.values()) {
                            Landscape landscape = landscape(lanes, layout, Precision.F32);
                            try (Trainer trainer = Runs.trainer(landscape, settings, Runs.execution(threads))) {
                                trainer.run(ProgressListener.silent());
                                if (expected == null) {
                                    expected = trainer.state();
                                    assertThat(expected.update()).isEqualTo(4);
                                    assertThat(expected.theta()).doesNotContain(Double.NaN);
                                }
                                assertSame(trainer.state(), expected);
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void aRestoredRunGoesOnExactly() {
        for (String estimator : ESTIMATORS) {
            LearningSettings settings = settings(estimator, Precision.F64, 9);
            Landscape landscape = landscape(16, ParameterLayout.SHARED, Precision.F64);
            TrainingState whole;
            try (Trainer trainer = Runs.trainer(landscape, settings, Runs.execution(2))) {
                trainer.run(ProgressListener.silent());
                whole = trainer.state();
            }
            for (int stop = 0; stop < 8; stop++) {
                int generation = stop;
                TrainingState half;
                try (Trainer trainer = Runs.trainer(landscape, settings, Runs.execution(2))) {
                    trainer.run(report -> {
                        if (report.generation() == generation) {
                            trainer.cancel();
                        }
                    });
                    half = trainer.state();
                }
                try (Trainer trainer = Runs.trainer(landscape, settings, Runs.execution(3))) {
                    trainer.restore(half);
                    assertThat(trainer.run(ProgressListener.silent())).isEqualTo(TrainingOutcome.COMPLETED);
                    assertSame(trainer.state(), whole);
                }
            }
        }
    }

    private static TrainingState train(TrainingOptions options) {
        return Antipode.train(options, ProgressListener.silent()).state();
    }

    /** Both layouts, with what is backpropagated; what only runs populations has nothing of its own here. */
    @Test
    void closedLoopsGiveTheSameBits() {
        for (List<String> run : List.of(
                List.of("snes", "mlp:6:tanh"),
                List.of("guided:7:3:0.4", "gru:4"),
                List.of("guided:7:3:0.4", "linear"),
                List.of("mixed:9", "mlp:6:tanh"),
                List.of("mixed:9", "linear"))) {
            TrainingOptions options = TrainingOptions.of(REGISTRY.task("pendulum"))
                    .withPolicy(PolicyDesign.parse(run.get(1)))
                    .withEstimator(EstimatorChoice.parse(run.get(0)))
                    .withLearning(s -> s.withNormalisation(Normalisation.RUNNING)
                            .withPopulation(8)
                            .withEpisodes(20)
                            .withGenerations(3)
                            .withValidation(20, 3))
                    .withExecution(e -> e.withKernels(KernelMode.SCALAR)
                            .withThreads(1)
                            .withLanes(64)
                            .withCheckpointInterval(0));
            TrainingState expected = train(options);
            assertThat(expected.update()).isEqualTo(3);
            assertThat(expected.theta()).doesNotContain(Double.NaN);
            assertSame(
                    train(options.withExecution(
                            e -> e.withThreads(3).withLanes(16).withKernels(KernelMode.AUTO))),
                    expected);
        }
    }

    @Test
    void equalCostsLeaveTheParametersAlone() {
        for (String estimator : ESTIMATORS) {
            Landscape flat = new Landscape(PARAMETERS, (_, _) -> 3, (_, _, _) -> 0);
            try (Trainer trainer = Runs.trainer(flat, settings(estimator, Precision.F64, 3), Runs.execution(2))) {
                trainer.run(ProgressListener.silent());
                assertThat(trainer.state().theta()).containsOnly(0.0);
            }
        }
    }

    @Test
    void choicesAreWrittenAsTheyAreRead() {
        for (String text : List.of(
                "snes",
                "ars",
                "ars:16",
                "guided",
                "guided:20",
                "guided:30:6",
                "guided:full:4:0.25",
                "mixed",
                "mixed:32",
                "mixed:full:0.5")) {
            assertThat(EstimatorChoice.parse(text)).hasToString(text);
        }
    }

    @Test
    void settingsOfAnEstimatorAreThoseOfTheTaskBeside() {
        TrainingOptions task = TrainingOptions.of(REGISTRY.task("pendulum"));
        TrainingOptions snes = task.withEstimator(EstimatorChoice.parse("snes"));
        assertThat(snes.learning().optimizer()).isEqualTo(new Sgd(0));
        assertThat(snes.learning().learningRate()).isEqualTo(new Schedule.Constant(1));
        assertThat(snes.learning().generations()).isEqualTo(task.learning().generations());
        Schedule sigma = new Schedule.Linear(1, 0.25);
        LearningSettings guided =
                EstimatorChoice.parse("guided").defaults(task.learning().withSigma(sigma));
        assertThat(guided.sigma()).isEqualTo(new Schedule.Linear(0.2, 0.05));
        assertThat(guided.optimizer()).isEqualTo(task.learning().optimizer());
        assertThat(task.withEstimator(EstimatorChoice.parse("es"))).isEqualTo(task);
    }
}
