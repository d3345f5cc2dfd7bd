package dev.antipode.controller.baseline;

import dev.antipode.sim.NominalTask;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.List;

/**
 * A task's plant and stage cost to first and second order about {@link GoalRest}, over one control period, in units of half the
 * declared ranges. The state is extended by the commands that are still on their way or that the cost looks back at,
 * newest first, so that a latency is taken into account exactly.
 *
 * @param rest about which
 * @param past how many commands extend the state
 * @param a extended states square
 * @param b extended states x inputs
 * @param weights how the cost was made quadratic
 */
record Linearisation(GoalRest rest, int past, double[] a, double[] b, QuadraticCost weights) {
    private static final double SHORT = 1e-6;
    private static final double SMOOTH = 1e-3;

    /**
     * Linearises a task.
     *
     * @throws NoBaselineException where that is not possible, saying why
     */
    static Linearisation of(NominalTask nominal) {
        GoalRest rest = GoalRest.of(nominal);
        requireSmooth(nominal, rest.state(), rest.input());
        double[] jacobian = scaled(nominal, rest.state(), rest.input());
        requireSame(nominal, rest, jacobian);
        TaskModel task = nominal.task();
        int substeps = task.timing().substeps();
        int lag = task.timing().latencySubsteps() / substeps;
        boolean looksBack = task.timing().latencySubsteps() % substeps > 0 || nominal.costSeesPrevious();
        int past = lag + (looksBack ? 1 : 0);
        int n = rest.state().length;
        int m = rest.input().length;
        int size = n + past * m;
        double[] a = new double[size * size];
        double[] b = new double[size * m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * size + j] = jacobian[i * (n + 2 * m) + j];
            }
            for (int j = 0; j < m; j++) {
                double earlier = jacobian[i * (n + 2 * m) + n + j];
                double later = jacobian[i * (n + 2 * m) + n + m + j];
                if (lag == 0) {
                    b[i * m + j] = later;
                } else {
                    a[i * size + n + (lag - 1) * m + j] = later;
                }
                if (looksBack) {
                    a[i * size + n + lag * m + j] = earlier;
                }
            }
        }
        for (int j = 0; j < past * m; j++) {
            if (j < m) {
                b[(n + j) * m + j] = 1;
            } else {
                a[(n + j) * size + n + j - m] = 1;
            }
        }
        return new Linearisation(rest, past, a, b, QuadraticCost.of(nominal, rest, lag, past));
    }

    int size() {
        return rest.state().length + past * rest.input().length;
    }

    private static double[] scaled(NominalTask nominal, double[] x, double[] u) {
        double[] jacobian = nominal.nextJacobian(x, u, u);
        List<Signal> states = nominal.task().plant().states();
        int columns = x.length + 2 * u.length;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < columns; j++) {
                jacobian[i * columns + j] *=
                        half(nominal.task(), j) / states.get(i).halfWidth();
            }
        }
        return jacobian;
    }

    /** Half the range of a state, or of an input behind the states; inputs repeat. */
    static double half(TaskModel task, int j) {
        int n = task.plant().states().size();
        int m = task.plant().inputs().size();
        return (j < n ? task.plant().states().get(j) : task.plant().inputs().get((j - n) % m)).halfWidth();
    }

    /** Dry friction and stops have no derivative; there the one that the graph names by convention would mislead. */
    private static void requireSmooth(NominalTask nominal, double[] x, double[] u) {
        TaskModel task = nominal.task();
        double[] jacobian = nominal.nextJacobian(x, u, u);
        double[] rest = nominal.next(x, u, u);
        int n = x.length;
        int m = u.length;
        for (int j = 0; j < n + m; j++) {
            Signal moved =
                    j < n ? task.plant().states().get(j) : task.plant().inputs().get(j - n);
            for (double step : new double[] {SHORT * moved.halfWidth(), -SHORT * moved.halfWidth()}) {
                double[] state = x.clone();
                double[] input = u.clone();
                if (j < n) {
                    state[j] += step;
                } else {
                    input[j - n] += step;
                }
                double[] next = nominal.next(state, input, input);
                for (int i = 0; i < n; i++) {
                    Signal result = task.plant().states().get(i);
                    double change = next[i] - rest[i];
                    if (result.angle()) {
                        change = StrictMath.IEEEremainder(change, 2 * Math.PI);
                    }
                    double slope = jacobian[i * (n + 2 * m) + j] + (j < n ? 0 : jacobian[i * (n + 2 * m) + j + m]);
                    double units = moved.halfWidth() / result.halfWidth();
                    if (!(Math.abs(change / step - slope) * units <= SMOOTH * (1 + Math.abs(slope) * units))) {
                        throw new NoBaselineException("the plant of task '" + task.name()
                                + "' cannot be linearised at the goal: its next '" + result.name()
                                + "' has no derivative by '" + moved.name() + "' there");
                    }
                }
            }
        }
    }

    private static void requireSame(NominalTask nominal, GoalRest rest, double[] jacobian) {
        for (int r = 0; r < rest.reference().length; r++) {
            Signal reference = nominal.task().references().get(r);
            List<double[]> other = rest.at(r, 0.5 * reference.halfWidth());
            double[] there = scaled(nominal, other.get(1), other.get(2));
            for (int i = 0; i < jacobian.length; i++) {
                if (Math.abs(there[i] - jacobian[i]) > SMOOTH * (1 + Math.abs(jacobian[i]))) {
                    throw new NoBaselineException("the linearised plant of task '"
                            + nominal.task().name() + "' depends on the reference '" + reference.name()
                            + "'; one linear law cannot follow it");
                }
            }
        }
    }
}
