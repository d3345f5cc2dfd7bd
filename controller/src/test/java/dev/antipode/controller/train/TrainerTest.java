package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.core.memory.BudgetExceededException;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.ParameterLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final int PARAMETERS = 300;

    private static Quadratic quadratic(int lanes, ParameterLayout layout, Precision precision) {
        return new Quadratic(PARAMETERS, lanes, layout, precision);
    }

    private static Quadratic quadratic() {
        return quadratic(16, ParameterLayout.SHARED, Precision.F64);
    }

    private static void assertSame(TrainingState a, TrainingState b) {
        assertThat(a)
                .usingRecursiveComparison()
                .ignoringFields("elapsedSeconds")
                .isEqualTo(b);
    }

    @Test
    void theMinimumIsFound() {
        LearningSettings settings = Runs.settings().withPopulation(100).withGenerations(200);
        try (Trainer trainer = Runs.trainer(quadratic(), settings, Runs.execution(2))) {
            List<GenerationReport> reports = new ArrayList<>();
            assertThat(trainer.run(reports::add)).isEqualTo(TrainingOutcome.COMPLETED);
            assertThat(reports).hasSize(200);
            assertThat(reports.getLast().centreCost())
                    .isLessThan(reports.getFirst().centreCost() / 50);
            assertThat(reports.get(3).validationCost()).isPresent();
            assertThat(reports.get(4).validationCost()).isEmpty();
            assertThat(reports.getLast().simulatorSteps()).isEqualTo(200L * 101 * 5 * 10);
            TrainingState.Best best = trainer.best();
            double sum = 0;
            for (int i = 0; i < PARAMETERS; i++) {
                sum += Math.abs(best.theta()[i] - Quadratic.minimum(i)) / PARAMETERS;
            }
            assertThat(sum).isLessThan(0.1);
            assertThat(trainer.evaluate(57).episodes()).isEqualTo(57);
        }
    }

    @Test
    void threadsLanesAndLayoutDoNotChangeABit() {
        for (Precision precision : Precision.values()) {
            for (Normalisation normalisation : Normalisation.values()) {
                LearningSettings settings = Runs.settings()
                        .withPrecision(precision)
                        .withNormalisation(normalisation)
                        .withGenerations(10);
                TrainingState expected = null;
                for (int threads : new int[] {1, 2, 3}) {
                    for (int lanes : new int[] {16, 48, 64}) {
                        for (ParameterLayout layout : ParameterLayout.values()) {
                            Quadratic simulation = quadratic(lanes, layout, precision);
                            try (Trainer trainer = Runs.trainer(simulation, settings, Runs.execution(threads))) {
                                trainer.run(ProgressListener.silent());
                                if (expected == null) {
                                    expected = trainer.state();
                                }
                                assertSame(trainer.state(), expected);
                            }
                        }
                    }
                }
            }
        }
    }

    /** More episodes than lanes: a candidate takes several tiles, the last one partly filled. */
    @Test
    void manyEpisodesTakeSeveralTiles() {
        LearningSettings settings = Runs.settings().withEpisodes(37).withGenerations(3);
        List<TrainingState> states = new ArrayList<>();
        for (int lanes : new int[] {16, 32, 48}) {
            try (Trainer trainer =
                    Runs.trainer(quadratic(lanes, ParameterLayout.ROWS, Precision.F64), settings, Runs.execution(2))) {
                trainer.run(ProgressListener.silent());
                states.add(trainer.state());
            }
        }
        assertSame(states.get(1), states.get(0));
        assertSame(states.get(2), states.get(0));
    }

    @Test
    void seedsGiveDifferentRuns() {
        List<double[]> thetas = new ArrayList<>();
        for (long seed : new long[] {1, 2}) {
            try (Trainer trainer =
                    Runs.trainer(quadratic(), Runs.settings().withSeed(seed).withGenerations(1), Runs.execution(1))) {
                trainer.run(ProgressListener.silent());
                thetas.add(trainer.state().theta());
            }
        }
        assertThat(thetas.get(0)).isNotEqualTo(thetas.get(1));
    }

    /** Cancelled at every generation in turn, then restored: always the state of the run that was left alone. */
    @Test
    void aRestoredRunGoesOnExactly() {
        for (Normalisation normalisation : Normalisation.values()) {
            LearningSettings settings =
                    Runs.settings().withNormalisation(normalisation).withGenerations(12);
            TrainingState whole;
            try (Trainer trainer = Runs.trainer(quadratic(), settings, Runs.execution(2))) {
                trainer.run(ProgressListener.silent());
                whole = trainer.state();
            }
            for (int stop = 1; stop < 12; stop++) {
                int generation = stop;
                TrainingState half;
                try (Trainer trainer = Runs.trainer(quadratic(), settings, Runs.execution(2))) {
                    trainer.run(report -> {
                        if (report.generation() == generation) {
                            trainer.cancel();
                        }
                    });
                    half = trainer.state();
                    assertThat(half.generation()).isGreaterThan(generation);
                }
                try (Trainer trainer = Runs.trainer(quadratic(), settings, Runs.execution(3))) {
                    trainer.restore(half);
                    assertThat(trainer.run(ProgressListener.silent())).isEqualTo(TrainingOutcome.COMPLETED);
                    assertSame(trainer.state(), whole);
                }
            }
        }
    }

    @Test
    void checkpointsAreCompleteStates() {
        LearningSettings settings = Runs.settings().withGenerations(12);
        List<TrainingState> checkpoints = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void generation(GenerationReport report) {}

            @Override
            public void checkpoint(TrainingState state) {
                checkpoints.add(state);
            }
        };
        TrainingState whole;
        try (Trainer trainer =
                Runs.trainer(quadratic(), settings, Runs.execution(2).withCheckpointInterval(3))) {
            trainer.run(listener);
            whole = trainer.state();
        }
        assertThat(checkpoints).extracting(TrainingState::generation).containsExactly(3, 6, 9, 12);
        assertSame(checkpoints.get(3), whole);
        try (Trainer trainer = Runs.trainer(quadratic(), settings, Runs.execution(1))) {
            trainer.restore(checkpoints.get(0));
            trainer.run(ProgressListener.silent());
            assertSame(trainer.state(), whole);
        }
    }

    @Test
    void aStateOfAnotherRunIsRefused() {
        try (Trainer trainer = Runs.trainer(quadratic(), Runs.settings(), Runs.execution(1))) {
            TrainingState state = trainer.state();
            try (Trainer other = Runs.trainer(quadratic(), Runs.settings(), Runs.execution(1), "other")) {
                assertThatThrownBy(() -> other.restore(state)).hasMessageContaining("task stand-in, this one other");
            }
            try (Trainer other = Runs.trainer(quadratic(), Runs.settings().withSeed(5), Runs.execution(1))) {
                assertThatThrownBy(() -> other.restore(state)).hasMessageContaining("seed=5");
            }
        }
    }

    @Test
    void equalCostsLeaveTheParametersAlone() {
        Quadratic simulation = quadratic();
        simulation.lost = true;
        try (Trainer trainer = Runs.trainer(simulation, Runs.settings(), Runs.execution(2))) {
            List<GenerationReport> reports = new ArrayList<>();
            trainer.run(reports::add);
            assertThat(trainer.state().theta()).containsOnly(0.0);
            assertThat(reports.getLast().centreCost()).isEqualTo(1000);
            assertThat(reports.getLast().failedEpisodes()).isEqualTo(25 * 5);
            assertThat(trainer.evaluate(40).failed()).isEqualTo(40);
            assertThat(trainer.evaluate(40).nonFinite()).isZero();
        }
    }

    @Test
    void aRunWithoutAnyFiniteEpisodeEndsWithASentenceAndKeepsItsState() {
        Quadratic simulation = quadratic();
        simulation.poison = (episode, first) -> true;
        try (Trainer trainer = Runs.trainer(simulation, Runs.settings(), Runs.execution(2))) {
            assertThatThrownBy(() -> trainer.run(ProgressListener.silent()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("every episode of generation 0 became non-finite");
            assertThat(trainer.state().generation()).isZero();
            assertThat(trainer.state().theta()).containsOnly(0.0);
        }
    }

    /** Theta, gradient, two moments, one perturbed vector a worker; the best parameters are the result, not working memory. */
    @Test
    void parameterMemoryIsFourVectorsAndOneForEachWorker() {
        for (int threads = 1; threads <= 3; threads++) {
            for (int population : new int[] {2, 1000}) {
                try (Trainer trainer = Runs.trainer(
                        quadratic(), Runs.settings().withPopulation(population), Runs.execution(threads))) {
                    long vectors = trainer.plan().entries().stream()
                            .filter(entry -> entry.dimensions().equals(PARAMETERS + " x F64"))
                            .filter(entry -> !entry.name().startsWith("result"))
                            .mapToLong(MemoryPlan.Entry::bytes)
                            .sum();
                    assertThat(vectors).isEqualTo((4L + threads) * PARAMETERS * 8);
                }
            }
        }
    }

    @Test
    void aPlanOverTheBudgetIsRefused() {
        assertThatThrownBy(() -> Runs.trainer(
                        quadratic(), Runs.settings(), Runs.execution(1).withBudgetBytes(1000)))
                .isInstanceOf(BudgetExceededException.class);
    }

    @Test
    void impossiblePopulationsAreRefusedInOneSentence() {
        for (int population : new int[] {0, -2, 1, 7}) {
            assertThatThrownBy(() -> Runs.settings().withPopulation(population))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("population " + population)
                    .hasMessageContaining("even");
        }
    }

    @Test
    void timeLimitsAndCancellationEndARun() {
        LearningSettings endless = Runs.settings().withGenerations(Integer.MAX_VALUE);
        try (Trainer trainer =
                Runs.trainer(quadratic(), endless, Runs.execution(2).withTimeLimit(Duration.ofMillis(200)))) {
            assertThat(trainer.run(ProgressListener.silent())).isEqualTo(TrainingOutcome.TIME_LIMIT);
        }
        try (Trainer trainer = Runs.trainer(quadratic(), endless, Runs.execution(2))) {
            trainer.cancel();
            assertThat(trainer.run(ProgressListener.silent())).isEqualTo(TrainingOutcome.CANCELLED);
            assertThat(trainer.state().generation()).isZero();
        }
    }

    @Test
    void aPlateauEndsARunWithPatience() {
        Quadratic simulation = quadratic();
        simulation.lost = true;
        LearningSettings settings = Runs.settings().withGenerations(1000).withPatience(3);
        try (Trainer trainer = Runs.trainer(simulation, settings, Runs.execution(1))) {
            assertThat(trainer.run(ProgressListener.silent())).isEqualTo(TrainingOutcome.PLATEAU);
            assertThat(trainer.state().generation()).isEqualTo(12);
        }
    }

    @Test
    void aListenerThatFailsEndsTheRun() {
        try (Trainer trainer = Runs.trainer(quadratic(), Runs.settings(), Runs.execution(2))) {
            assertThatThrownBy(() -> trainer.run(report -> {
                        throw new IllegalStateException("no more");
                    }))
                    .hasMessage("no more");
        }
    }

    /** Nothing of the first run is left: neither moments nor an estimator's memory, nor what was best. */
    @ParameterizedTest
    @ValueSource(strings = {"es", "snes", "ars:4"})
    void aSecondRunIsThatOfANewTrainer(String estimator) {
        LearningSettings settings = Runs.settings()
                .withEstimator(EstimatorChoice.parse(estimator))
                .withNormalisation(Normalisation.RUNNING)
                .withGenerations(8);
        double[] start = new double[quadratic().parameterCount()];
        Arrays.fill(start, 0.25);
        TrainingState expected;
        try (Trainer trainer = Runs.trainer(quadratic(), settings, Runs.execution(2))) {
            trainer.startFrom(start);
            trainer.run(ProgressListener.silent());
            expected = trainer.state();
        }
        try (Trainer trainer = Runs.trainer(quadratic(), settings, Runs.execution(2))) {
            trainer.run(ProgressListener.silent());
            assertThat(trainer.state().theta()).isNotEqualTo(expected.theta());
            trainer.restart(start);
            trainer.run(ProgressListener.silent());
            assertSame(trainer.state(), expected);
        }
    }
}
