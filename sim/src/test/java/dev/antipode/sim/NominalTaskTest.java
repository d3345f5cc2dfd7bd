package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.sim.tasks.CartPoleBalance;
import dev.antipode.sim.tasks.DcMotorPosition;
import dev.antipode.sim.tasks.ThermalZones;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A task in the middle of its draws against plain Java and differences. */
class NominalTaskTest {
    private static final Registry REGISTRY = Registry.load(NominalTaskTest.class.getClassLoader());

    static List<String> tasks() {
        return REGISTRY.taskNames();
    }

    @Test
    void drawsAreInTheMiddle() {
        NominalTask motor = new NominalTask(TaskModel.of("motor", new DcMotorPosition()));
        assertThat(motor.start()).containsExactly(0, 0, 0);
        assertThat(motor.reference()).containsExactly(0);
        NominalTask heating = new NominalTask(TaskModel.of("heating", new ThermalZones()));
        assertThat(heating.start()).containsExactly(291, 291, 0, 0);
        assertThat(heating.reference()).containsExactly(295, 295);
        assertThat(heating.costSeesPrevious()).isTrue();
        assertThat(motor.costSeesPrevious()).isFalse();
    }

    @Test
    void goalAndFailureAreJudged() {
        NominalTask balance = new NominalTask(TaskModel.of("balance", new CartPoleBalance()));
        assertThat(balance.atGoal(new double[] {1, 0, 0.1, 0}, new double[0])).isTrue();
        assertThat(balance.atGoal(new double[] {3, 0, 0.1, 0}, new double[0])).isFalse();
        assertThat(balance.failed(new double[] {3, 0, 0.1, 0}, new double[0])).isTrue();
    }

    /** A period of many sub-steps, the first by the command before: in plain Java, and its derivatives by differences. */
    @Test
    void aPeriodGoesThroughItsSubSteps() {
        DelayedMassTask task = new DelayedMassTask(new Timing(0.1, 5, 0.14, 50), 1);
        TaskModel model = TaskModel.of("delayed", task);
        NominalTask nominal = new NominalTask(model);
        int late = model.timing().latencySubsteps() % model.timing().substeps();
        assertThat(late).isPositive();
        double[] x = nominal.start();
        double[] earlier = {0.3};
        double[] later = {-0.7};
        double[] expected = x;
        double[] parameters = model.graph("parameters").graph().evaluate(0.5, 0.5);
        for (int i = 0; i < model.timing().substeps(); i++) {
            double[] u = i < late ? earlier : later;
            double[] arguments = new double[x.length + 1 + parameters.length + 1];
            System.arraycopy(expected, 0, arguments, 0, x.length);
            arguments[x.length] = u[0];
            System.arraycopy(parameters, 0, arguments, x.length + 1, parameters.length);
            arguments[arguments.length - 1] = model.timing().stepSeconds();
            expected = model.plant().step().evaluate(arguments);
        }
        assertThat(nominal.next(x, earlier, later)).containsExactly(expected);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void theJacobianIsThatOfDifferences(String name) {
        TaskModel task = REGISTRY.task(name);
        NominalTask nominal = new NominalTask(task);
        int n = task.plant().states().size();
        int m = task.plant().inputs().size();
        double[][] point = new double[3][];
        point[0] = somewhere(nominal, n);
        point[1] = inputs(task, 0.1);
        point[2] = inputs(task, -0.15);
        double[] jacobian = nominal.nextJacobian(point[0], point[1], point[2]);
        for (int column = 0; column < n + 2 * m; column++) {
            int part = column < n ? 0 : column < n + m ? 1 : 2;
            int i = column < n ? column : (column - n) % m;
            Signal moved = part == 0
                    ? task.plant().states().get(i)
                    : task.plant().inputs().get(i);
            double step = 1e-5 * moved.halfWidth();
            double middle = point[part][i];
            point[part][i] = middle + step;
            double[] up = nominal.next(point[0], point[1], point[2]);
            point[part][i] = middle - step;
            double[] down = nominal.next(point[0], point[1], point[2]);
            point[part][i] = middle;
            for (int row = 0; row < n; row++) {
                double units =
                        moved.halfWidth() / task.plant().states().get(row).halfWidth();
                assertThat(jacobian[row * (n + 2 * m) + column] * units)
                        .as(name + " " + row + " " + column)
                        .isCloseTo((up[row] - down[row]) / (2 * step) * units, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void theHessianIsThatOfDifferences(String name) {
        TaskModel task = REGISTRY.task(name);
        NominalTask nominal = new NominalTask(task);
        int n = task.plant().states().size();
        int m = task.plant().inputs().size();
        double[] x = somewhere(nominal, n);
        double[] r = nominal.reference();
        double[] u = inputs(task, 0.1);
        double[] before = inputs(task, -0.15);
        double[] hessian = nominal.costHessian(x, r, u, before);
        int size = n + 2 * m;
        double[] z = new double[size];
        System.arraycopy(x, 0, z, 0, n);
        System.arraycopy(u, 0, z, n, m);
        System.arraycopy(before, 0, z, n + m, m);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double hi = 1e-4 * half(task, i);
                double hj = 1e-4 * half(task, j);
                double difference = (moved(nominal, n, m, z, r, i, hi, j, hj)
                                - moved(nominal, n, m, z, r, i, hi, j, -hj)
                                - moved(nominal, n, m, z, r, i, -hi, j, hj)
                                + moved(nominal, n, m, z, r, i, -hi, j, -hj))
                        / 4e-8;
                double units = half(task, i) * half(task, j);
                assertThat(hessian[i * size + j] * units)
                        .as(name + " " + i + " " + j)
                        .isCloseTo(difference, within(1e-4 * (1 + Math.abs(difference))));
                assertThat(hessian[j * size + i]).isCloseTo(hessian[i * size + j], within(1e-9 / units));
            }
        }
    }

    private static double moved(
            NominalTask task, int n, int m, double[] z, double[] r, int i, double hi, int j, double hj) {
        double[] at = z.clone();
        at[i] += hi;
        at[j] += hj;
        return task.cost(
                Arrays.copyOf(at, n), r, Arrays.copyOfRange(at, n, n + m), Arrays.copyOfRange(at, n + m, n + 2 * m));
    }

    private static double half(TaskModel task, int i) {
        int n = task.plant().states().size();
        int m = task.plant().inputs().size();
        return (i < n ? task.plant().states().get(i) : task.plant().inputs().get((i - n) % m)).halfWidth();
    }

    /** Off every kink: a little beside the start, each number by another share of its range. */
    private static double[] somewhere(NominalTask nominal, int n) {
        double[] x = nominal.start();
        for (int i = 0; i < n; i++) {
            x[i] += 0.031
                    * (1 + 0.37 * i)
                    * nominal.task().plant().states().get(i).halfWidth();
        }
        return x;
    }

    private static double[] inputs(TaskModel task, double share) {
        return task.plant().inputs().stream()
                .mapToDouble(s -> s.middle() + share * s.halfWidth())
                .toArray();
    }
}
