package dev.antipode.controller.imitate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.law.ControlLaw;
import dev.antipode.controller.law.DcMotorPid;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.law.Pid;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.Vectors;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.None;
import dev.antipode.sim.Policy;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.plants.CartPole;
import dev.antipode.sim.plants.DcMotor;
import dev.antipode.sim.tasks.CartPoleBalance;
import dev.antipode.sim.tasks.DcMotorPosition;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** What is recorded for a policy to learn from. */
class DemonstrationsTest {
    private static final int EPISODES = 10;
    private static final int LANES = 16;

    /** Reads a round. */
    @FunctionalInterface
    private interface Check {
        void of(Demonstrations seen, Samples samples);
    }

    /** The numbers of a round. */
    private record Samples(MemorySegment block, long offset, int rows) {
        double get(int step, int row, int lane) {
            return Precision.F64.get(block, offset + (((long) step * rows + row) * LANES + lane) * 8);
        }
    }

    private static void byPolicy(TaskModel task, TrainablePolicy policy, Policy expert, Check check) {
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR)) {
            Demonstrations seen = new Demonstrations(task, policy, expert, EPISODES, 2, engine);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            int count = policy.parameterCount();
            long theta = plan.add("theta", "", 8L * count);
            seen.plan(plan);
            try (Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
                Vectors vectors = new Vectors(workspace.block(), Precision.F64, count, theta, 0, 0, 0);
                double[] start = policy.initialParameters(2);
                for (int i = 0; i < count; i++) {
                    vectors.set(theta, i, 4 * start[i]);
                }
                seen.open(workspace.block(), 9);
                seen.byPolicy(1, EpisodeSet.TRAINING, 1, vectors);
                int rows = task.observations().size() + task.plant().inputs().size() + 1;
                check.of(seen, new Samples(workspace.block(), seen.samples(1), rows));
            }
        }
    }

    /** The policy commands; beside each observation is what the law's own Java would have commanded, from its own memory. */
    @Test
    void labelsAreWhatTheLawSays() {
        TaskModel motor = TaskModel.of("dc-motor", new DcMotorPosition());
        TrainablePolicy policy = PolicyDesign.parse("gru:3").forTask(motor);
        DcMotorPid law = new DcMotorPid();
        Pid.Gains gains = new Pid.Gains(5, 2, 0.2);
        byPolicy(motor, policy, FixedLaw.of(law, new double[] {5, 2, 0.2}, motor), (seen, samples) -> {
            assertThat(seen.weight(1)).isEqualTo(200.0 * EPISODES);
            for (int lane = 0; lane < LANES; lane++) {
                Pid.Memory memory = new Pid.Memory(0, 0, 0);
                double most = 0;
                for (int step = 0; step < 200; step++) {
                    if (lane >= EPISODES) {
                        assertThat(samples.get(step, 3, lane)).isZero();
                        continue;
                    }
                    var o = new DcMotorPosition.Observation(samples.get(step, 0, lane), samples.get(step, 1, lane));
                    DcMotor.Input command = law.command(o, memory, gains);
                    memory = law.next(o, memory, gains, command, 0.01);
                    assertThat(samples.get(step, 2, lane)).isCloseTo(command.voltage(), within(1e-9));
                    assertThat(samples.get(step, 3, lane)).isEqualTo(1);
                    most = Math.max(most, Math.abs(command.voltage()));
                }
                assertThat(lane < EPISODES ? most : 1).isPositive();
            }
        });
    }

    /** Pushes with ten times the greatest force. */
    static final class Push implements ControlLaw<CartPoleBalance.Observation, CartPole.Input, None, None> {
        @Override
        public CartPole.Input command(CartPoleBalance.Observation observation, None memory, None gains) {
            return new CartPole.Input(100);
        }
    }

    /** What follows the end of an episode says nothing; commands are what the engine would let through. */
    @Test
    void lostEpisodesStopCounting() {
        TaskModel pole = TaskModel.of("cart-pole", new CartPoleBalance());
        TrainablePolicy policy = PolicyDesign.linear().forTask(pole);
        byPolicy(pole, policy, FixedLaw.of(new Push(), pole), (seen, samples) -> {
            int rows = samples.rows();
            double counted = 0;
            for (int lane = 0; lane < LANES; lane++) {
                boolean lost = false;
                for (int step = 0; step < seen.horizon(); step++) {
                    double weight = samples.get(step, rows - 1, lane);
                    assertThat(lost && weight > 0).isFalse();
                    lost |= weight == 0;
                    counted += weight;
                    assertThat(samples.get(step, rows - 2, lane)).isEqualTo(10 * weight);
                }
                assertThat(lost).isTrue();
            }
            assertThat(counted).isEqualTo(seen.weight(1)).isPositive();
        });
    }
}
