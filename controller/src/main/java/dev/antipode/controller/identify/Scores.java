package dev.antipode.controller.identify;

import java.util.Arrays;
import java.util.List;

/**
 * The long-run variance of the scores, which are the gradients of single rows' squared residuals by the parameters, each segment's
 * initial state following them at its best: what the covariance of parameters needs where residuals are not white. Bartlett's weights
 * keep it positive semidefinite (Newey and West, 1987).
 */
final class Scores {
    private final int states;
    private final int fitted;
    private final int lags;
    private final double[] sum;
    /** The scores of the last rows, by row modulo their number. */
    private final double[][] recent;

    Scores(int states, int fitted, int lags) {
        this.states = states;
        this.fitted = fitted;
        this.lags = lags;
        this.sum = new double[fitted * fitted];
        this.recent = new double[lags + 1][fitted];
    }

    /** Sums over all segments of a linear problem, in units of the scales. */
    double[] variance(FreeRun run, List<Segment> segments, LeastSquares.Linear linear, double[] deviations) {
        for (int s = 0; s < segments.size(); s++) {
            double[] follow = follow(linear.triangles().get(s));
            int[] last = {-1};
            run.run(
                    segments.get(s),
                    linear.at().parameters(),
                    linear.at().initial()[s],
                    linear.at().delay(),
                    (row, output, _, residual, derivatives) -> {
                        for (; last[0] < row; last[0]++) {
                            if (last[0] >= 0) {
                                take(last[0]);
                            }
                            Arrays.fill(recent[(last[0] + 1) % recent.length], 0);
                        }
                        double weight = residual / (deviations[output] * deviations[output]);
                        double[] score = recent[row % recent.length];
                        for (int j = 0; j < fitted; j++) {
                            double derivative = derivatives[j];
                            for (int i = 0; i < states; i++) {
                                derivative -= derivatives[fitted + i] * follow[i * fitted + j];
                            }
                            score[j] += weight * derivative;
                        }
                    });
            if (last[0] >= 0) {
                take(last[0]);
            }
        }
        return sum;
    }

    /** Adds the products of a row's score with itself and with those before it in the segment. */
    private void take(int row) {
        double[] now = recent[row % recent.length];
        for (int lag = 0; lag <= Math.min(lags, row); lag++) {
            double[] then = recent[(row - lag) % recent.length];
            double weight = 1 - lag / (lags + 1.0);
            for (int i = 0; i < fitted; i++) {
                for (int j = 0; j < fitted; j++) {
                    double product = now[i] * then[j];
                    sum[i * fitted + j] += weight * product;
                    if (lag > 0) {
                        sum[j * fitted + i] += weight * product;
                    }
                }
            }
        }
    }

    /** By how much the best initial state changes with each parameter: states x parameters; 0 where it is not determined. */
    private double[] follow(double[] triangle) {
        int columns = states + fitted + 1;
        double[] follow = new double[states * fitted];
        for (int j = 0; j < fitted; j++) {
            for (int i = states - 1; i >= 0; i--) {
                double rest = triangle[i * columns + states + j];
                for (int k = i + 1; k < states; k++) {
                    rest -= triangle[i * columns + k] * follow[k * fitted + j];
                }
                double pivot = triangle[i * columns + i];
                follow[i * fitted + j] = pivot > 0 ? rest / pivot : 0;
            }
        }
        return follow;
    }
}
