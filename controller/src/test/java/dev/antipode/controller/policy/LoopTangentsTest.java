package dev.antipode.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.jacobian.LoopTangents;
import dev.antipode.core.jacobian.TangentFrame;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.TaskModel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tangents that ride along a closed loop: they leave its bits alone, and give the derivative of later states by the loop's state. */
class LoopTangentsTest {
    private static final int LANES = 16;
    private static final int LANE = 3;
    private static final int BEFORE = 4;
    private static final int STEPS = 6;
    private static final Registry REGISTRY = Registry.load(LoopTangentsTest.class.getClassLoader());

    static Stream<String> tasks() {
        return REGISTRY.taskNames().stream();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void productsOfJacobiansAreDerivatives(String task) {
        check(REGISTRY.task(task), PolicyDesign.linear());
    }

    @Test
    void memoryIsPartOfTheState() {
        check(REGISTRY.task("pendulum"), PolicyDesign.parse("gru:3"));
    }

    private static void check(TaskModel task, PolicyDesign design) {
        TrainablePolicy policy = design.forTask(task);
        Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
        Rollout rollout = Rollout.compile(task, policy, LANES, engine);
        List<Rows> state = rollout.loopState();
        int states = task.plant().states().size();
        assertThat(state.size()).isBetween(states, states + 40);
        // Making many tangents orthonormal takes a kernel of the cube of their number; columns are left as they are.
        LoopTangents loop = states > 40 ? rollout.loopColumns() : rollout.loopTangents(state.size());
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add("tile", "", rollout.tileBytes());
        long scratch = plan.add("scratch", "", rollout.scratchBytes());
        long theta = plan.add("theta", "", 8L * policy.parameterCount());
        long memory = loop.plan(plan, "tangents", LANES);
        try (engine;
                Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
            Frame frame = rollout.frame(workspace.block(), tile, scratch);
            frame.parametersOffset = theta;
            TangentFrame tangents = new TangentFrame(loop, frame, memory);
            parameters(rollout, policy, frame);

            start(rollout, frame);
            double[] before = read(rollout, frame, state);
            tangents.setIdentity();
            for (int i = 0; i < STEPS; i++) {
                tangents.step();
            }
            double[] withTangents = read(rollout, frame, state);
            int n = state.size();
            double[] product = new double[n * n];
            tangents.matrix(LANE, product);

            start(rollout, frame);
            assertThat(run(rollout, frame, state)).as("bits of the loop").containsExactly(withTangents);
            double largest = 0;
            for (double entry : product) {
                largest = Math.max(largest, Math.abs(entry));
            }
            // Of a large loop some columns, with differences too short to reach a switch of its contacts.
            int every = states > 40 ? 7 : 1;
            double length = states > 40 ? 1e-8 : 1e-6;
            for (int j = 0; j < n; j += every) {
                double scale = scale(tangents, j);
                double h = length * scale;
                double[] up = shifted(rollout, frame, state, j, before[j] + h);
                double[] down = shifted(rollout, frame, state, j, before[j] - h);
                double worst = 0;
                for (int i = 0; i < n; i++) {
                    double difference = (up[i] - down[i]) / (2 * h) * scale / scale(tangents, i);
                    worst = Math.max(worst, Math.abs(product[i * n + j] - difference));
                }
                assertThat(worst).as("column %d", j).isLessThanOrEqualTo(1e-6 * Math.max(1, largest));
            }
        }
    }

    /** What a tangent's component of 1 means in the state's own unit. */
    private static double scale(TangentFrame tangents, int component) {
        return tangents.scale(component);
    }

    private static void parameters(Rollout rollout, TrainablePolicy policy, Frame frame) {
        double[] parameters = policy.initialParameters(1);
        for (int i = 0; i < parameters.length; i++) {
            if (policy.layout() == ParameterLayout.SHARED) {
                Precision.F64.set(frame.block, frame.parametersOffset + 8L * i, parameters[i]);
            } else {
                for (int lane = 0; lane < LANES; lane++) {
                    rollout.set(frame, rollout.policyParameters().row(i), lane, parameters[i]);
                }
            }
        }
    }

    private static void start(Rollout rollout, Frame frame) {
        rollout.reset(frame);
        for (int i = 0; i < BEFORE; i++) {
            rollout.step(frame);
        }
    }

    private static double[] shifted(Rollout rollout, Frame frame, List<Rows> state, int j, double value) {
        start(rollout, frame);
        rollout.set(frame, state.get(j).first(), LANE, value);
        return run(rollout, frame, state);
    }

    private static double[] run(Rollout rollout, Frame frame, List<Rows> state) {
        for (int i = 0; i < STEPS; i++) {
            rollout.step(frame);
        }
        return read(rollout, frame, state);
    }

    private static double[] read(Rollout rollout, Frame frame, List<Rows> state) {
        return state.stream()
                .mapToDouble(row -> rollout.get(frame, row.first(), LANE))
                .toArray();
    }
}
