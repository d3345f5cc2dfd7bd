package dev.antipode.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.jacobian.LoopTangents;
import dev.antipode.core.jacobian.TangentFrame;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.linear.Eigenvalues;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutGradient;
import dev.antipode.sim.RolloutGrowth;
import dev.antipode.sim.TaskModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Growth that is measured along the way of a gradient, against whole Jacobians: their Frobenius norm and their eigenvalues. */
class RolloutGrowthTest {
    private static final int LANES = 16;
    private static final int STEPS = 8;
    private static final int DRAWS = 400;
    private static final Registry REGISTRY = Registry.load(RolloutGrowthTest.class.getClassLoader());

    @ParameterizedTest
    @ValueSource(strings = {"pendulum", "cart-pole-swing-up", "acrobot"})
    void meanSquaresAreFrobeniusNormsAndRadiiThoseOfEigenvalues(String name) {
        TaskModel task = REGISTRY.task(name);
        TrainablePolicy policy = PolicyDesign.linear().forTask(task);
        Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
        Rollout rollout = Rollout.compile(task, policy, LANES, engine);
        RolloutGradient gradient = RolloutGradient.of(rollout, policy, STEPS);
        RolloutGrowth growth = RolloutGrowth.of(rollout, gradient, 2);
        LoopTangents columns = rollout.loopColumns();
        int n = columns.size();
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add("tile", "", rollout.tileBytes());
        long scratch = plan.add("scratch", "", rollout.scratchBytes());
        long backward = gradient.plan(plan, "");
        long riding = growth.plan(plan, "");
        long whole = columns.plan(plan, "columns", LANES);
        try (engine;
                Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
            Frame frame = rollout.frame(workspace.block(), tile, scratch);
            gradient.attach(frame, backward);
            parameters(rollout, policy, frame);

            TangentFrame exact = new TangentFrame(columns, frame, whole);
            rollout.reset(frame);
            exact.setIdentity();
            exact.step();
            double[][] first = matrices(exact, n);
            for (int i = 1; i < STEPS; i++) {
                exact.step();
            }
            double[][] product = matrices(exact, n);

            RolloutGrowth.Rider rider = growth.attach(frame, riding);
            double[] sums = new double[LANES];
            double[] squares = new double[LANES];
            double[] logRadius = new double[LANES];
            for (int draw = 0; draw < DRAWS; draw++) {
                rollout.reset(frame);
                rider.start(5, draw);
                if (draw == 0) {
                    rider.spectralRadius(logRadius);
                    assertThat(frame.step).isZero();
                    rider.start(5, draw);
                }
                for (int i = 0; i < STEPS; i++) {
                    rider.step(frame);
                }
                for (int lane = 0; lane < LANES; lane++) {
                    sums[lane] += rider.meanSquare(lane) / DRAWS;
                    squares[lane] += rider.meanSquare(lane) * rider.meanSquare(lane) / DRAWS;
                }
            }
            for (int lane = 0; lane < LANES; lane++) {
                double frobenius = 0;
                for (double entry : product[lane]) {
                    frobenius += entry * entry / n;
                }
                double error = Math.sqrt((squares[lane] - sums[lane] * sums[lane]) / DRAWS);
                assertThat(sums[lane]).isCloseTo(frobenius, within(5 * error + 1e-12 * frobenius));
                Eigenvalues values = new Eigenvalues(n);
                values.compute(first[lane]);
                assertThat(Math.exp(logRadius[lane])).isCloseTo(values.modulus(0), within(1e-12 * values.modulus(0)));
            }
        }
    }

    /** Of a chain whose one eigenvalue has 23 states and one eigenvector: products with a vector would grow long before they shrink. */
    @Test
    void theRadiusOfADefectiveMatrixIsItsEigenvalue() {
        TaskModel task = REGISTRY.task("influence-balancing");
        TrainablePolicy policy = PolicyDesign.parse("constant:0.5").forTask(task);
        Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
        Rollout rollout = Rollout.compile(task, policy, LANES, engine);
        RolloutGradient gradient = RolloutGradient.of(rollout, policy, STEPS);
        RolloutGrowth growth = RolloutGrowth.of(rollout, gradient, 1);
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add("tile", "", rollout.tileBytes());
        long scratch = plan.add("scratch", "", rollout.scratchBytes());
        long backward = gradient.plan(plan, "");
        long riding = growth.plan(plan, "");
        try (engine;
                Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
            Frame frame = rollout.frame(workspace.block(), tile, scratch);
            gradient.attach(frame, backward);
            rollout.reset(frame);
            double[] logRadius = new double[LANES];
            growth.attach(frame, riding).spectralRadius(logRadius);
            assertThat(Math.exp(logRadius[0])).isCloseTo(0.5, within(1e-12));
            // The work grows with the cube of the size: of so many states not all lanes are measured.
            assertThat(logRadius[LANES - 1]).isNaN();
        }
    }

    private static double[][] matrices(TangentFrame tangents, int n) {
        double[][] matrices = new double[LANES][n * n];
        for (int lane = 0; lane < LANES; lane++) {
            tangents.matrix(lane, matrices[lane]);
        }
        return matrices;
    }

    private static void parameters(Rollout rollout, TrainablePolicy policy, Frame frame) {
        double[] parameters = policy.initialParameters(1);
        for (int i = 0; i < parameters.length; i++) {
            for (int lane = 0; lane < LANES; lane++) {
                rollout.set(frame, rollout.policyParameters().row(i), lane, parameters[i]);
            }
        }
    }
}
