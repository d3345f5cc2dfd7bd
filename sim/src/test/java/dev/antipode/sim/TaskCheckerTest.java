package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TaskCheckerTest {
    @Test
    void acceptsASoundTask() {
        assertThatCode(() -> TaskChecker.check(TaskModel.of("mass", new DelayedMassTask(Timing.of(0.05, 1, 4), 3))))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesATaskInWhichFailingEarlyIsCheaper() {
        // Within |position| < 100 the squared error exceeds the failure cost of 100.
        assertThatThrownBy(() ->
                        TaskChecker.check(TaskModel.of("mass", new DelayedMassTask(Timing.of(0.05, 1, 20), 100))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("failing early is cheaper in task 'mass'")
                .hasMessageContaining("position = ")
                .hasMessageContaining("raise failureCost()");
    }

    @Test
    void refusesATaskThatIsLostAtOnce() {
        assertThatThrownBy(() ->
                        TaskChecker.check(TaskModel.of("mass", new DelayedMassTask(Timing.of(0.05, 1, 4), -1))))
                .hasMessageContaining("lost after its first step");
    }

    @Test
    void refusesTimingThatContradictsADiscretePlant() {
        assertThatThrownBy(() -> new Timing(0.05, 2, 0.01, 10)).hasMessageContaining("multiple of the plant step");
        assertThatThrownBy(() -> new Timing(Double.NaN, 1, 0, 10)).hasMessageContaining("control period");
    }
}
