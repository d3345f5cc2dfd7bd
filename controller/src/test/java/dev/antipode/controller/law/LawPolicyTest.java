package dev.antipode.controller.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.policy.OneStep;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.sim.None;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.plants.Pendulum;
import dev.antipode.sim.tasks.DcMotorPosition;
import dev.antipode.sim.tasks.PendulumSwingUp;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LawPolicyTest {
    private static final TaskModel MOTOR = TaskModel.of("dc-motor", new DcMotorPosition());
    private static final TaskModel PENDULUM = TaskModel.of("pendulum", new PendulumSwingUp());

    /** Fifty steps of random errors, saturating ones among them: the lifted law against its own Java. */
    @Test
    void aLawWithMemoryComputesWhatItsJavaSays() {
        DcMotorPid law = new DcMotorPid();
        LawPolicy policy = LawPolicy.of(law, MOTOR);
        double[] theta = {6, 4.5, 0.25};
        assertThat(policy.gains(theta)).containsExactly(7, 4.5, 0.25);
        Pid.Gains gains = new Pid.Gains(7, 4.5, 0.25);
        OneStep step = new OneStep(policy, 2, 1);
        step.setParameters(theta);
        Random random = new Random(4);
        Pid.Memory[] memory = new Pid.Memory[16];
        java.util.Arrays.fill(memory, new Pid.Memory(0, 0, 0));
        int saturated = 0;
        for (int k = 0; k < 50; k++) {
            DcMotorPosition.Observation[] seen = new DcMotorPosition.Observation[16];
            for (int lane = 0; lane < 16; lane++) {
                seen[lane] =
                        new DcMotorPosition.Observation(random.nextGaussian() * (1 + lane % 4), random.nextGaussian());
                step.observe(lane, seen[lane].error(), seen[lane].speed());
            }
            step.run();
            for (int lane = 0; lane < 16; lane++) {
                var command = law.command(seen[lane], memory[lane], gains);
                memory[lane] = law.next(
                        seen[lane], memory[lane], gains, command, MOTOR.timing().periodSeconds());
                saturated += Math.abs(command.voltage()) == 24 ? 1 : 0;
                assertThat(step.command(0, lane)).isCloseTo(command.voltage(), within(1e-10));
                assertThat(step.memory(0, lane)).isCloseTo(memory[lane].integral(), within(1e-10));
                assertThat(step.memory(1, lane)).isCloseTo(memory[lane].filtered(), within(1e-10));
                assertThat(step.memory(2, lane)).isEqualTo(1);
            }
        }
        assertThat(saturated).isBetween(50, 700);
    }

    /** The integral must not grow while the effort is at its limit and the error pushes it further. */
    @Test
    void theIntegralDoesNotWindUp() {
        DcMotorPid law = new DcMotorPid();
        Pid.Gains gains = new Pid.Gains(100, 10, 0);
        Pid.Memory memory = new Pid.Memory(0, 0, 0);
        var pushed = new DcMotorPosition.Observation(1, 0);
        for (int k = 0; k < 100; k++) {
            memory = law.next(pushed, memory, gains, law.command(pushed, memory, gains), 0.01);
        }
        assertThat(memory.integral()).isZero();
        var near = new DcMotorPosition.Observation(0.1, 0);
        memory = law.next(near, memory, gains, law.command(near, memory, gains), 0.01);
        assertThat(memory.integral()).isCloseTo(0.001, within(1e-15));
    }

    @Test
    void aLawWithoutMemoryComputesWhatItsJavaSays() {
        PendulumEnergyLaw law = new PendulumEnergyLaw();
        LawPolicy policy = LawPolicy.of(law, PENDULUM);
        assertThat(policy.memorySize()).isZero();
        OneStep step = new OneStep(policy, 3, 1);
        double[] theta = policy.initialParameters(1);
        step.setParameters(theta);
        double[] g = policy.gains(theta);
        assertThat(g).containsExactly(2, 8, 1, 0.2);
        PendulumEnergyLaw.Gains gains = new PendulumEnergyLaw.Gains(g[0], g[1], g[2], g[3]);
        Random random = new Random(8);
        for (int k = 0; k < 100; k++) {
            PendulumSwingUp.Observation[] seen = new PendulumSwingUp.Observation[16];
            for (int lane = 0; lane < 16; lane++) {
                double angle = random.nextGaussian() * (lane < 8 ? 0.2 : 2);
                seen[lane] = new PendulumSwingUp.Observation(Math.cos(angle), Math.sin(angle), random.nextGaussian());
                step.observe(lane, seen[lane].cosTheta(), seen[lane].sinTheta(), seen[lane].thetaDot());
            }
            step.run();
            for (int lane = 0; lane < 16; lane++) {
                double expected = law.command(seen[lane], new None(), gains).torque();
                assertThat(step.command(0, lane)).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void gainsKeepTheirRangeAndStartAtTheirDefaults() {
        TrainablePolicy policy = LawPolicy.of(new PendulumEnergyLaw(), PENDULUM);
        assertThat(((LawPolicy) policy).gains(new double[] {-5, 100, 0.5, -5})).containsExactly(0, 40, 6, 0.05);
        assertThat(policy.tensors())
                .extracting(t -> t.name())
                .containsExactly("gain.pump", "gain.angle", "gain.rate", "gain.catching");
    }

    @Test
    void lawsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> LawPolicy.of(new PendulumEnergyLaw(), MOTOR))
                .hasMessageContaining("observation of " + PendulumEnergyLaw.class.getName())
                .hasMessageContaining("error");
        ControlLaw<PendulumSwingUp.Observation, Pendulum.Input, None, None> lambda = (o, m, g) -> new Pendulum.Input(0);
        assertThatThrownBy(() -> LawPolicy.of(lambda, PENDULUM)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LawPolicy.of(new NoGains(), PENDULUM)).hasMessageContaining("nothing to train");
        ClassLoader loader = LawPolicyTest.class.getClassLoader();
        assertThatThrownBy(() -> Laws.design("pendulum-enrgy", loader)).hasMessageContaining("pendulum-energy");
        assertThatThrownBy(() -> Laws.design("java.lang.Object", loader)).hasMessageContaining("must implement");
    }

    static final class NoGains implements ControlLaw<PendulumSwingUp.Observation, Pendulum.Input, None, None> {
        @Override
        public Pendulum.Input command(PendulumSwingUp.Observation observation, None memory, None gains) {
            return new Pendulum.Input(0);
        }
    }
}
