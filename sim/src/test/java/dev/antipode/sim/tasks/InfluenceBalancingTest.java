package dev.antipode.sim.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutGradient;
import dev.antipode.sim.TaskModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The numbers that make the task a test: where the head comes to rest, and its derivative with respect to the input when that is followed
 * for some steps only. They come from the matrix, written down once more here.
 */
class InfluenceBalancingTest {
    private static final int N = 23;
    private static final int LONGEST = 200;
    private static final double THETA = 0.5;

    /** One step of {@code s = A s + B u}, with A 0.5 on and above its diagonal. */
    private static double[] step(double[] s, double u) {
        double[] next = new double[N];
        for (int i = 0; i < N; i++) {
            double above = i == N - 1 ? 0 : s[i + 1];
            next[i] = 0.5 * s[i] + 0.5 * above + (i < 10 ? u : -u);
        }
        return next;
    }

    /** {@code d s_0 / d theta} through the last k steps, for k from 0: the head's response to a unit input from rest at 0. */
    private static double[] truncated() {
        double[] heads = new double[LONGEST + 1];
        double[] s = new double[N];
        for (int k = 1; k <= LONGEST; k++) {
            s = step(s, 1);
            heads[k] = s[0];
        }
        return heads;
    }

    @Test
    void theDerivativeChangesItsSignWithTheWindow() {
        double[] heads = truncated();
        assertThat(heads[1]).isEqualTo(1);
        double peak = 0;
        int where = 0;
        for (int k = 1; k <= LONGEST; k++) {
            if (heads[k] > peak) {
                peak = heads[k];
                where = k;
            }
        }
        assertThat(where).isEqualTo(19);
        assertThat(peak).isCloseTo(16.5, within(0.05));
        assertThat(heads[40]).isPositive();
        assertThat(heads[41]).isNegative();
        assertThat(heads[LONGEST]).isCloseTo(-6, within(1e-12));
    }

    @Test
    void theLoopIsTheMatrixAndItsWindowsAreThoseDerivatives() {
        TaskModel task = TaskModel.of("influence-balancing", new InfluenceBalancing());
        Policy policy = new Constant();
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR)) {
            Rollout rollout = Rollout.compile(task, policy, 16, engine);
            RolloutGradient gradient = RolloutGradient.of(rollout, policy, LONGEST);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            long tile = plan.add("tile", "", rollout.tileBytes());
            long scratch = plan.add("scratch", "", rollout.scratchBytes());
            long memory = gradient.plan(plan, "");
            try (Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
                Frame frame = rollout.frame(workspace.block(), tile, scratch);
                gradient.attach(frame, memory);
                for (int lane = 0; lane < 16; lane++) {
                    rollout.set(frame, rollout.policyParameters().first(), lane, THETA);
                }
                rollout.reset(frame);
                double[] s = new double[N];
                java.util.Arrays.fill(s, 1);
                for (int i = 0; i < 500; i++) {
                    s = step(s, THETA);
                    rollout.step(frame);
                    double cost = rollout.get(frame, rollout.stageCost().first(), 7);
                    assertThat(cost).isCloseTo(0.5 * (s[0] - 1) * (s[0] - 1), within(1e-9));
                    assertThat(rollout.get(frame, rollout.states().first(), 7)).isCloseTo(s[0], within(1e-10));
                }
                assertThat(s[0]).isCloseTo(-6 * THETA, within(1e-12));
                assertThat(rollout.get(frame, rollout.stageCost().first(), 0)).isCloseTo(8, within(1e-12));

                // At rest, a window of k steps sums (s_0 - 1) times the derivatives through 1 to k steps.
                double[] heads = truncated();
                double sum = 0;
                for (int k = 1; k <= LONGEST; k++) {
                    sum += (-6 * THETA - 1) * heads[k];
                    if (k <= 2 || k == 10 || k == 19 || k == 41 || k == 110 || k == LONGEST) {
                        gradient.resume(frame);
                        gradient.window(frame, k, 1, 16, false);
                        assertThat(gradient.gradient(frame, 0, 3))
                                .as("window of %d steps", k)
                                .isCloseTo(sum, within(1e-9 * Math.abs(sum)));
                    }
                    // Uphill for the mean over a window of less than 110 steps; downhill is what -6 says.
                    assertThat(sum < 0).as("window of %d steps", k).isEqualTo(k < 110);
                }
            }
        }
    }

    /** The command is the parameter. */
    private record Constant() implements Policy {
        @Override
        public int parameterCount() {
            return 1;
        }

        @Override
        public ParameterLayout layout() {
            return ParameterLayout.ROWS;
        }

        @Override
        public int memorySize() {
            return 0;
        }

        @Override
        public boolean normalisedObservations() {
            return false;
        }

        @Override
        public String fingerprint() {
            return "constant";
        }

        @Override
        public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
            GraphBuilder g = new GraphBuilder();
            program.kernel(
                    "constant",
                    g.build(List.of("u"), List.of(g.input("theta"))),
                    List.of(parameters),
                    List.of(command));
        }
    }
}
