package dev.antipode.controller.baseline;

import dev.antipode.core.linear.SmallLu;
import dev.antipode.core.linear.Vectors;
import dev.antipode.sim.NominalTask;
import dev.antipode.sim.Signal;
import java.util.Arrays;
import java.util.List;

/**
 * Goes along the places where a plant rests to where resting costs least: the goal, where the nearest rest is none. Newton's method on
 * cost and rest together, and back to rest after each step. Not thread-safe.
 *
 * <p>Source: J. Nocedal, S. J. Wright, "Numerical Optimization", 2nd edition, section 18.1, equation (18.6), with the curvature of the cost
 * alone.
 */
final class CheapestRest {
    private static final int STEPS = 30;
    private static final double SMALL_STEP = 1e-9;
    /** Of the largest curvature: what the cost does not see stays where it is. */
    private static final double DAMPING = 1e-9;

    private static final double REDUNDANT = 1e-13;

    private final NominalTask task;
    private final RestSearch rests;
    private final boolean[] held;
    private final int n;
    private final int m;

    CheapestRest(NominalTask task, RestSearch rests, int[] heldStates) {
        this.task = task;
        this.rests = rests;
        n = task.task().plant().states().size();
        m = task.task().plant().inputs().size();
        held = new boolean[n + m];
        for (int state : heldStates) {
            held[state] = true;
        }
    }

    /** Moves state and input, at rest, to where they rest at the lowest cost nearby; false where none was found. */
    boolean settle(double[] x, double[] u, double[] reference) {
        for (int step = 0; step < STEPS; step++) {
            double[] change = change(x, u, reference);
            double largest = Vectors.largest(change, 0, n + m);
            if (!(largest < Double.POSITIVE_INFINITY)) {
                return false;
            }
            for (int i = 0; i < n + m; i++) {
                if (i < n) {
                    x[i] += change[i] * half(i);
                } else {
                    u[i - n] += change[i] * half(i);
                }
            }
            if (!rests.settle(x, u)) {
                return false;
            }
            if (largest <= SMALL_STEP) {
                return true;
            }
        }
        return false;
    }

    /** In units of half the ranges; NaN where the equations have no solution. */
    private double[] change(double[] x, double[] u, double[] reference) {
        int unknowns = n + m;
        int size = unknowns + n;
        double[] gradient = task.costGradient(x, reference, u, u);
        double[] hessian = task.costHessian(x, reference, u, u);
        double[] jacobian = rests.jacobian(x, u);
        double[] matrix = new double[size * size];
        double[] right = new double[size];
        double largest = 0;
        for (int i = 0; i < unknowns; i++) {
            for (int j = 0; j < unknowns; j++) {
                double curvature = held[i] || held[j] ? 0 : together(hessian, i, j) * half(i) * half(j);
                matrix[i * size + j] = curvature;
                largest = Math.max(largest, Math.abs(curvature));
            }
            right[i] = held[i] ? 0 : -half(i) * (gradient[i] + (i < n ? 0 : gradient[i + m]));
        }
        for (int i = 0; i < unknowns; i++) {
            matrix[i * size + i] += held[i] ? 1 : DAMPING * largest;
        }
        for (int row = 0; row < n; row++) {
            for (int i = 0; i < unknowns; i++) {
                matrix[(unknowns + row) * size + i] = jacobian[row * unknowns + i];
                matrix[i * size + unknowns + row] = jacobian[row * unknowns + i];
            }
            matrix[(unknowns + row) * size + unknowns + row] = -REDUNDANT;
        }
        SmallLu lu = new SmallLu(size);
        if (!lu.factor(matrix)) {
            Arrays.fill(right, Double.NaN);
            return right;
        }
        lu.solve(right, 1);
        return right;
    }

    /** A second derivative where the input has been the same for long, applied and previous. */
    private double together(double[] hessian, int i, int j) {
        int size = n + 2 * m;
        double sum = 0;
        for (int row = i; row < size; row += i < n ? size : m) {
            for (int column = j; column < size; column += j < n ? size : m) {
                sum += hessian[row * size + column];
            }
        }
        return sum;
    }

    private double half(int i) {
        List<Signal> states = task.task().plant().states();
        return i < n
                ? states.get(i).halfWidth()
                : task.task().plant().inputs().get(i - n).halfWidth();
    }
}
