package dev.antipode.controller.hil.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.train.Evaluator;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.TaskModel;
import org.junit.jupiter.api.Test;

/** A plant that changes while it is trained on trains like one that does not. */
class HardwareDriftTest {
    private static final TaskModel TASK = RoughPlant.task("dc-motor");
    private static final int JUDGED = 200;

    /** Mean cost in the simulator, where nothing drifts and nothing is noisy but the sensors. */
    private static double judged(double[] parameters) {
        return Evaluator.evaluate(
                        TASK,
                        PolicyDesign.parse("linear").forTask(TASK),
                        parameters,
                        Precision.F32,
                        1,
                        JUDGED,
                        ExecutionSettings.defaults()
                                .withKernels(KernelMode.SCALAR)
                                .withThreads(1))
                .meanCost();
    }

    private record Trained(TrainingState.Best best, double[] initial, HardwareProgress progress) {}

    private static Trained train(double driftPerMinute) {
        try (RoughPlant plant = new RoughPlant(TASK, 5, 0.02, driftPerMinute, "torqueConstant");
                HardwareTrainer trainer = Bench.trainer(
                        TASK, "linear", Bench.learning(TASK), Bench.settings(TASK), plant, plant::nanos)) {
            double[] initial = trainer.state().theta();
            HardwareOutcome outcome = trainer.run(new HardwareListener() {});
            assertThat(outcome.reason()).isEqualTo(HardwareOutcome.Reason.COMPLETED);
            return new Trained(trainer.best(), initial, trainer.progress());
        }
    }

    @Test
    void aDriftOfOnePercentAMinuteCostsLessThanATenth() {
        Trained still = train(0);
        Trained drifting = train(-0.01);
        double start = judged(still.initial());
        double without = judged(still.best().theta());
        double with = judged(drifting.best().theta());
        // It took so long that the motor had lost a tenth and more of its torque.
        assertThat(drifting.progress().minutes()).isGreaterThan(10);
        assertThat(without).isLessThan(start / 2);
        assertThat(with).isLessThan(1.1 * without);
    }
}
