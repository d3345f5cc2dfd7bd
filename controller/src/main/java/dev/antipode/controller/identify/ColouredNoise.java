package dev.antipode.controller.identify;

import java.util.Arrays;
import java.util.List;

/**
 * What noise that remembers does to fitted parameters. The residuals of each output are modelled as an autoregressive process, whose
 * autocovariances then weigh the products of the derivatives of rows that are apart: the middle part of the covariance of least
 * squares under correlated noise (L. Ljung, "System Identification", 2nd ed., section 9.3).
 */
final class ColouredNoise {
    private static final int LARGEST_ORDER = 8;
    private static final int RESIDUALS_AN_ORDER = 20;
    /** Autocorrelations below this end the memory. */
    private static final double FORGOTTEN = 0.01;

    private static final int LONGEST_MEMORY = 200;

    private final int states;
    private final int fitted;
    private final int outputs;
    private final double[] sum;
    /** Derivatives of the last rows by row modulo their number, output and parameter. */
    private final double[][][] recent = new double[LONGEST_MEMORY + 1][][];

    ColouredNoise(int states, int fitted, int outputs) {
        this.states = states;
        this.fitted = fitted;
        this.outputs = outputs;
        this.sum = new double[fitted * fitted];
        for (int row = 0; row < recent.length; row++) {
            recent[row] = new double[outputs][fitted];
        }
    }

    /**
     * The autocorrelations of the autoregressive process that residuals are like, from those that were measured, until they are
     * forgotten. Source: the recursion of Levinson and Durbin (Brockwell and Davis, "Time Series: Theory and Methods", 2nd ed.,
     * proposition 5.2.1).
     */
    static double[] extended(Whiteness measured, long count) {
        double[] r = measured.autocorrelation();
        int order = (int) Math.min(Math.min(LARGEST_ORDER, r.length - 1), count / RESIDUALS_AN_ORDER);
        double[] coefficients = new double[order];
        double rest = 1;
        for (int k = 0; k < order && rest > 0; k++) {
            double reflection = r[k + 1];
            for (int j = 0; j < k; j++) {
                reflection -= coefficients[j] * r[k - j];
            }
            reflection /= rest;
            if (!(Math.abs(reflection) < 1)) {
                break;
            }
            double[] before = coefficients.clone();
            coefficients[k] = reflection;
            for (int j = 0; j < k; j++) {
                coefficients[j] = before[j] - reflection * before[k - 1 - j];
            }
            rest *= 1 - reflection * reflection;
        }
        double[] all = new double[LONGEST_MEMORY + 1];
        int remembered = 0;
        for (int lag = 0; lag <= LONGEST_MEMORY; lag++) {
            if (lag <= order) {
                all[lag] = r[lag];
            } else {
                for (int j = 0; j < order; j++) {
                    all[lag] += coefficients[j] * all[Math.abs(lag - 1 - j)];
                }
            }
            remembered = Math.abs(all[lag]) > FORGOTTEN ? lag : remembered;
        }
        return Arrays.copyOf(all, remembered + 1);
    }

    /** The sum over all pairs of rows of a segment, in units of the scales. */
    double[] products(
            FreeRun run,
            List<Segment> segments,
            LeastSquares.Linear linear,
            double[] deviations,
            List<double[]> autocorrelations) {
        for (int s = 0; s < segments.size(); s++) {
            double[] follow = follow(linear.triangles().get(s));
            int[] last = {-1};
            run.run(
                    segments.get(s),
                    linear.at().parameters(),
                    linear.at().initial()[s],
                    linear.at().delay(),
                    (row, output, _, _, derivatives) -> {
                        for (; last[0] < row; last[0]++) {
                            take(last[0], autocorrelations);
                            for (double[] cleared : recent[(last[0] + 1) % recent.length]) {
                                Arrays.fill(cleared, 0);
                            }
                        }
                        double[] target = recent[row % recent.length][output];
                        for (int j = 0; j < fitted; j++) {
                            double derivative = derivatives[j];
                            for (int i = 0; i < states; i++) {
                                derivative -= derivatives[fitted + i] * follow[i * fitted + j];
                            }
                            target[j] = derivative / deviations[output];
                        }
                    });
            take(last[0], autocorrelations);
        }
        return sum;
    }

    /** Adds the products of a row's derivatives with those of the rows before it. */
    private void take(int row, List<double[]> autocorrelations) {
        for (int output = 0; output < outputs && row >= 0; output++) {
            double[] weights = autocorrelations.get(output);
            double[] now = recent[row % recent.length][output];
            for (int lag = 0; lag < weights.length && lag <= row; lag++) {
                double[] then = recent[(row - lag) % recent.length][output];
                double weight = lag == 0 ? 0.5 * weights[0] : weights[lag];
                for (int i = 0; i < fitted; i++) {
                    for (int j = 0; j < fitted; j++) {
                        sum[i * fitted + j] += weight * (now[i] * then[j] + then[i] * now[j]);
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
