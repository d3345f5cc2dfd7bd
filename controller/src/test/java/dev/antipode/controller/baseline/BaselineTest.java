package dev.antipode.controller.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.TrainingResult;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.Evaluator;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.ProgressListener;
import dev.antipode.controller.train.Schedule;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Baselines in closed loop, on test episodes. */
class BaselineTest {
    private static final ExecutionSettings SCALAR =
            ExecutionSettings.defaults().withThreads(1).withKernels(KernelMode.SCALAR);

    private static TaskModel task(String name) {
        return Registry.load(BaselineTest.class.getClassLoader()).task(name);
    }

    private static Evaluation run(BaselineKind kind, TaskModel task, int episodes) {
        return Baseline.of(kind, task).evaluate(task, Precision.F32, 3, episodes, SCALAR);
    }

    /** Where episodes start near the goal, or the plant is stable or linear, one linear law is enough. */
    @ParameterizedTest
    @CsvSource({
        "LQR, cart-pole",
        "LQR, double-pendulum-cart",
        "LQR, quadrotor-hover",
        "LQR, dc-motor",
        "LQI, quadrotor-hover",
        "LQI, dc-motor",
        "LQI, thermal",
        "PID, dc-motor",
        "LAW, pendulum"
    })
    void everyEpisodeSucceeds(BaselineKind kind, String name) {
        Evaluation evaluation = run(kind, task(name), 64);
        assertThat(evaluation.successes()).isEqualTo(64);
        assertThat(evaluation.failed()).isZero();
    }

    @Test
    void thePendulumIsHeldUprightFromATurnAway() {
        TaskModel task = TaskModel.of("near upright", new BaselineTasks.NearUpright());
        assertThat(run(BaselineKind.LQR, task, 64).successes()).isEqualTo(64);
        assertThat(run(BaselineKind.ZERO, task, 64).successes()).isZero();
    }

    @Test
    void integralsRemoveWhatUnknownConstantsLeave() {
        // Outside temperature and losses differ from those that the regulators were made for.
        TaskModel task = task("thermal");
        assertThat(run(BaselineKind.LQI, task, 64).meanCost())
                .isLessThan(0.8 * run(BaselineKind.LQR, task, 64).meanCost());
    }

    @ParameterizedTest
    @EnumSource(
            value = BaselineKind.class,
            names = {"ZERO", "RANDOM", "LQR"})
    void thePoleFallsUnlessItIsHeld(BaselineKind kind) {
        Evaluation evaluation = run(kind, task("cart-pole"), 64);
        assertThat(evaluation.failed()).isEqualTo(kind == BaselineKind.LQR ? 0 : 64);
    }

    @Test
    void randomCommandsAreTheSameOnAnyThreadsAndKernels() {
        TaskModel task = task("pendulum");
        Baseline random = Baseline.of(BaselineKind.RANDOM, task);
        Evaluation one = random.evaluate(task, Precision.F32, 3, 200, SCALAR);
        ExecutionSettings other = ExecutionSettings.defaults().withThreads(3).withKernels(KernelMode.AUTO);
        assertThat(random.evaluate(task, Precision.F32, 3, 200, other)).isEqualTo(one);
        assertThat(random.evaluate(task, Precision.F32, 4, 200, SCALAR).meanCost())
                .isNotEqualTo(one.meanCost());
    }

    /** The hand-tuned law saved like a trained one: both ways to judge it find the same, to the last bit. */
    @Test
    void theEpisodesAreThoseThatTrainedControllersAreJudgedOn() {
        TaskModel task = task("dc-motor");
        Baseline baseline = Baseline.of(BaselineKind.LAW, task);
        TrainablePolicy policy = (TrainablePolicy) baseline.policy();
        TrainedController controller = new TrainedController(
                task.name(),
                task.fingerprint(),
                task.timing(),
                task.observations(),
                task.plant().inputs(),
                policy.text(),
                policy.fingerprint(),
                policy.tensors(),
                Precision.F32,
                SCALAR.arithmetic(),
                baseline.parameters(),
                new double[2],
                new double[] {1, 1});
        assertThat(baseline.evaluate(task, Precision.F32, 3, 100, SCALAR))
                .isEqualTo(Evaluator.evaluate(task, policy, controller, 3, 100, SCALAR));
    }

    @Test
    void kindsThatATaskDoesNotHaveAreRefused() {
        assertThatExceptionOfType(NoBaselineException.class)
                .isThrownBy(() -> Baseline.of(BaselineKind.PID, task("cart-pole")))
                .withMessage("task 'cart-pole' has no hand-tuned law; those with one are [dc-motor, pendulum]");
        assertThatExceptionOfType(NoBaselineException.class)
                .isThrownBy(() -> Baseline.of(BaselineKind.PID, task("pendulum")))
                .withMessageContaining("is pendulum-energy, no PID; use the baseline 'law'");
    }

    /** Evolution finds the best linear law without being told of the Jacobians. */
    @Test
    void aTrainedLinearPolicyReachesTheRegulatorsCost() {
        TaskModel task = TaskModel.of("quadratic", new BaselineTasks.Quadratic());
        TrainingOptions options = TrainingOptions.of(task)
                .withPolicy(PolicyDesign.parse("linear"))
                .withLearning(learning -> learning.withGenerations(200)
                        .withPopulation(64)
                        .withSigma(new Schedule.Linear(0.1, 0.005))
                        .withLearningRate(new Schedule.Cosine(0.1, 0.001)))
                .withExecution(execution -> SCALAR);
        TrainingResult result = Antipode.train(options, ProgressListener.silent());
        double best = Baseline.of(BaselineKind.LQR, task)
                .evaluate(
                        task, options.learning().precision(), options.learning().seed(), 500, SCALAR)
                .meanCost();

        double trained = result.evaluate(500).meanCost();

        assertThat(trained / best).isBetween(0.9999, 1.01);
    }
}
