package dev.antipode.controller.baseline;

import dev.antipode.core.linear.SmallLu;
import dev.antipode.core.linear.SmallMatrices;
import dev.antipode.core.linear.Vectors;
import dev.antipode.sim.NominalTask;
import dev.antipode.sim.Signal;
import java.util.List;

/**
 * Looks for a state and an input that stay as they are: Newton's method on {@code next(x, u) - x = 0} with steps of least
 * norm, in units of half the declared ranges. Some states can be held where they are. Not thread-safe.
 *
 * <p>Source: J. Nocedal, S. J. Wright, "Numerical Optimization", 2nd edition, section 10.3 (Levenberg-Marquardt), with a damping
 * that only keeps redundant equations solvable.
 */
final class RestSearch {
    private static final int STEPS = 60;
    private static final double REST = 1e-10;
    private static final double DAMPING = 1e-13;

    private final NominalTask task;
    private final List<Signal> states;
    private final List<Signal> inputs;
    private final boolean[] held;
    private final int n;
    private final int m;

    RestSearch(NominalTask task, int[] heldStates) {
        this.task = task;
        states = task.task().plant().states();
        inputs = task.task().plant().inputs();
        n = states.size();
        m = inputs.size();
        held = new boolean[n];
        for (int state : heldStates) {
            held[state] = true;
        }
    }

    /** Moves state and input to rest; false where none was found near them. */
    boolean settle(double[] x, double[] u) {
        double[] miss = new double[n];
        for (int step = 0; step < STEPS; step++) {
            if (miss(x, u, miss) <= REST) {
                // One more for the digits that are left.
                return move(x, u, miss);
            }
            if (!move(x, u, miss)) {
                return false;
            }
        }
        return false;
    }

    private double miss(double[] x, double[] u, double[] miss) {
        double[] next = task.next(x, u, u);
        for (int i = 0; i < n; i++) {
            double change = next[i] - x[i];
            miss[i] = (states.get(i).angle() ? StrictMath.IEEEremainder(change, 2 * Math.PI) : change)
                    / states.get(i).halfWidth();
        }
        double largest = Vectors.largest(miss, 0, n);
        return Double.isNaN(largest) ? Double.POSITIVE_INFINITY : largest;
    }

    /** Of {@code next(x, u) - x} by state and input, states x (states + inputs), in units of half the ranges; zero for what is held. */
    double[] jacobian(double[] x, double[] u) {
        int unknowns = n + m;
        double[] all = task.nextJacobian(x, u, u);
        double[] jacobian = new double[n * unknowns];
        for (int i = 0; i < n; i++) {
            double perHalf = 1 / states.get(i).halfWidth();
            for (int j = 0; j < n; j++) {
                double slope = all[i * (n + 2 * m) + j] - (i == j ? 1 : 0);
                jacobian[i * unknowns + j] =
                        held[j] ? 0 : slope * perHalf * states.get(j).halfWidth();
            }
            for (int j = 0; j < m; j++) {
                double slope = all[i * (n + 2 * m) + n + j] + all[i * (n + 2 * m) + n + m + j];
                jacobian[i * unknowns + n + j] = slope * perHalf * inputs.get(j).halfWidth();
            }
        }
        return jacobian;
    }

    private boolean move(double[] x, double[] u, double[] miss) {
        int unknowns = n + m;
        double[] jacobian = jacobian(x, u);
        double[] transposed = new double[unknowns * n];
        SmallMatrices.transpose(jacobian, transposed, n, unknowns);
        double[] normal = new double[n * n];
        SmallMatrices.multiply(jacobian, transposed, normal, n, unknowns, n);
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += normal[i * n + i];
        }
        for (int i = 0; i < n; i++) {
            normal[i * n + i] += DAMPING * trace;
        }
        SmallLu lu = new SmallLu(n);
        if (!lu.factor(normal)) {
            return false;
        }
        double[] weights = miss.clone();
        lu.solve(weights, 1);
        for (int j = 0; j < unknowns; j++) {
            double change = Vectors.dot(transposed, j * n, weights, 0, n);
            if (j < n) {
                x[j] -= change * states.get(j).halfWidth();
            } else {
                u[j - n] -= change * inputs.get(j - n).halfWidth();
            }
        }
        return true;
    }
}
