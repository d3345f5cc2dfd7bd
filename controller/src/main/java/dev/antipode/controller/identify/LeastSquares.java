package dev.antipode.controller.identify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The method of Levenberg and Marquardt on parameters and one initial state a segment. A segment's initial state touches its own rows
 * alone, so each segment is made triangular by itself and passes on only what it says of the parameters.
 *
 * <p>Source: D. W. Marquardt, SIAM Journal on Applied Mathematics 11 (1963), with the scaling by column norms of J. J. Moré, "The
 * Levenberg-Marquardt algorithm: implementation and theory" (1978).
 */
final class LeastSquares {
    private static final double FIRST_DAMPING = 1e-3;
    private static final double LEAST_DAMPING = 1e-12;
    private static final double MOST_DAMPING = 1e10;
    /** Steps below this, in units of the scales, change nothing that is reported. */
    private static final double SMALL_STEP = 1e-11;

    private static final double SMALL_GAIN = 1e-10;
    /** A parameter that must stay positive comes no nearer to zero in one step. */
    private static final double NEAREST_TO_ZERO = 0.1;

    private final Problem problem;
    private final FreeRun run;
    private final int states;
    private final int fitted;
    private final int columns;
    private final TriangularFactor segmentFactor;
    private final TriangularFactor parameterFactor;
    private final double[] row;

    LeastSquares(Problem problem, FreeRun run) {
        this.problem = problem;
        this.run = run;
        states = problem.plant().states().size();
        fitted = problem.fitted().length;
        columns = states + fitted + 1;
        segmentFactor = new TriangularFactor(columns);
        parameterFactor = new TriangularFactor(fitted + 1);
        row = new double[columns];
    }

    /** The problem at a point, linear: a triangle for each segment. Null triangles where a run is not finite. */
    record Linear(Estimate at, List<double[]> triangles) {}

    /** Simulates and differentiates everything. */
    Linear linearise(List<Segment> segments, Estimate at, double[] deviations) {
        List<double[]> triangles = new ArrayList<>();
        double[] cost = new double[1];
        long[] count = new long[1];
        for (int s = 0; s < segments.size(); s++) {
            segmentFactor.clear();
            boolean finite = run.run(
                    segments.get(s),
                    at.parameters(),
                    at.initial()[s],
                    at.delay(),
                    (_, output, _, residual, derivatives) -> {
                        double weight = 1 / deviations[output];
                        System.arraycopy(derivatives, fitted, row, 0, states);
                        System.arraycopy(derivatives, 0, row, states, fitted);
                        row[columns - 1] = residual;
                        segmentFactor.add(row, weight);
                        cost[0] += residual * weight * residual * weight;
                        count[0]++;
                    });
            segmentFactor.fold();
            if (!finite || !segmentFactor.finite() || !Double.isFinite(cost[0])) {
                return new Linear(Estimate.start(at.parameters(), at.initial(), at.delay()), null);
            }
            triangles.add(segmentFactor.triangle());
        }
        return new Linear(
                new Estimate(at.parameters(), at.initial(), at.delay(), cost[0], count[0]), List.copyOf(triangles));
    }

    /** Gives the residuals of all segments, up to where a run is not finite. */
    void residuals(List<Segment> segments, Estimate at, RowSink sink) {
        for (int s = 0; s < segments.size(); s++) {
            run.run(segments.get(s), at.parameters(), at.initial()[s], at.delay(), sink);
        }
    }

    /** What all segments together say of the parameters: R of their scaled Jacobian, without the initial states. */
    double[] parameterTriangle(Linear linear) {
        parameterFactor.clear();
        linear.triangles().forEach(triangle -> parameterFactor.addTail(triangle, columns, states));
        parameterFactor.fold();
        double[] all = parameterFactor.triangle();
        double[] triangle = new double[fitted * fitted];
        for (int i = 0; i < fitted; i++) {
            System.arraycopy(all, i * (fitted + 1), triangle, i * fitted, fitted);
        }
        return triangle;
    }

