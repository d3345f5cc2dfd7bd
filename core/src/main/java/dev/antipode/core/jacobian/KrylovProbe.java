package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Eigenvalues;

/**
 * The largest Ritz value of a Krylov space that starts from a given vector: of the first space that holds its eigenvector,
 * which for a dominant real eigenvalue has one dimension, for a complex pair two, for a cluster more.
 */
final class KrylovProbe {
    private static final int LEAST_DIMENSION = 12;

    private final KrylovIteration iteration;
    private final int dimension;
    private double logModulus;
    private double residual;

    KrylovProbe(int size, IterationOptions options) {
        dimension = dimension(size, options);
        iteration = new KrylovIteration(size, 1, dimension, 1, options.seed());
    }

    static long bytes(int size, IterationOptions options) {
        return KrylovIteration.bytes(size, 1, dimension(size, options), 1);
    }

    private static int dimension(int size, IterationOptions options) {
        return Math.min(size, Math.max(LEAST_DIMENSION, options.subspace()));
    }

    /** The dimension of the full space. */
    int dimension() {
        return dimension;
    }

    /** The logarithm of the largest Ritz value's modulus; NaN where a product was not finite. */
    double logModulus() {
        return logModulus;
    }

    /** The 2-norm of {@code J x - theta x} over the modulus of theta, for the unit Ritz vector x; at least the rounding. */
    double residual() {
        return residual;
    }

    /**
     * Runs until the residual is within the tolerance or the space has been filled so many times.
     *
     * @param products applies the map
     * @param start a unit vector
     * @param tolerance of the residual
     * @param fillings at least 1; each takes at most {@link #dimension} products
     */
    void run(Products products, double[] start, double tolerance, int fillings) {
        iteration.begin(start);
        for (int filling = 0; filling < fillings; filling++) {
            while (!iteration.full()) {
                if (!iteration.grow(products)) {
                    logModulus = Double.NaN;
                    return;
                }
                // Only the first spaces can be small enough for this to pay.
                if ((filling == 0 || iteration.full()) && judge(products, tolerance)) {
                    return;
                }
            }
            if (filling + 1 < fillings) {
                iteration.restart();
            }
        }
    }

    /** Whether there is nothing more to be gained. */
    private boolean judge(Products products, double tolerance) {
        if (!iteration.project()) {
            logModulus = Double.NaN;
            return true;
        }
        boolean settled = iteration.judge(products, tolerance);
        Eigenvalues values = iteration.values();
        double modulus = values.modulus(0);
        logModulus = modulus == 0 ? Double.NEGATIVE_INFINITY : StrictMath.log(modulus) + iteration.logScale();
        residual = modulus == 0 ? Double.POSITIVE_INFINITY : iteration.residual(0);
        return settled && modulus > 0;
    }
}
