package dev.antipode.controller.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.OneStep;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.Normalisation;
import dev.antipode.controller.train.Trainer;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.None;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.plants.Pendulum;
import dev.antipode.sim.tasks.DcMotorPosition;
import dev.antipode.sim.tasks.PendulumSwingUp;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidualPolicyTest {
    private static final ClassLoader LOADER = ResidualPolicyTest.class.getClassLoader();
    private static final TaskModel MOTOR = TaskModel.of("dc-motor", new DcMotorPosition());
    private static final TaskModel PENDULUM = TaskModel.of("pendulum", new PendulumSwingUp());

    @ParameterizedTest
    @ValueSource(strings = {"linear", "mlp:6,5:tanh", "gru:4:orthogonal:0.9"})
    void trainingStartsFromTheLaw(String learned) {
        assertThat(firstCost(MOTOR, "residual:dc-motor-pid:0.3:" + learned, null))
                .isCloseTo(firstCost(MOTOR, "law:dc-motor-pid", new double[] {3, 0, 0.2}), within(1e-12));
        assertThat(firstCost(PENDULUM, "residual:pendulum-energy:1:" + learned, null))
                .isCloseTo(firstCost(PENDULUM, "law:pendulum-energy", new double[] {2, 10, 2, 0.6}), within(1e-9));
    }

    /** The mean cost of the unperturbed parameters on the training episodes of generation 0. */
    private static double firstCost(TaskModel task, String text, double[] gains) {
        TrainingOptions options = TrainingOptions.of(task)
                .withPolicy(Antipode.policy(text, LOADER))
                .withLearning(s -> s.withPrecision(Precision.F64)
                        .withPopulation(2)
                        .withEpisodes(24)
                        .withGenerations(1)
                        .withValidation(1, 1))
                .withExecution(e -> e.withKernels(KernelMode.SCALAR).withThreads(1));
        TrainablePolicy policy = options.policy().forTask(task);
        double[] cost = new double[1];
        try (Trainer trainer = Antipode.trainer(options, policy)) {
            if (gains != null) {
                trainer.startFrom(((LawPolicy) policy).parameters(gains));
            }
            trainer.run(report -> cost[0] = report.centreCost());
        }
        return cost[0];
    }

    /** Whatever the parameters: law plus correction, the correction within its bound, memories side by side. */
    @ParameterizedTest
    @ValueSource(strings = {"linear", "mlp:6:tanh", "gru:4"})
    void theCorrectionIsBounded(String learned) {
        double authority = 0.25;
        TrainablePolicy inner = PolicyDesign.parse(learned).forTask(MOTOR);
        ResidualPolicy policy = ResidualPolicy.of(new DcMotorPid(), authority, PolicyDesign.parse(learned), MOTOR);
        assertThat(policy.parameterCount()).isEqualTo(inner.parameterCount());
        assertThat(policy.memorySize()).isEqualTo(3 + inner.memorySize());
        OneStep both = new OneStep(policy, 2, 1);
        OneStep law = new OneStep(policy.law(), 2, 1);
        OneStep alone = new OneStep(inner, 2, 1);
        Random random = new Random(6);
        double[] parameters = random.doubles(policy.parameterCount(), -4, 4).toArray();
        both.setParameters(parameters);
        alone.setParameters(parameters);
        double largest = 0;
        for (int k = 0; k < 30; k++) {
            for (int lane = 0; lane < 16; lane++) {
                double error = random.nextGaussian();
                double speed = 20 * random.nextGaussian();
                both.observe(lane, error, speed);
                law.observe(lane, error, speed);
                alone.observe(lane, error / 2, speed / 50);
            }
            both.run();
            law.run();
            alone.run();
            for (int lane = 0; lane < 16; lane++) {
                double correction = Math.clamp(alone.command(0, lane), -24, 24);
                double expected = law.command(0, lane) + authority * correction;
                assertThat(both.command(0, lane)).isCloseTo(expected, within(1e-11));
                largest = Math.max(largest, Math.abs(both.command(0, lane) - law.command(0, lane)));
            }
        }
        assertThat(largest).isBetween(0.5 * authority * 24, authority * 24 + 1e-11);
    }

    @Test
    void itsTextMakesItAgain() {
        String text = "residual:dc-motor-pid:0.3:gru:4:orthogonal:0.9";
        TrainablePolicy policy = Antipode.policy(text, LOADER).forTask(MOTOR);
        assertThat(policy.text()).isEqualTo(text);
        String own = "residual:" + Still.class.getName() + ":1.0:mlp:3:tanh";
        TrainablePolicy made = Antipode.policy(own, LOADER).forTask(PENDULUM);
        assertThat(made.text()).isEqualTo(own);
        TrainablePolicy wider =
                Antipode.policy(text.replace("0.3", "0.5"), LOADER).forTask(MOTOR);
        assertThat(wider.fingerprint()).isNotEqualTo(policy.fingerprint());
    }

    /** Tuned for the task by hand, else the defaults. */
    @Test
    void theGainsAreTheBestThatAreKnown() {
        assertThat(FixedLaw.of(new DcMotorPid(), MOTOR).gains()).containsExactly(3, 0, 0.2);
        TaskModel other = TaskModel.of("my-motor", new DcMotorPosition());
        assertThat(FixedLaw.of(new DcMotorPid(), other).gains()).containsExactly(1, 0, 0);
        assertThat(FixedLaw.of(new Still(), PENDULUM).gains()).isEmpty();
        assertThatThrownBy(() -> FixedLaw.of(new PendulumEnergyLaw(), new double[] {2, 50, 2, 0.6}, PENDULUM))
                .hasMessageContaining("'angle'")
                .hasMessageContaining("0.0 to 40.0");
        assertThatThrownBy(() -> FixedLaw.of(new DcMotorPid(), new double[2], MOTOR))
                .hasMessageContaining("3 gains, but 2");
    }

    @Test
    void whatCannotBeIsRefused() {
        for (String authority : new String[] {"0", "1.5", "-0.1", "NaN"}) {
            assertThatThrownBy(() -> Antipode.policy("residual:dc-motor-pid:" + authority + ":linear", LOADER))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("above 0 and at most 1");
        }
        assertThatThrownBy(() -> Antipode.policy("residual:dc-motor-pid:0.3", LOADER))
                .hasMessageContaining("residual:LAW:AUTHORITY:POLICY");
        assertThatThrownBy(() -> Antipode.policy("residual:dc-motor-pid:much:linear", LOADER))
                .hasMessageContaining("'much'");
        assertThatThrownBy(() -> Antipode.policy("residual:pid:0.3:linear", LOADER))
                .hasMessageContaining("there is no control law 'pid'");
        assertThatThrownBy(() -> Antipode.policy("residual:dc-motor-pid:0.3:linear", LOADER)
                        .forTask(PENDULUM))
                .hasMessageContaining("the observation of " + DcMotorPid.class.getName());
        assertThatThrownBy(() -> Antipode.policy("residual:dc-motor-pid:0.3:law:dc-motor-pid", LOADER)
                        .forTask(MOTOR))
                .hasMessageContaining("give linear, mlp or gru");
        TrainingOptions running = TrainingOptions.of(MOTOR)
                .withPolicy(Antipode.policy("residual:dc-motor-pid:0.3:linear", LOADER))
                .withLearning(s -> s.withNormalisation(Normalisation.RUNNING));
        assertThatThrownBy(() -> Antipode.trainer(running, running.policy().forTask(MOTOR)))
                .hasMessageContaining("normalisation RANGE");
        assertThatThrownBy(() -> LawPolicy.of(new DcMotorPid(), MOTOR).neutralParameters(1))
                .hasMessageContaining("use linear, mlp or gru");
    }

    /** A law without gains: nothing to tune, but something to correct. */
    static final class Still implements ControlLaw<PendulumSwingUp.Observation, Pendulum.Input, None, None> {
        @Override
        public Pendulum.Input command(PendulumSwingUp.Observation observation, None memory, None gains) {
            return new Pendulum.Input(-0.1 * observation.thetaDot());
        }
    }
}
