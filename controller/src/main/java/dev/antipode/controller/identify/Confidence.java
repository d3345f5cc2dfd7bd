package dev.antipode.controller.identify;

import dev.antipode.core.linear.SmallMatrices;
import dev.antipode.core.linear.SmallSvd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How certain fitted parameters are. The covariance is the inverse of Fisher's information, times the variance of the weighted
 * residuals; where these are not white, that of least squares under {@link ColouredNoise}, if it is wider. Directions of the scaled Jacobian that are too weak are left out and named.
 */
final class Confidence {
    /** Singular values below this share of the largest are those of rounding. */
    private static final double RANK = 1e-9;
    /** A log that lets a combination vary by its own size does not identify it. */
    private static final double WIDEST = 1;
    /** What a parameter may have of a direction that is not identified and still be identified itself. */
    private static final double MOST_SHARE = 1e-3;
    /** Parameters that change by less than this share of the largest are not named. */
    private static final double NAMED = 0.02;
    /** Student's quantile for 1 to 4 degrees of freedom. */
    private static final double[] FEW = {12.706205, 4.302653, 3.182446, 2.776445};

    private final Problem problem;
    private final Estimate estimate;
    private final int fitted;
    private final SmallSvd svd;
    private final boolean[] told;
    private final double variance;
    private final long freedom;

    /**
     * @param triangle R of the scaled and weighted Jacobian
     * @param initialNumbers how many initial states were fitted too
     */
    Confidence(Problem problem, Estimate estimate, double[] triangle, long initialNumbers) {
        this.problem = problem;
        this.estimate = estimate;
        this.fitted = problem.fitted().length;
        this.svd = new SmallSvd(fitted);
        svd.factor(triangle);
        this.freedom = Math.max(1, estimate.measurements() - initialNumbers - fitted);
        this.variance = estimate.cost() / freedom;
        this.told = new boolean[fitted];
        for (int i = 0; i < fitted; i++) {
            told[i] = svd.value(i) > RANK * svd.value(0) && Math.sqrt(variance) / svd.value(i) < WIDEST;
        }
    }

    /** The pseudo-inverse of the information, in units of the scales. */
    double[] inverseInformation() {
        double[] inverse = new double[fitted * fitted];
        for (int k = 0; k < fitted; k++) {
            if (!told[k]) {
                continue;
            }
            double weight = 1 / (svd.value(k) * svd.value(k));
            for (int i = 0; i < fitted; i++) {
                for (int j = 0; j < fitted; j++) {
                    inverse[i * fitted + j] += weight * svd.direction(k, i) * svd.direction(k, j);
                }
            }
        }
        return inverse;
    }

    /** The covariance for white residuals, in units of the scales. */
    double[] covariance() {
        double[] covariance = inverseInformation();
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] *= variance;
        }
        return covariance;
    }

    /** The covariance for residuals that follow from one another, not below that for white ones. */
    double[] covariance(double[] products) {
        double[] inverse = inverseInformation();
        double[] half = new double[fitted * fitted];
        double[] sandwich = new double[fitted * fitted];
        SmallMatrices.multiply(inverse, products, half, fitted, fitted, fitted);
        SmallMatrices.multiply(half, inverse, sandwich, fitted, fitted, fitted);
        double[] plain = covariance();
        double[] widening = new double[fitted];
        for (int i = 0; i < fitted; i++) {
            double white = plain[i * fitted + i];
            double wide = variance * sandwich[i * fitted + i];
            widening[i] = white > 0 ? Math.sqrt(Math.max(1, wide / white)) : 1;
        }
        // Scaled on both sides, so that correlations stay and the matrix stays positive definite.
        for (int i = 0; i < fitted; i++) {
            for (int j = 0; j < fitted; j++) {
                plain[i * fitted + j] *= widening[i] * widening[j];
            }
        }
        return plain;
    }

    private boolean identified(int parameter) {
        double share = 0;
        for (int k = 0; k < fitted; k++) {
            share += told[k] ? 0 : svd.direction(k, parameter) * svd.direction(k, parameter);
        }
        return share < MOST_SHARE;
    }

    List<FittedParameter> parameters(double[] covariance) {
        List<FittedParameter> all = new ArrayList<>();
        double quantile = student975(freedom);
        for (int j = 0; j < fitted; j++) {
            boolean sure = identified(j);
            double value = estimate.parameters()[j];
            double deviation =
                    sure ? Math.sqrt(covariance[j * fitted + j]) * problem.parameterScale(j) : Double.POSITIVE_INFINITY;
            all.add(new FittedParameter(
                    problem.parameter(j).name(),
                    problem.parameter(j).unit(),
                    problem.parameters()[problem.fitted()[j]],
                    value,
                    deviation,
                    value - quantile * deviation,
                    value + quantile * deviation,
                    sure));
        }
        return all;
    }

    /** Correlations of the parameters' errors, row by row; 0 with those that are not identified. */
    double[] correlations(double[] covariance, List<FittedParameter> parameters) {
        double[] correlations = new double[fitted * fitted];
        for (int i = 0; i < fitted; i++) {
            for (int j = 0; j < fitted; j++) {
                double both = Math.sqrt(covariance[i * fitted + i] * covariance[j * fitted + j]);
                boolean sure =
                        parameters.get(i).identified() && parameters.get(j).identified() && both > 0;
                correlations[i * fitted + j] = i == j ? 1 : sure ? covariance[i * fitted + j] / both : 0;
            }
        }
        return correlations;
    }

    List<Combination> combinations() {
        List<Combination> all = new ArrayList<>();
        for (int k = 0; k < fitted; k++) {
            if (!told[k]) {
                all.add(combination(k));
            }
        }
        return all;
    }

    private Combination combination(int k) {
        double[] relative = new double[fitted];
        double largest = 0;
        for (int j = 0; j < fitted; j++) {
            double value = Math.abs(estimate.parameters()[j]);
            double scale = problem.parameterScale(j);
            relative[j] = svd.direction(k, j) * scale / (value > 0 ? value : scale);
            largest = Math.abs(relative[j]) > Math.abs(largest) ? relative[j] : largest;
        }
        List<String> names = new ArrayList<>();
        double[] changes = new double[fitted];
        for (int j = 0; j < fitted; j++) {
            if (Math.abs(relative[j]) >= NAMED * Math.abs(largest)) {
                changes[names.size()] = relative[j] / largest;
                names.add(problem.parameter(j).name());
            }
        }
        boolean any = svd.value(k) <= RANK * svd.value(0);
        return new Combination(
                names,
                Arrays.copyOf(changes, names.size()),
                any ? Double.POSITIVE_INFINITY : Math.sqrt(variance) / svd.value(k));
    }

    /**
     * Student's quantile: tabulated where it is far from the normal one, else by the expansion 26.7.5 of Abramowitz and Stegun,
     * "Handbook of Mathematical Functions".
     */
    static double student975(long freedom) {
        if (freedom <= FEW.length) {
            return FEW[(int) freedom - 1];
        }
        double z = 1.959963984540054;
        double z2 = z * z;
        double n = freedom;
        return z
                + z * (z2 + 1) / (4 * n)
                + z * ((5 * z2 + 16) * z2 + 3) / (96 * n * n)
                + z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384 * n * n * n);
    }
}
