package dev.antipode.controller.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.NominalTask;
import dev.antipode.sim.Task;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.tasks.AcrobotSwingUp;
import dev.antipode.sim.tasks.DoublePendulumCartBalance;
import dev.antipode.sim.tasks.InfluenceBalancing;
import dev.antipode.sim.tasks.MountainCarClimb;
import dev.antipode.sim.tasks.PendulumSwingUp;
import dev.antipode.sim.tasks.QuadrotorHover;
import dev.antipode.sim.tasks.ThermalZones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearQuadraticTest {
    private static final ExecutionSettings SCALAR =
            ExecutionSettings.defaults().withThreads(1).withKernels(KernelMode.SCALAR);

    /** The plant's step by hand, at rest upright: thetaDot' = thetaDot + (15 theta + 3 u) 0.05; theta' = theta + thetaDot' 0.05. */
    @Test
    void thePendulumsGainIsThatOfTheRecursion() {
        LinearQuadratic regulator = LinearQuadratic.regulator(TaskModel.of("pendulum", new PendulumSwingUp()));
        double h = 0.05;
        double[][] a = {{1 + 15 * h * h, h}, {15 * h, 1}};
        double[] b = {3 * h * h, 3 * h};
        double[][] x = {{1, 0}, {0, 0.1}};
        double[] k = new double[2];
        for (int step = 0; step < 2000; step++) {
            double[] xb = {x[0][0] * b[0] + x[0][1] * b[1], x[1][0] * b[0] + x[1][1] * b[1]};
            double weight = 0.001 + b[0] * xb[0] + b[1] * xb[1];
            for (int j = 0; j < 2; j++) {
                k[j] = (xb[0] * a[0][j] + xb[1] * a[1][j]) / weight;
            }
            double[][] next = new double[2][2];
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    for (int l = 0; l < 2; l++) {
                        next[i][j] += a[l][i] * (x[l][0] * a[0][j] + x[l][1] * a[1][j]);
                    }
                    next[i][j] += (i == j ? i == 0 ? 1 : 0.1 : 0) - k[i] * weight * k[j];
                }
            }
            x = next;
        }

        assertThat(regulator.gain(0, 0)).isCloseTo(k[0], within(1e-9));
        assertThat(regulator.gain(0, 1)).isCloseTo(k[1], within(1e-9));
        assertThat(regulator.costToGo(0, 1)).isCloseTo(x[0][1], within(1e-9));
        assertThat(regulator.weights()).isEqualTo("the cost's second derivatives at the goal");
        assertThat(regulator.spectralRadius()).isLessThan(1);
    }

    /** Latencies of none, a half, one, and one and a half control periods. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.1, 0.15})
    void anEpisodeCostsWhatTheRiccatiEquationSays(double latency) {
        TaskModel task = TaskModel.of("quadratic", new BaselineTasks.FromOnePlace(latency));
        LinearQuadratic regulator = LinearQuadratic.regulator(task);
        double[] start = {0.7, -0.4};
        double expected = 0;
        for (int i = 0; i < 4; i++) {
            expected += start[i / 2] * regulator.costToGo(i / 2, i % 2) * start[i % 2];
        }

        Evaluation evaluation = Baseline.of(BaselineKind.LQR, task).evaluate(task, Precision.F64, 1, 1, SCALAR);

        assertThat(evaluation.meanCost()).isCloseTo(expected, within(1e-9 * expected));
        assertThat(regulator.size()).isEqualTo(latency > 0.1 ? 4 : latency == 0.1 ? 4 : 3);
    }

    @Test
    void restIsFoundAtTheGoal() {
        LinearQuadratic hover = LinearQuadratic.regulator(TaskModel.of("hover", new QuadrotorHover()));
        // The start's masses differ by a tenth about half a kilogram.
        for (double thrust : hover.restInput()) {
            assertThat(thrust).isCloseTo(0.5 * 9.81 / 4, within(1e-9));
        }
        assertThat(hover.restState()[6]).isCloseTo(1, within(1e-9));

        LinearQuadratic balance = LinearQuadratic.regulator(TaskModel.of("balance", new DoublePendulumCartBalance()));
        assertThat(balance.restState()).containsExactly(new double[] {0, Math.PI, Math.PI, 0, 0, 0}, within(1e-9));

        // 25 W/K to 283 K outside, at a wanted 295 K.
        LinearQuadratic heating = LinearQuadratic.regulator(TaskModel.of("heating", new ThermalZones()));
        assertThat(heating.restInput()).containsExactly(new double[] {300, 300}, within(1e-6));
        assertThat(heating.weights()).contains("a twentieth", "kink at the goal in 'temperature1'");
    }

    /** The chain rests with every input, nearest to its start not at the goal: the head at -6 u, and the goal is 1. */
    @Test
    void ofAllPlacesOfRestTheGoalIsTaken() {
        GoalRest chain = GoalRest.of(new NominalTask(TaskModel.of("chain", new InfluenceBalancing())));
        assertThat(chain.input()).containsExactly(new double[] {-1.0 / 6}, within(1e-9));
        assertThat(chain.state()[0]).isCloseTo(1, within(1e-8));
        // The head can be kept at 1 at no cost while what is behind it grows.
        refused(new InfluenceBalancing(), "no gain stabilises the system", "the cost does not see one");

        TaskModel spring = TaskModel.of("spring", new BaselineTasks.HeldAgainstASpring());
        LinearQuadratic regulator = LinearQuadratic.regulator(spring);
        assertThat(regulator.restState()).containsExactly(new double[] {1, 0}, within(1e-8));
        assertThat(regulator.restInput()).containsExactly(new double[] {2}, within(1e-8));
    }

    @Test
    void whatCannotBeLinearisedIsRefusedInOneSentence() {
        refused(new AcrobotSwingUp(), "comes to rest at no state where atGoal holds");
        refused(new MountainCarClimb(), "comes to rest at no state where atGoal holds");
        refused(new BaselineTasks.DryFriction(), "next 'position' has no derivative by 'velocity' there");
        refused(new BaselineTasks.OutOfReach(), "has no LQR: no gain stabilises the system");
        refused(new BaselineTasks.TooHeavy(), "it would need acceleration = ", "outside [-10.0, 10.0]");
        refused(new BaselineTasks.NoSetPoint(), "'warmth'", "no state's set point");
        assertThatExceptionOfType(NoBaselineException.class)
                .isThrownBy(() -> LinearQuadratic.integrating(TaskModel.of("pendulum", new PendulumSwingUp())))
                .withMessage("task 'pendulum' has no reference whose error could be integrated; use lqr");
    }

    private static void refused(Task<?, ?, ?, ?, ?> task, String... parts) {
        TaskModel model = TaskModel.of("refused", task);
        assertThatExceptionOfType(NoBaselineException.class)
                .isThrownBy(() -> LinearQuadratic.regulator(model))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(parts).hasMessageContaining("'refused'"));
    }
}
