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

    @Test
    void looksAtTheWholeEpisode() {
        accepted(new CountingTask());
        refused(new CountingTask.Dear(), "failing early is cheaper", "stage cost 50.0000 occurs", "seconds = 100.");
        refused(new CountingTask.DearEnd(), "terminal cost 1.33333 occurs", "seconds = 200.000");
    }

    @Test
    void saysWhatWasFirstNotANumber() {
        refused(
                new CountingTask.NoCost(),
                "stage cost of task 'counting' is NaN in step 4 at seconds = 0.400000",
                "check cost() and reference()");
        refused(
                new CountingTask.Unseen(),
                "observation 'second' of task 'counting' is NaN in step 4 at seconds = 0.400000",
                "check observe() and reference()");
        refused(
                new CountingTask.Lost(),
                "next state 'seconds' of task 'counting' is NaN in step 2 at seconds = ",
                "use more sub-steps");
    }

    @Test
    void saysWhenNoEndIsANumber() {
        refused(
                new CountingTask.NoEnd(),
                "terminal cost of task 'counting' is NaN at seconds = 200.000",
                "finite in none of the 32 trial episodes",
                "check terminalCost() and reference()");
        accepted(new CountingTask.HalfAnEnd());
    }

    @Test
    void aTaskWithoutAPlantIsNamed() {
        refused(new CountingTask.Borrowed(() -> null), "task 'counting'", "CountingTask$Borrowed.plant() returns null");
        refused(
                new CountingTask.Borrowed(() -> {
                    throw new IllegalStateException("boom");
                }),
                "CountingTask$Borrowed.plant() throws java.lang.IllegalStateException: boom");
    }

    @Test
    void endsTheWrongWayRoundAreRefused() {
        refused(new CountingTask.Swapped(), "Draw.uniform", "uniform(0.5, -0.5)", "the lower one first");
    }

    private static void accepted(Task<?, ?, ?, ?, ?> task) {
        assertThatCode(() -> TaskChecker.check(TaskModel.of("counting", task))).doesNotThrowAnyException();
    }

    private static void refused(Task<?, ?, ?, ?, ?> task, String... words) {
        assertThatThrownBy(() -> TaskChecker.check(TaskModel.of("counting", task)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words);
    }
}
