package dev.antipode.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.law.DcMotorPid;
import dev.antipode.controller.law.LawPolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.CotangentLimit;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutGradient;
import dev.antipode.sim.Tape;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients from checkpoints have the bits of gradients from the full tape, in the memory that was foretold. */
class TapeTest {
    private static final Registry REGISTRY = Registry.load(TapeTest.class.getClassLoader());
    private static final int LANES = 32;
    private static final int STEPS = 23;
    private static final String STATES = "states of the horizon";

    /** One policy on one task, on one kind of tape. */
    private static final class Loop implements AutoCloseable {
        final Engine engine;
        final TrainablePolicy policy;
        final Rollout rollout;
        final RolloutGradient gradient;
        final MemoryPlan plan;
        final Workspace workspace;
        final Frame frame;

        Loop(TaskModel task, PolicyDesign design, Precision precision, int window, CotangentLimit limit, Tape tape) {
            engine = new Engine(precision, Arithmetic.FUSED, KernelMode.SCALAR);
            policy = design.forTask(task);
            rollout = Rollout.compile(task, policy, LANES, engine);
            gradient = RolloutGradient.of(rollout, policy, window, limit, tape);
            MemoryPlan.Builder builder = MemoryPlan.builder();
            long tile = builder.add("tile", "", rollout.tileBytes());
            long scratch = builder.add("scratch", "", rollout.scratchBytes());
            long theta = builder.add("theta", "", (long) policy.parameterCount() * precision.bytes());
            long memory = gradient.plan(builder, "");
            plan = builder.build();
            workspace = Workspace.allocate(plan, Long.MAX_VALUE);
            frame = rollout.frame(workspace.block(), tile, scratch);
            gradient.attach(frame, memory);
            frame.parametersOffset = theta;
            frame.seed = 11;
            double[] parameters = policy.initialParameters(5);
            for (int i = 0; i < parameters.length; i++) {
                double value = precision.round(parameters[i] + 0.05 * ((i * 0.37) % 1));
                if (policy.layout() == ParameterLayout.SHARED) {
                    precision.set(frame.block, theta + (long) i * precision.bytes(), value);
                } else {
                    for (int lane = 0; lane < LANES; lane++) {
                        rollout.set(frame, rollout.policyParameters().row(i), lane, value);
                    }
                }
            }
        }

        /** The gradient and where the loop ends, of an episode in windows. */
        List<Double> ofWindows(int window) {
            gradient.begin(frame);
            for (int step = 0; step < STEPS; step += window) {
                int steps = Math.min(window, STEPS - step);
                gradient.window(frame, steps, 1.0 / LANES, LANES - 3, step + steps == STEPS);
            }
            List<Double> numbers = numbers();
            for (int lane = 0; lane < LANES; lane++) {
                numbers.add(rollout.cost(frame, lane));
                numbers.add(rollout.get(frame, rollout.states().row(0), lane));
            }
            numbers.add((double) frame.step);
            return numbers;
        }

        /** The gradients of several horizons after one way forward. */
        List<Double> ofHorizons(int longest) {
            List<Double> numbers = new ArrayList<>();
            gradient.forward(frame, longest);
            for (int steps = 1; steps <= longest; steps++) {
                gradient.backward(frame, steps);
                numbers.addAll(numbers());
            }
            return numbers;
        }

        private List<Double> numbers() {
            List<Double> numbers = new ArrayList<>();
            for (int i = 0; i < policy.parameterCount(); i++) {
                for (int group = 0; group < LANES / 16; group++) {
                    numbers.add(gradient.groupGradient(frame, i, group));
                }
            }
            return numbers;
        }

        long bytes(String name) {
            return plan.entries().stream()
                    .filter(entry -> entry.name().equals(name))
                    .mapToLong(MemoryPlan.Entry::bytes)
                    .sum();
        }

        @Override
        public void close() {
            workspace.close();
            engine.close();
        }
    }

    private record Case(String name, TaskModel task, PolicyDesign design) {}

    /** Sensor noise, delays, a cost of the end, references; parameters shared and in rows; with and without memory. */
    private static List<Case> cases() {
        TaskModel charged = TaskModel.of("charged at its end", TaskOfLength.of("pendulum", 2 * STEPS));
        return List.of(
                new Case("noise", REGISTRY.task("cart-pole-swing-up"), PolicyDesign.linear()),
                new Case("delays", REGISTRY.task("thermal"), PolicyDesign.parse("gru:3")),
                new Case("end", charged, PolicyDesign.parse("mlp:4:tanh")),
                new Case("law", REGISTRY.task("dc-motor"), LawPolicy.design(new DcMotorPid())));
    }

    @ParameterizedTest
    @EnumSource
    void bothTapesGiveTheSameBits(Precision precision) {
        CotangentLimit limit = new CotangentLimit(0.95, 4);
        for (Case c : cases()) {
            for (int window : new int[] {1, 7, 16, STEPS}) {
                try (Loop full = new Loop(c.task(), c.design(), precision, window, limit, Tape.FULL);
                        Loop checkpoints = new Loop(c.task(), c.design(), precision, window, limit, Tape.CHECKPOINTS)) {
                    // Shorter windows than there is room for, too.
                    for (int steps = window; steps >= 1; steps -= 3) {
                        List<Double> expected = full.ofWindows(steps);
                        if (steps == STEPS) {
                            assertThat(expected.subList(0, 2 * full.policy.parameterCount()))
                                    .as("%s: influence", c.name())
                                    .doesNotContain(Double.NaN)
                                    .anyMatch(number -> number != 0);
                        }
                        assertThat(checkpoints.ofWindows(steps))
                                .as("%s, window of %d of %d", c.name(), steps, window)
                                .isEqualTo(expected);
                    }
                    assertThat(checkpoints.ofHorizons(window)).as(c.name()).isEqualTo(full.ofHorizons(window));
                }
            }
        }
    }

    /** Of T steps: their root, as many checkpoints as it takes, and never more than the full tape. */
    @Test
    void memoryShrinksAsForetold() {
        TaskModel task = REGISTRY.task("cart-pole-swing-up");
        PolicyDesign design = PolicyDesign.parse("gru:4");
        int[][] windowsAndStates = {{1, 2}, {2, 3}, {3, 4}, {4, 4}, {7, 6}, {16, 8}, {17, 9}, {100, 20}, {250, 32}};
        for (int[] each : windowsAndStates) {
            int window = each[0];
            try (Loop full = new Loop(task, design, Precision.F64, window, CotangentLimit.NONE, Tape.FULL);
                    Loop checkpoints =
                            new Loop(task, design, Precision.F64, window, CotangentLimit.NONE, Tape.CHECKPOINTS)) {
                long state = full.bytes(STATES) / (window + 1);
                assertThat(full.bytes(STATES)).isEqualTo((window + 1) * state);
                assertThat(checkpoints.bytes(STATES))
                        .as("%d steps", window)
                        .isEqualTo(each[1] * state)
                        .isLessThanOrEqualTo(full.bytes(STATES));
                assertThat(full.plan.totalBytes() - checkpoints.plan.totalBytes())
                        .isEqualTo(full.gradient.spareTapeBytes())
                        .isEqualTo((window + 1 - each[1]) * state);
                assertThat(checkpoints.gradient.spareTapeBytes()).isZero();
            }
        }
    }
}
