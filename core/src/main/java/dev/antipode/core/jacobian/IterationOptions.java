package dev.antipode.core.jacobian;

/**
 * How much work an iteration on products may do, and when it may stop.
 *
 * @param subspace the dimension of the Krylov spaces, at least 2; smaller maps use their own size
 * @param maxProducts the most products with the map, at least 4
 * @param tolerance the relative accuracy asked for, from 1e-14 to 0.1
 * @param seed the run's seed, from which starting vectors are drawn
 */
public record IterationOptions(int subspace, int maxProducts, double tolerance, long seed) {
    /** Checks the ranges. */
    public IterationOptions {
        if (subspace < 2 || subspace > 4096) {
            throw new IllegalArgumentException(
                    "a Krylov space of dimension " + subspace + ": give from 2 to 4096, usually 16 to 64");
        }
        if (maxProducts < 4) {
            throw new IllegalArgumentException(
                    "at most " + maxProducts + " products: give at least 4, usually some hundreds");
        }
        if (!(tolerance >= 1e-14 && tolerance <= 0.1)) {
            throw new IllegalArgumentException(
                    "relative tolerance " + tolerance + ": give from 1e-14 to 0.1, usually 1e-8");
        }
    }

    /**
     * Krylov spaces of dimension 16, at most 2000 products, relative accuracy 1e-8.
     *
     * @param seed the run's seed
     * @return the options
     */
    public static IterationOptions standard(long seed) {
        return new IterationOptions(16, 2000, 1e-8, seed);
    }

    /**
     * The same with Krylov spaces of another dimension.
     *
     * @param dimension at least 2
     * @return the options
     */
    public IterationOptions withSubspace(int dimension) {
        return new IterationOptions(dimension, maxProducts, tolerance, seed);
    }

    /**
     * The same with another limit.
     *
     * @param products at least 4
     * @return the options
     */
    public IterationOptions withMaxProducts(int products) {
        return new IterationOptions(subspace, products, tolerance, seed);
    }

    /**
     * The same with another accuracy.
     *
     * @param relative from 1e-14 to 0.1
     * @return the options
     */
    public IterationOptions withTolerance(double relative) {
        return new IterationOptions(subspace, maxProducts, relative, seed);
    }
}
