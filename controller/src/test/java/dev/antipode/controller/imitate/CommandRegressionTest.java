package dev.antipode.controller.imitate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.law.DcMotorPid;
import dev.antipode.controller.law.FixedLaw;
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
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.tasks.DcMotorPosition;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradient of the command error over whole episodes against differences of the error. */
class CommandRegressionTest {
    private static final TaskModel MOTOR = TaskModel.of("dc-motor", new DcMotorPosition());
    private static final int EPISODES = 20;

    /** The recurrent one needs the way back through its memory: the law's filter and a label that depends on the past. */
    @ParameterizedTest
    @ValueSource(strings = {"linear", "mlp:5,4:tanh", "gru:3"})
    void theGradientIsExact(String text) {
        TrainablePolicy policy = PolicyDesign.parse(text).forTask(MOTOR);
        FixedLaw law = FixedLaw.of(new DcMotorPid(), new double[] {3, 1, 0.2}, MOTOR);
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR)) {
            Demonstrations seen = new Demonstrations(MOTOR, policy, law, EPISODES, 1, engine);
            CommandRegression regression = new CommandRegression(MOTOR, policy, seen.lanes(), seen.horizon(), engine);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            int count = policy.parameterCount();
            long theta = plan.add("theta", "", 8L * count);
            long gradient = plan.add("gradient", "", 8L * count);
            seen.plan(plan);
            regression.plan(plan);
            regression.planScratch(plan, engine);
            try (Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
                Vectors vectors = new Vectors(workspace.block(), Precision.F64, count, theta, gradient, 0, 0);
                seen.open(workspace.block(), 5);
                regression.open(workspace.block());
                double[] start = policy.initialParameters(7);
                for (int i = 0; i < count; i++) {
                    vectors.set(theta, i, start[i] + 0.05 * ((i * 0.37) % 1));
                }
                seen.byPolicy(0, EpisodeSet.TRAINING, 0, vectors);
                assertThat(seen.weight(0)).isEqualTo(EPISODES * 200.0);
                double weight = 1 / seen.weight(0);
                regression.gradient(vectors, seen.samples(0), weight);
                double[] exact = IntStream.range(0, count)
                        .mapToDouble(i -> vectors.get(gradient, i))
                        .toArray();
                double size = IntStream.range(0, count)
                        .mapToDouble(i -> Math.abs(exact[i]))
                        .max()
                        .orElseThrow();
                assertThat(size).isPositive();
                for (int i = 0; i < count; i += Math.max(1, count / 11)) {
                    double at = vectors.get(theta, i);
                    double h = 1e-5;
                    vectors.set(theta, i, at + h);
                    double up = regression.squaredError(vectors, seen.samples(0));
                    vectors.set(theta, i, at - h);
                    double down = regression.squaredError(vectors, seen.samples(0));
                    vectors.set(theta, i, at);
                    assertThat(exact[i])
                            .as("parameter %d", i)
                            .isCloseTo(weight * (up - down) / (2 * h), within(1e-7 * size));
                }
            }
        }
    }
}
