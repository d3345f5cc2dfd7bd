package dev.antipode.controller.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.law.ControlLaw;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.law.PendulumEnergyLaw;
import dev.antipode.controller.train.Evaluator;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Default;
import dev.antipode.sim.None;
import dev.antipode.sim.Range;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.DcMotor;
import dev.antipode.sim.tasks.DcMotorPosition;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class GainTuningTest {
    private static final TaskModel MOTOR = TaskModel.of("dc-motor", new DcMotorPosition());
    private static final int EPISODES = 100;

    /** One gain, far from the best. */
    static final class Proportional
            implements ControlLaw<DcMotorPosition.Observation, DcMotor.Input, Proportional.Gain, None> {
        record Gain(
                @Unit("V/rad") @Default(0.5) @Range(min = 0, max = 20)
                double stiffness) {}

        @Override
        public DcMotor.Input command(DcMotorPosition.Observation o, None memory, Gain gain) {
            return new DcMotor.Input(gain.stiffness() * o.error() - 0.2 * o.speed());
        }
    }

    private static TrainingOptions options() {
        return GainTuning.options(MOTOR)
                .withLearning(s -> s.withEpisodes(16).withGenerations(40).withValidation(32, 2))
                .withExecution(e -> e.withKernels(KernelMode.SCALAR).withThreads(1));
    }

    /** No gain on a grid is better by more than what the choice of episodes explains. */
    @Test
    void theBestGainIsFound() {
        TunedGains tuned = GainTuning.tune(options(), new Proportional(), 0, 0, EPISODES);
        assertThat(tuned.before()).containsExactly(0.5);
        assertThat(tuned.descents()).hasSize(1);
        double least = Double.POSITIVE_INFINITY;
        for (double gain = 1; gain <= 19; gain += 2) {
            FixedLaw law = FixedLaw.of(new Proportional(), new double[] {gain}, MOTOR);
            least = Math.min(
                    least,
                    Evaluator.evaluate(
                                    MOTOR,
                                    law,
                                    new double[0],
                                    Precision.F64,
                                    1,
                                    EPISODES,
                                    options().execution())
                            .meanCost());
        }
        assertThat(tuned.testBefore().meanCost()).isGreaterThan(1.5 * least);
        assertThat(tuned.testAfter().meanCost()).isLessThan(1.02 * least);
        assertThat(tuned.gains().get(0).unit()).isEqualTo("V/rad");
        assertThat(tuned.controller().parameters()).hasSize(1);
    }

    /** Starts are within the gains' ranges, the best validation wins, and nothing depends on the device. */
    @Test
    void descentsFromRandomGainsAreTheSameEverywhere() {
        TrainingOptions options = options().withLearning(s -> s.withGenerations(3));
        TunedGains tuned = GainTuning.tune(options, new Proportional(), 40, 3, 20);
        assertThat(tuned.descents()).hasSize(4).allSatisfy(descent -> {
            assertThat(descent.from()[0]).isBetween(0.0, 20.0);
            assertThat(descent.to()[0]).isBetween(0.0, 20.0);
        });
        assertThat(tuned.descents()).extracting(d -> d.from()[0]).doesNotHaveDuplicates();
        var best = tuned.descents().stream()
                .min(Comparator.comparingDouble(TunedGains.Descent::validationSuccess)
                        .reversed()
                        .thenComparingDouble(TunedGains.Descent::validationCost))
                .orElseThrow();
        assertThat(tuned.after()).isEqualTo(best.to());
        TrainingOptions other = options.withExecution(e -> e.withLanes(16).withThreads(2));
        TunedGains again = GainTuning.tune(other, new Proportional(), 40, 3, 20);
        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("seconds", "state.elapsedSeconds")
                .isEqualTo(tuned);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> GainTuning.tune(options(), new Proportional(), 2, 3, 10))
                .hasMessageContaining("3 starts of 2");
        assertThatThrownBy(() -> GainTuning.tune(options(), new PendulumEnergyLaw(), 0, 0, 10))
                .hasMessageContaining("but the task's is");
    }
}
