package dev.antipode.controller.hil.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.store.CheckpointFile;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.Normalisation;
import dev.antipode.controller.train.PairSearch;
import dev.antipode.controller.train.Schedule;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardwareTrainerTest {
    private static final TaskModel TASK = RoughPlant.task("dc-motor");
    /** Two starts, four episodes each. */
    private static final int CHECK = 8;

    @TempDir
    Path folder;

    private static RoughPlant plant(double noise) {
        return new RoughPlant(TASK, 3, noise, 0, "torqueConstant");
    }

    private static LearningSettings learning(int generations) {
        return Bench.learning(TASK).withGenerations(generations);
    }

    private static HardwareTrainer trainer(RoughPlant plant, LearningSettings learning, HardwareSettings settings) {
        return Bench.trainer(TASK, "constant:0.5", learning, settings, plant, plant::nanos);
    }

    private static HardwareTrainer linear(RoughPlant plant, LearningSettings learning, HardwareSettings settings) {
        return Bench.trainer(TASK, "linear", learning, settings, plant, plant::nanos);
    }

    /** A constant policy shows which candidate is at work by its command: plus, minus, minus, plus. */
    @Test
    void theHalvesOfPairsFollowOneAnotherSoThatADriftCancels() {
        for (int visits = 1; visits <= 2; visits++) {
            LearningSettings learning = learning(1).withEpisodes(visits);
            try (RoughPlant plant = plant(0);
                    HardwareTrainer trainer = trainer(plant, learning, Bench.settings(TASK));
                    PairSearch search = new PairSearch(
                            1, learning, ExecutionSettings.defaults().withKernels(KernelMode.SCALAR))) {
                double[] theta = trainer.state().theta();
                search.start(theta);
                assertThat(trainer.run(new HardwareListener() {}).reason()).isEqualTo(HardwareOutcome.Reason.COMPLETED);
                double centre = plant.firstCommands.getFirst();
                int at = CHECK;
                for (int pair = 0; pair < 4; pair++) {
                    boolean rises = search.candidate(0, pair, 1)[0] > theta[0];
                    for (int visit = 0; visit < visits; visit++) {
                        boolean plusFirst = (pair * visits + visit) % 2 == 0;
                        double first = plant.firstCommands.get(at);
                        double second = plant.firstCommands.get(at + 1);
                        assertThat(first > centre).isEqualTo(rises == plusFirst);
                        assertThat(second > centre).isEqualTo(rises != plusFirst);
                        // The same start, so that chance is the same for both.
                        assertThat(plant.asked.get(at)).isEqualTo(plant.asked.get(at + 1));
                        at += 2;
                    }
                }
                // The last check, of both the best and the last parameters.
                assertThat(plant.asked).hasSize(at + CHECK);
            }
        }
    }

    @Test
    void aLostHalfDiscardsThePairAndNothingElse() {
        LearningSettings learning = learning(1);
        try (RoughPlant plant = plant(0);
                HardwareTrainer trainer = linear(plant, learning, Bench.settings(TASK));
                PairSearch search =
                        new PairSearch(3, learning, ExecutionSettings.defaults().withKernels(KernelMode.SCALAR))) {
            // The second half of the second pair's first visit.
            plant.silentEpisodes.add(CHECK + 4 + 1);
            search.start(trainer.state().theta());
            List<TrainingState> states = new ArrayList<>();
            HardwareOutcome outcome = trainer.run(new HardwareListener() {
                @Override
                public void checkpoint(TrainingState state) {
                    states.add(state);
                }
            });
            assertThat(outcome.done()).isTrue();
            assertThat(trainer.progress().lostPairs()).isEqualTo(1);
            // The pair's other visit was not run.
            assertThat(plant.asked).hasSize(CHECK + 4 + 2 + 4 + 4 + CHECK);
            double[] saved = states.get(states.size() - 2).estimator();
            double[] plus = java.util.Arrays.copyOfRange(saved, saved.length - 8, saved.length - 4);
            double[] minus = java.util.Arrays.copyOfRange(saved, saved.length - 4, saved.length);
            assertThat(plus[1]).isNaN();
            assertThat(minus[1]).isNaN();
            assertThat(plus[0]).isPositive();
            assertThat(search.step(0, plus, minus)).isPositive();
            assertThat(trainer.state().theta()).isEqualTo(search.parameters());
        }
    }

    @Test
    void aPlantOfWhichNothingComesBackIsGivenUp() {
        try (RoughPlant plant = plant(0);
                HardwareTrainer trainer = linear(plant, learning(20), Bench.settings(TASK))) {
            for (int i = CHECK; i < 1000; i++) {
                plant.silentEpisodes.add(i);
            }
            double[] theta = trainer.state().theta();
            HardwareOutcome outcome = trainer.run(new HardwareListener() {});
            assertThat(outcome.reason()).isEqualTo(HardwareOutcome.Reason.PLANT_NOT_READY);
            assertThat(outcome.sentence()).contains("no pair of the last 3 generations");
            assertThat(trainer.state().theta()).isEqualTo(theta);
            assertThat(plant.asked).hasSize(CHECK + 3 * 4);
        }
    }

    /** Candidates that hardly differ are told apart by noise alone. */
    @Test
    void anUpdateBelowTheNoiseIsSkipped() {
        LearningSettings learning = learning(4).withSigma(Schedule.parse("1e-7"));
        HardwareSettings usual = Bench.settings(TASK);
        HardwareSettings careful = new HardwareSettings(
                0,
                Double.POSITIVE_INFINITY,
                usual.envelope(),
                0,
                usual.start(),
                usual.holdSeconds(),
                usual.resetSeconds(),
                0,
                usual.missingTicks(),
                4,
                usual.safeCommand());
        try (RoughPlant plant = plant(0.05);
                HardwareTrainer trainer = linear(plant, learning, careful)) {
            double[] theta = trainer.state().theta();
            trainer.run(new HardwareListener() {});
            assertThat(trainer.progress().skippedUpdates()).isEqualTo(4);
            assertThat(trainer.state().theta()).isEqualTo(theta);
            // Of costs near 200, by a share of 0.05: an estimate from four pairs of them.
            assertThat(trainer.progress().noise()).isBetween(2.0, 30.0);
        }
    }

    /** Cut off after any pair, also in the middle of a generation, and gone on with from the file. */
    @Test
    void aRunThatGoesOnFromACheckpointHasTheSameBits() throws IOException {
        LearningSettings learning = learning(3).withValidation(2, 2);
        List<TrainingState> states = new ArrayList<>();
        TrainingState end;
        TrainingState.Best best;
        try (RoughPlant plant = plant(0);
                HardwareTrainer trainer = linear(plant, learning, Bench.settings(TASK))) {
            trainer.run(new HardwareListener() {
                @Override
                public void checkpoint(TrainingState state) {
                    states.add(state);
                }
            });
            end = trainer.state();
            best = trainer.best();
        }
        // Two checks, and four pairs and an update in each generation.
        assertThat(states).hasSize(2 + 3 * 5);
        for (int cut : new int[] {0, 2, 5, 8}) {
            Path file = folder.resolve("cut" + cut);
            CheckpointFile.write(file, states.get(cut));
            try (RoughPlant plant = plant(0);
                    HardwareTrainer trainer = linear(plant, learning, Bench.settings(TASK))) {
                trainer.restore(CheckpointFile.read(file));
                assertThat(trainer.run(new HardwareListener() {}).done()).isTrue();
                assertThat(trainer.state().theta()).isEqualTo(end.theta());
                assertThat(trainer.state().secondMoment()).isEqualTo(end.secondMoment());
                assertThat(trainer.best().theta()).isEqualTo(best.theta());
                assertThat(trainer.best().validationCost()).isEqualTo(best.validationCost());
                assertThat(trainer.progress().episodes()).isEqualTo((long) end.estimator()[1]);
            }
        }
    }

    @Test
    void aStopInTheMiddleOfAnEpisodeLosesThePairAlone() {
        LearningSettings learning = learning(2);
        double[] whole;
        try (RoughPlant plant = plant(0);
                HardwareTrainer trainer = linear(plant, learning, Bench.settings(TASK))) {
            trainer.run(new HardwareListener() {});
            whole = trainer.state().theta();
        }
        TrainingState cut;
        try (RoughPlant plant = plant(0);
                HardwareTrainer trainer = linear(plant, learning, Bench.settings(TASK))) {
            plant.atTick(1000 + 200 * CHECK, trainer::stop);
            HardwareOutcome outcome = trainer.run(new HardwareListener() {});
            assertThat(outcome.reason()).isEqualTo(HardwareOutcome.Reason.STOPPED);
            assertThat(plant.commands.getLast()).isZero();
            cut = trainer.state();
        }
        assertThat(cut.generation()).isZero();
        try (RoughPlant plant = plant(0);
                HardwareTrainer trainer = linear(plant, learning, Bench.settings(TASK))) {
            trainer.restore(cut);
            trainer.run(new HardwareListener() {});
            assertThat(trainer.state().theta()).isEqualTo(whole);
        }
    }

    @Test
    void aBudgetIsKeptAndSaysSo() {
        double[] whole;
        try (RoughPlant plant = plant(0);
                HardwareTrainer trainer = linear(plant, learning(2), Bench.settings(TASK))) {
            trainer.run(new HardwareListener() {});
            whole = trainer.state().theta();
        }
        TrainingState cut;
        try (RoughPlant plant = plant(0);
                HardwareTrainer trainer =
                        linear(plant, learning(2), Bench.settings(TASK).withBudget(37, Double.POSITIVE_INFINITY))) {
            assertThat(trainer.progress().plannedEpisodes()).isEqualTo(37);
            HardwareOutcome outcome = trainer.run(new HardwareListener() {});
            assertThat(outcome.reason()).isEqualTo(HardwareOutcome.Reason.BUDGET);
            assertThat(outcome.sentence())
                    .isEqualTo("the budget of 37 episodes is spent: 28 were run, and what comes next takes 12;"
                            + " a larger budget with --resume goes on");
            // With the last check.
            assertThat(plant.asked).hasSize(36);
            cut = trainer.state();
        }
        try (RoughPlant plant = plant(0);
                HardwareTrainer trainer = linear(plant, learning(2), Bench.settings(TASK))) {
            trainer.restore(cut);
            assertThat(trainer.run(new HardwareListener() {}).reason()).isEqualTo(HardwareOutcome.Reason.COMPLETED);
            assertThat(trainer.state().theta()).isEqualTo(whole);
        }
        try (RoughPlant plant = plant(0);
                HardwareTrainer trainer =
                        linear(plant, learning(20), Bench.settings(TASK).withBudget(0, 2))) {
            HardwareOutcome outcome = trainer.run(new HardwareListener() {});
            assertThat(outcome.reason()).isEqualTo(HardwareOutcome.Reason.BUDGET);
            assertThat(outcome.sentence())
                    .startsWith(
                            "the budget of 2.00 minutes is spent: 1.60 have passed, and what comes next takes 0.40");
            assertThat(plant.nanos() / 60e9).isBetween(1.8, 2.0);
        }
        assertThatThrownBy(
                        () -> linear(plant(0), learning(2), Bench.settings(TASK).withBudget(31, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("31 episodes is not enough")
                .hasMessageContaining("takes 32");
    }

    @Test
    void aPlantThatGoesIsToldOf() {
        try (RoughPlant plant = plant(0);
                HardwareTrainer trainer = linear(plant, learning(2), Bench.settings(TASK))) {
            plant.closesAt = 3000;
            HardwareOutcome outcome = trainer.run(new HardwareListener() {});
            assertThat(outcome.reason()).isEqualTo(HardwareOutcome.Reason.LINK_CLOSED);
            assertThat(outcome.sentence()).contains("closed by its other side");
        }
        try (RoughPlant plant = plant(Double.NaN);
                HardwareTrainer trainer = linear(plant, learning(2), Bench.settings(TASK))) {
            HardwareOutcome outcome = trainer.run(new HardwareListener() {});
            assertThat(outcome.reason()).isEqualTo(HardwareOutcome.Reason.NO_COST);
            assertThat(outcome.sentence()).contains("--cost");
        }
    }

    @Test
    void aScalingThatWouldChangeIsRefused() {
        assertThatThrownBy(() ->
                        linear(plant(0), learning(2).withNormalisation(Normalisation.RUNNING), Bench.settings(TASK)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("start from a controller");
    }
}
