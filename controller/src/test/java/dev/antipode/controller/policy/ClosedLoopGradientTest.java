package dev.antipode.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.law.DcMotorPid;
import dev.antipode.controller.law.LawPolicy;
import dev.antipode.controller.law.PendulumEnergyLaw;
import dev.antipode.controller.law.ResidualPolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutGradient;
import dev.antipode.sim.TaskModel;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exact gradient of a closed loop's cost against differences of its cost: every task, every kind of policy. */
class ClosedLoopGradientTest {
    private static final int LANES = 32;
    private static final int STEPS = 12;
    private static final Registry REGISTRY = Registry.load(ClosedLoopGradientTest.class.getClassLoader());

    private static final Set<String> CONTACTS = Set.of("ant", "cheetah", "hopper");

    static Stream<String> tasks() {
        return REGISTRY.taskNames().stream();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void ofALinearPolicy(String task) {
        check(REGISTRY.task(task), PolicyDesign.linear());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void ofAPerceptron(String task) {
        check(REGISTRY.task(task), PolicyDesign.parse("mlp:5,4:tanh"));
    }

    /** On a task with delayed commands and sensor noise, and on one without. */
    @Test
    void ofARecurrentPolicy() {
        check(REGISTRY.task("thermal"), PolicyDesign.parse("gru:3"));
        check(REGISTRY.task("cart-pole-swing-up"), PolicyDesign.parse("gru:3:orthogonal"));
    }

    @Test
    void ofAControlLaw() {
        check(REGISTRY.task("dc-motor"), LawPolicy.design(new DcMotorPid()));
        // This law switches: differences must be too short to reach a switch.
        check(REGISTRY.task("pendulum"), LawPolicy.design(new PendulumEnergyLaw()), 1e-7, 1e-5);
    }

    @Test
    void ofAResidualPolicy() {
        for (String learned : List.of("linear", "mlp:4:tanh", "gru:3")) {
            PolicyDesign design = PolicyDesign.parse(learned);
            check(REGISTRY.task("dc-motor"), ResidualPolicy.design(new DcMotorPid(), 0.3, design));
            check(REGISTRY.task("pendulum"), ResidualPolicy.design(new PendulumEnergyLaw(), 0.5, design), 1e-7, 1e-5);
        }
    }

    private static void check(TaskModel task, PolicyDesign design) {
        if (CONTACTS.contains(task.name())) {
            // What touches the ground switches: differences must be too short to reach a switch, and round accordingly.
            check(task, design, 1e-7, 1e-6);
        } else {
            check(task, design, 1e-4, 1e-7);
        }
    }

    private static void check(TaskModel task, PolicyDesign design, double h, double tolerance) {
        TrainablePolicy policy = design.forTask(task);
        Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
        Rollout rollout = Rollout.compile(task, policy, LANES, engine);
        RolloutGradient gradient = RolloutGradient.of(rollout, policy, STEPS);
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add("tile", rollout.tileDimensions(), rollout.tileBytes());
        long scratch = plan.add("scratch", "kernels", rollout.scratchBytes());
        long theta = plan.add("theta", "parameters", 8L * policy.parameterCount());
        long derivative = gradient.plan(plan, "gradient: ");
        try (engine;
                Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
            Frame frame = rollout.frame(workspace.block(), tile, scratch);
            gradient.attach(frame, derivative);
            frame.parametersOffset = theta;
            frame.seed = 3;
            double[] parameters = policy.initialParameters(7);
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] += 0.05 * ((i * 0.37) % 1);
            }
            Loop loop = new Loop(rollout, gradient, policy, frame, parameters);
            double[] exact = new double[parameters.length];
            loop.cost(parameters);
            gradient.backward(frame, STEPS);
            gradient.gradient(frame, exact);
            double size = IntStream.range(0, exact.length)
                    .mapToDouble(i -> Math.abs(exact[i]))
                    .max()
                    .orElse(0);
            assertThat(size).as("a policy that has an influence").isPositive();
            int every = Math.max(1, parameters.length / 9);
            for (int i = 0; i < parameters.length; i += every) {
                assertThat(exact[i])
                        .as("%s, parameter %d", policy.text(), i)
                        .isCloseTo(loop.difference(i, h), within(tolerance * size));
            }
        }
    }

    private record Loop(
            Rollout rollout, RolloutGradient gradient, TrainablePolicy policy, Frame frame, double[] parameters) {
        double cost(double[] theta) {
            for (int i = 0; i < theta.length; i++) {
                if (policy.layout() == ParameterLayout.SHARED) {
                    Precision.F64.set(frame.block, frame.parametersOffset + 8L * i, theta[i]);
                } else {
                    for (int lane = 0; lane < LANES; lane++) {
                        rollout.set(frame, rollout.policyParameters().row(i), lane, theta[i]);
                    }
                }
            }
            gradient.forward(frame, STEPS);
            double sum = 0;
            for (int lane = 0; lane < LANES; lane++) {
                sum += rollout.cost(frame, lane);
            }
            return sum / LANES / STEPS;
        }

        /** Central differences of fourth order. */
        double difference(int i, double h) {
            double[] weights = {2.0 / 3, -1.0 / 12};
            double sum = 0;
            for (int k = 1; k <= weights.length; k++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] theta = parameters.clone();
                    theta[i] += sign * k * h;
                    sum += sign * weights[k - 1] * cost(theta);
                }
            }
            return sum / h;
        }
    }
}
