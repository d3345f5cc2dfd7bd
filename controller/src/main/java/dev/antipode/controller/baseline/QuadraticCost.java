package dev.antipode.controller.baseline;

import dev.antipode.core.linear.SmallMatrices;
import dev.antipode.core.linear.Vectors;
import dev.antipode.sim.NominalTask;
import dev.antipode.sim.TaskModel;

/**
 * A stage cost made quadratic about the goal, {@code x^T Q x + 2 x^T S u + u^T R u} for the extended state of
 * {@link Linearisation}, in its units. Its second derivatives where they make a problem that can be solved; else, as for costs with a
 * sharp bottom, the curvature of the parabola through the cost at a twentieth of each half range to both sides.
 *
 * @param q extended states square
 * @param s extended states x inputs
 * @param r inputs square
 * @param description for reports
 */
record QuadraticCost(double[] q, double[] s, double[] r, String description) {
    private static final double SHARE = 0.05;
    private static final double KINK_SHARE = 1e-3;
    /** An input that costs nothing is charged this part of what the dearest state costs at the same share of its range. */
    private static final double CHEAPEST_INPUT = 0.01;

    static QuadraticCost of(NominalTask nominal, GoalRest rest, int lag, int past) {
        int kink = kink(nominal, rest);
        String reason;
        if (kink >= 0) {
            reason = "the cost has a kink at the goal in " + name(nominal.task(), kink);
        } else {
            double[] hessian = nominal.costHessian(rest.state(), rest.reference(), rest.input(), rest.input());
            int size = rest.state().length + 2 * rest.input().length;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    hessian[i * size + j] *=
                            0.5 * Linearisation.half(nominal.task(), i) * Linearisation.half(nominal.task(), j);
                }
            }
            QuadraticCost exact = spread(hessian, rest, lag, past, "the cost's second derivatives at the goal");
            if (exact.convex()) {
                return exact;
            }
            reason = exact.inputsCharged()
                    ? "the cost's second derivatives at the goal are not positive semidefinite"
                    : "the cost does not charge every input";
        }
        return spread(
                parabolas(nominal, rest),
                rest,
                lag,
                past,
                "the cost's curvature over a twentieth of each half range, since " + reason);
    }

    private static String name(TaskModel task, int i) {
        int n = task.plant().states().size();
        return "'"
                + (i < n
                                ? task.plant().states().get(i)
                                : task.plant()
                                        .inputs()
                                        .get((i - n) % task.plant().inputs().size()))
                        .name()
                + "'";
    }

    /** The cost where one of state, applied and previous input is moved by a share of its half range. */
    private static double moved(NominalTask nominal, GoalRest rest, int i, double share) {
        double[] x = rest.state().clone();
        double[] applied = rest.input().clone();
        double[] previous = rest.input().clone();
        double step = share * Linearisation.half(nominal.task(), i);
        int n = x.length;
        int m = applied.length;
        if (i < n) {
            x[i] += step;
        } else if (i < n + m) {
            applied[i - n] += step;
        } else {
            previous[i - n - m] += step;
        }
        return nominal.cost(x, rest.reference(), applied, previous);
    }

    private static double curvature(NominalTask nominal, GoalRest rest, int i, double share) {
        double middle = moved(nominal, rest, i, 0);
        double sum = (moved(nominal, rest, i, share) - middle) + (moved(nominal, rest, i, -share) - middle);
        return 0.5 * sum / (share * share);
    }

    /** The first number along which the curvature grows without bound towards the goal, or -1. */
    private static int kink(NominalTask nominal, GoalRest rest) {
        int size = rest.state().length + 2 * rest.input().length;
        double cost = Math.abs(nominal.cost(rest.state(), rest.reference(), rest.input(), rest.input()));
        double rounding = 100 * Vectors.EPSILON * (1 + cost) / (KINK_SHARE * KINK_SHARE / 64);
        for (int i = 0; i < size; i++) {
            double wide = Math.abs(curvature(nominal, rest, i, KINK_SHARE));
            double narrow = Math.abs(curvature(nominal, rest, i, KINK_SHARE / 8));
            if (narrow > 2 * wide + rounding) {
                return i;
            }
        }
        return -1;
    }

    private static double[] parabolas(NominalTask nominal, GoalRest rest) {
        int n = rest.state().length;
        int m = rest.input().length;
        int size = n + 2 * m;
        double[] weights = new double[size * size];
        double dearest = 0;
        for (int i = 0; i < n + m; i++) {
            double curvature = Math.max(0, curvature(nominal, rest, i, SHARE));
            weights[i * size + i] = curvature;
            dearest = i < n ? Math.max(dearest, curvature) : dearest;
        }
        for (int i = n; i < n + m; i++) {
            weights[i * size + i] = Math.max(weights[i * size + i], CHEAPEST_INPUT * dearest);
        }
        return weights;
    }

    /**
     * Puts weights of state, applied and previous input where the extended state has them. What is charged to commands alone
     * is charged when they are given: with a latency, over an endless horizon, that is the same.
     */
    private static QuadraticCost spread(double[] weights, GoalRest rest, int lag, int past, String description) {
        int n = rest.state().length;
        int m = rest.input().length;
        int from = n + 2 * m;
        int size = n + past * m;
        // Columns behind the extended state are those of the new command.
        int whole = size + m;
        double[] all = new double[whole * whole];
        for (int i = 0; i < from; i++) {
            for (int j = 0; j < from; j++) {
                boolean commands = i >= n && j >= n;
                int to = place(i, n, m, commands ? 0 : lag, size);
                int too = place(j, n, m, commands ? 0 : lag, size);
                if (to < whole && too < whole) {
                    all[to * whole + too] += weights[i * from + j];
                }
            }
        }
        double[] q = new double[size * size];
        double[] s = new double[size * m];
        double[] r = new double[m * m];
        for (int i = 0; i < size; i++) {
            System.arraycopy(all, i * whole, q, i * size, size);
            System.arraycopy(all, i * whole + size, s, i * m, m);
        }
        for (int i = 0; i < m; i++) {
            System.arraycopy(all, (size + i) * whole + size, r, i * m, m);
        }
        return new QuadraticCost(q, s, r, description);
    }

    /** Applied is the command of {@code lag} periods ago, previous that of one more; the newest stands behind the state. */
    private static int place(int i, int n, int m, int lag, int size) {
        if (i < n) {
            return i;
        }
        int input = (i - n) % m;
        int age = lag + (i - n) / m;
        int place = n + (age - 1) * m + input;
        if (age == 0) {
            return size + input;
        }
        // Beyond the extended state: the cost does not look back so far, and the weight is zero.
        return place < size ? place : Integer.MAX_VALUE;
    }

    private boolean inputsCharged() {
        int m = inputs();
        double trace = 0;
        for (int i = 0; i < m; i++) {
            trace += r[i * m + i];
        }
        return SmallMatrices.positiveDefinite(r, -1e-9 * trace, new double[m * m], m);
    }

    private int inputs() {
        return (int) Math.round(Math.sqrt(r.length));
    }

    /** Whether no direction of state and input pays, and every input is charged. */
    private boolean convex() {
        int m = inputs();
        int n = s.length / m;
        int whole = n + m;
        double[] all = new double[whole * whole];
        double trace = 0;
        for (int i = 0; i < n; i++) {
            System.arraycopy(q, i * n, all, i * whole, n);
            for (int j = 0; j < m; j++) {
                all[(n + j) * whole + i] = s[i * m + j];
            }
        }
        for (int i = 0; i < m; i++) {
            System.arraycopy(r, i * m, all, (n + i) * whole + n, m);
        }
        for (int i = 0; i < whole; i++) {
            trace += all[i * whole + i];
        }
        return inputsCharged() && SmallMatrices.positiveDefinite(all, 1e-9 * trace, new double[whole * whole], whole);
    }
}