    /**
     * Goes down from a point.
     *
     * @param alsoParameters false to move the initial states alone
     * @return the best point; not finite where the start was not
     */
    Linear minimise(
            List<Segment> segments, Estimate start, double[] deviations, int iterations, boolean alsoParameters) {
        Linear best = linearise(segments, start, deviations);
        double damping = FIRST_DAMPING;
        for (int i = 0; i < iterations && best.at().finite() && damping < MOST_DAMPING; i++) {
            double[][] steps = steps(best, damping, alsoParameters);
            Estimate trial = moved(best.at(), steps);
            Linear next = linearise(segments, trial, deviations);
            double gain = best.at().cost() - next.at().cost();
            boolean settled = Math.abs(gain) <= SMALL_GAIN * best.at().cost();
            if (gain > 0) {
                best = next;
                damping = Math.max(LEAST_DAMPING, damping / 10);
            } else {
                damping *= 10;
            }
            if (settled || largest(steps) < SMALL_STEP) {
                break;
            }
        }
        return best;
    }

    /** Changes in units of the scales: of each segment's initial state, and of the parameters as the last ones. */
    private double[][] steps(Linear linear, double damping, boolean alsoParameters) {
        int count = linear.triangles().size();
        double root = Math.sqrt(damping);
        double[] norms = new double[columns];
        List<double[]> damped = new ArrayList<>();
        parameterFactor.clear();
        for (double[] triangle : linear.triangles()) {
            segmentFactor.clear();
            segmentFactor.addTail(triangle, columns, 0);
            for (int i = 0; i < states; i++) {
                segmentFactor.add(i, root * orOne(norm(triangle, i)));
            }
            for (int j = states; j < columns - 1; j++) {
                double norm = norm(triangle, j);
                norms[j] += norm * norm;
            }
            segmentFactor.fold();
            damped.add(segmentFactor.triangle());
            parameterFactor.addTail(damped.getLast(), columns, states);
        }
        double[] parameters = new double[fitted];
        if (alsoParameters) {
            for (int j = 0; j < fitted; j++) {
                parameterFactor.add(j, root * orOne(Math.sqrt(norms[states + j])));
            }
            parameterFactor.fold();
            parameterFactor.solve(parameters, fitted);
        }
        double[][] steps = new double[count + 1][];
        double[] x = new double[columns - 1];
        for (int s = 0; s < count; s++) {
            System.arraycopy(parameters, 0, x, states, fitted);
            solve(damped.get(s), x);
            steps[s] = Arrays.copyOf(x, states);
        }
        steps[count] = parameters;
        return steps;
    }

    /** The initial state that goes with parameters. */
    private void solve(double[] triangle, double[] x) {
        for (int i = states - 1; i >= 0; i--) {
            double rest = triangle[i * columns + columns - 1];
            for (int j = i + 1; j < columns - 1; j++) {
                rest -= triangle[i * columns + j] * x[j];
            }
            x[i] = rest / triangle[i * columns + i];
        }
    }

    private double norm(double[] triangle, int column) {
        double sum = 0;
        for (int i = 0; i <= column; i++) {
            sum += triangle[i * columns + column] * triangle[i * columns + column];
        }
        return Math.sqrt(sum);
    }

    private static double orOne(double norm) {
        return norm > 0 ? norm : 1;
    }

    private Estimate moved(Estimate from, double[][] steps) {
        double[][] initial = new double[from.initial().length][];
        for (int s = 0; s < initial.length; s++) {
            initial[s] = from.initial()[s].clone();
            for (int i = 0; i < states; i++) {
                initial[s][i] += steps[s][i] * problem.stateScale(i);
            }
        }
        double[] parameters = from.parameters().clone();
        for (int j = 0; j < fitted; j++) {
            double moved = parameters[j] + steps[initial.length][j] * problem.parameterScale(j);
            parameters[j] = problem.positive(j) ? Math.max(moved, NEAREST_TO_ZERO * parameters[j]) : moved;
        }
        return Estimate.start(parameters, initial, from.delay());
    }

    private static double largest(double[][] steps) {
        double largest = 0;
        for (double[] step : steps) {
            for (double value : step) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
