package dev.antipode.controller.imitate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.law.ControlLaw;
import dev.antipode.controller.law.DcMotorPid;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.law.LawPolicy;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.Schedule;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.BudgetExceededException;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.None;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.plants.DcMotor;
import dev.antipode.sim.tasks.DcMotorPosition;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImitationTest {
    private static final TaskModel MOTOR = TaskModel.of("dc-motor", new DcMotorPosition());
    private static final ExecutionSettings SCALAR =
            ExecutionSettings.defaults().withKernels(KernelMode.SCALAR).withThreads(1);

    /** Linear in what is observed, and never out of range: a linear policy can be the same. */
    static final class Linear implements ControlLaw<DcMotorPosition.Observation, DcMotor.Input, None, None> {
        @Override
        public DcMotor.Input command(DcMotorPosition.Observation o, None memory, None gains) {
            return new DcMotor.Input(1.2 * o.error() - 0.05 * o.speed());
        }
    }

    private static ImitationSettings settings(Precision precision, int rounds, int updates) {
        return new ImitationSettings(3, precision, rounds, 20, updates, new Schedule.Cosine(0.02, 1e-5));
    }

    @Test
    void whatCanBeLearntIsLearnt() {
        TrainablePolicy policy = PolicyDesign.linear().forTask(MOTOR);
        FixedLaw law = FixedLaw.of(new Linear(), MOTOR);
        Imitated learnt = Imitation.imitate(MOTOR, policy, law, settings(Precision.F64, 3, 100), SCALAR);
        assertThat(learnt.updates()).isEqualTo(300);
        assertThat(learnt.errorBefore()).isGreaterThan(0.005);
        assertThat(learnt.errorAfter()).isLessThan(1e-4);
        // In halves of the ranges: 2 rad, 50 rad/s and 24 V.
        assertThat(learnt.parameters()[0]).isCloseTo(0, within(1e-3));
        assertThat(learnt.parameters()[1]).isCloseTo(1.2 * 2 / 24, within(1e-3));
        assertThat(learnt.parameters()[2]).isCloseTo(-0.05 * 50 / 24, within(1e-3));
    }

    /** The law filters its error: a policy with memory comes closer to it than one without could. */
    @Test
    void aPolicyWithMemoryLearnsWhatALawRemembers() {
        FixedLaw law = FixedLaw.of(new DcMotorPid(), MOTOR);
        ImitationSettings settings =
                new ImitationSettings(3, Precision.F32, 3, 16, 80, new Schedule.Cosine(0.03, 1e-4));
        double[] errors = new double[2];
        String[] texts = {"linear", "gru:6"};
        for (int i = 0; i < texts.length; i++) {
            TrainablePolicy policy = PolicyDesign.parse(texts[i]).forTask(MOTOR);
            errors[i] = Imitation.imitate(MOTOR, policy, law, settings, ExecutionSettings.defaults())
                    .errorAfter();
        }
        assertThat(errors[1]).isLessThan(0.7 * errors[0]);
    }

    @Test
    void kernelsAndThreadsDoNotChangeABit() {
        FixedLaw law = FixedLaw.of(new DcMotorPid(), MOTOR);
        for (String text : new String[] {"linear", "mlp:4:tanh", "gru:3"}) {
            TrainablePolicy policy = PolicyDesign.parse(text).forTask(MOTOR);
            ImitationSettings settings = settings(Precision.F32, 2, 5);
            double[] one =
                    Imitation.imitate(MOTOR, policy, law, settings, SCALAR).parameters();
            ExecutionSettings other =
                    SCALAR.withKernels(KernelMode.AUTO).withThreads(2).withLanes(16);
            double[] two =
                    Imitation.imitate(MOTOR, policy, law, settings, other).parameters();
            assertThat(two).isEqualTo(one);
            assertThat(one).doesNotContain(Double.NaN);
            assertThat(Arrays.equals(one, policy.initialParameters(3))).isFalse();
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        TrainablePolicy policy = PolicyDesign.linear().forTask(MOTOR);
        FixedLaw law = FixedLaw.of(new DcMotorPid(), MOTOR);
        ImitationSettings settings = settings(Precision.F32, 2, 5);
        assertThatThrownBy(
                        () -> Imitation.imitate(MOTOR, policy, LawPolicy.of(new DcMotorPid(), MOTOR), settings, SCALAR))
                .hasMessageContaining("gains are fixed");
        assertThatThrownBy(() -> Imitation.imitate(MOTOR, policy, law, settings, SCALAR.withBudgetBytes(10_000)))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessageContaining("the expert's commands");
        assertThatThrownBy(() -> new ImitationSettings(1, Precision.F32, 0, 1, 1, new Schedule.Constant(1)))
                .hasMessageContaining("rounds 0 must be at least 1");
    }
}
