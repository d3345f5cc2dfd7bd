package dev.antipode.controller.baseline;

import dev.antipode.sim.NominalTask;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a task's plant rests at its goal: state and input as affine functions of the reference. The arrays belong to the
 * record and must not be modified.
 *
 * @param reference the one of the middle draws
 * @param setPoints for each reference, the state that it is the set point of
 * @param state at rest for {@code reference}
 * @param input at rest for {@code reference}
 * @param stateByReference states x references
 * @param inputByReference inputs x references
 */
record GoalRest(
        double[] reference,
        int[] setPoints,
        double[] state,
        double[] input,
        double[] stateByReference,
        double[] inputByReference) {
    private static final double AFFINE = 1e-6;
    private static final double EDGE = 1e-9;

    /**
     * Finds it from the declared defaults or from the middle of the start: where the plant rests nearest to these, or else where resting costs
     * least.
     *
     * @throws NoBaselineException where the plant rests at the goal of neither, or not along a line
     */
    static GoalRest of(NominalTask nominal) {
        TaskModel task = nominal.task();
        int[] setPoints = SetPoints.of(task);
        RestSearch search = new RestSearch(nominal, setPoints);
        double[] reference = nominal.reference();
        CheapestRest cheapest = new CheapestRest(nominal, search, setPoints);
        List<double[]> starts = List.of(defaults(task.plant().states()), nominal.start());
        for (boolean nearest : new boolean[] {true, false}) {
            for (double[] start : starts) {
                double[] x = start.clone();
                double[] u = defaults(task.plant().inputs());
                hold(x, setPoints, reference);
                boolean rests = search.settle(x, u) && (nearest || cheapest.settle(x, u, reference));
                if (rests && nominal.atGoal(x, reference) && !nominal.failed(x, reference)) {
                    requireReach(task, u);
                    return line(nominal, search, setPoints, reference, x, u);
                }
            }
        }
        throw new NoBaselineException(
                "the plant of task '" + task.name() + "' cannot be linearised at the goal: "
                        + "from the declared defaults or the middle of the start it comes to rest at no state where atGoal holds");
    }

    private static double[] defaults(List<Signal> signals) {
        return signals.stream().mapToDouble(Signal::defaultValue).toArray();
    }

    private static void hold(double[] x, int[] setPoints, double[] reference) {
        for (int i = 0; i < setPoints.length; i++) {
            x[setPoints[i]] = reference[i];
        }
    }

    private static void requireReach(TaskModel task, double[] u) {
        for (int i = 0; i < u.length; i++) {
            Signal input = task.plant().inputs().get(i);
            double slack = EDGE * input.halfWidth();
            if (u[i] < input.min() - slack || u[i] > input.max() + slack) {
                throw new NoBaselineException("the plant of task '" + task.name()
                        + "' cannot be held at the goal: it would need " + input.name() + " = " + u[i] + ", outside ["
                        + input.min() + ", " + input.max() + "]");
            }
        }
    }

    private static GoalRest line(
            NominalTask nominal, RestSearch search, int[] setPoints, double[] reference, double[] x, double[] u) {
        int references = reference.length;
        double[] byX = new double[x.length * references];
        double[] byU = new double[u.length * references];
        for (int r = 0; r < references; r++) {
            double step = 0.5 * nominal.task().references().get(r).halfWidth();
            double[][] moved = settleAt(nominal, search, setPoints, reference, x, u, r, step);
            for (int i = 0; i < x.length; i++) {
                byX[i * references + r] = (moved[0][i] - x[i]) / step;
            }
            for (int i = 0; i < u.length; i++) {
                byU[i * references + r] = (moved[1][i] - u[i]) / step;
            }
            double[][] other = settleAt(nominal, search, setPoints, reference, x, u, r, -0.5 * step);
            if (bent(nominal.task().plant().states(), x, byX, references, r, -0.5 * step, other[0])
                    || bent(nominal.task().plant().inputs(), u, byU, references, r, -0.5 * step, other[1])) {
                throw new NoBaselineException(
                        "the plant of task '" + nominal.task().name()
                                + "' rests at states or inputs that are no linear function of the reference '"
                                + nominal.task().references().get(r).name() + "'; one linear law cannot follow it");
            }
        }
        return new GoalRest(reference, setPoints, x, u, byX, byU);
    }

    private static double[][] settleAt(
            NominalTask nominal,
            RestSearch search,
            int[] setPoints,
            double[] reference,
            double[] x,
            double[] u,
            int r,
            double step) {
        double[] moved = reference.clone();
        moved[r] += step;
        double[] state = x.clone();
        double[] input = u.clone();
        hold(state, setPoints, moved);
        if (!search.settle(state, input) || !nominal.atGoal(state, moved)) {
            throw new NoBaselineException("the plant of task '" + nominal.task().name()
                    + "' cannot be linearised at the goal: with the reference '"
                    + nominal.task().references().get(r).name() + "' = " + moved[r]
                    + " it comes to rest at no state where atGoal holds");
        }
        return new double[][] {state, input};
    }

    private static boolean bent(
            List<Signal> signals, double[] at, double[] slope, int references, int r, double step, double[] found) {
        for (int i = 0; i < at.length; i++) {
            double expected = at[i] + slope[i * references + r] * step;
            if (Math.abs(found[i] - expected) > AFFINE * signals.get(i).halfWidth()) {
                return true;
            }
        }
        return false;
    }

    /** Rest for another value of one reference. */
    List<double[]> at(int r, double step) {
        int references = reference.length;
        List<double[]> all = new ArrayList<>();
        double[] moved = reference.clone();
        moved[r] += step;
        all.add(moved);
        all.add(along(state, stateByReference, references, r, step));
        all.add(along(input, inputByReference, references, r, step));
        return all;
    }

    private static double[] along(double[] at, double[] slope, int references, int r, double step) {
        double[] moved = at.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += slope[i * references + r] * step;
        }
        return moved;
    }
}
