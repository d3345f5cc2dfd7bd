package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A generation that is cancelled on the way leaves no trace: the run goes on as if it had not begun. */
class CancelledGenerationTest {
    private static final int PARAMETERS = 6;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "es",
                "ars",
                "snes",
                "tbptt:4",
                "guided:2:4:0.3",
                "mixed",
                "guarded:10:15.0:4",
                "guarded:10:switched"
            })
    void theRunGoesOnAsIfNothingHadHappened(String estimator) {
        Cancelling undisturbed = new Cancelling(estimator, Long.MAX_VALUE);
        TrainingState expected = undisturbed.train();
        assertThat(undisturbed.evaluations).isGreaterThan(500);
        for (long at = 7; at < undisturbed.evaluations; at += undisturbed.evaluations / 23) {
            Cancelling disturbed = new Cancelling(estimator, at);
            assertThat(disturbed.train())
                    .as("cancelled at evaluation %d", at)
                    .usingRecursiveComparison()
                    .ignoringFields("elapsedSeconds")
                    .isEqualTo(expected);
            assertThat(disturbed.cancelled).isTrue();
        }
    }

    /** A bowl whose gradients point uphill in some coordinates, so that a guard has something to decide. */
    private static final class Cancelling {
        private final long at;
        private final Trainer trainer;
        private long evaluations;
        private boolean cancelled;

        Cancelling(String estimator, long at) {
            this.at = at;
            Landscape landscape = new Landscape(
                    PARAMETERS, this::cost, (x, episode, i) -> (i % 3 == 0 ? -3 : 1) * (x[i] - 1) + 0.1 * episode);
            LearningSettings settings = Runs.settings()
                    .withEstimator(EstimatorChoice.parse(estimator))
                    .withPopulation(8)
                    .withEpisodes(4);
            this.trainer = Runs.trainer(landscape, settings, Runs.execution(1));
        }

        private double cost(double[] x, int episode) {
            if (++evaluations == at) {
                cancelled = true;
                trainer.cancel();
            }
            double sum = 0;
            for (double each : x) {
                sum += (each - 1) * (each - 1);
            }
            return sum * (1 + 0.1 * Math.floorMod(episode, 4));
        }

        /** To the end, whether cancelled once or not. */
        TrainingState train() {
            try (trainer) {
                while (trainer.run(ProgressListener.silent()) == TrainingOutcome.CANCELLED) {
                    assertThat(cancelled).isTrue();
                }
                return trainer.state();
            }
        }
    }
}
