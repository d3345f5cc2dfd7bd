package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Convergence;

/**
 * The 2-norm of a linear map, the most by which it stretches any vector in one application, from products with the map
 * and its transpose. The map may be rectangular. All memory is taken at construction; not safe for use by several
 * threads at once.
 */
public final class SpectralNorm {
    private final PowerIteration iteration;
    private final GramMap square;
    private double logNorm = Double.NaN;

    /**
     * Takes the memory.
     *
     * @param map the map, which must be {@link LinearMap#transposable}; each computation uses it as it then is
     * @param options the limits; each product counts as one although it takes two applications
     */
    public SpectralNorm(LinearMap map, IterationOptions options) {
        if (!map.transposable()) {
            throw new IllegalArgumentException("the norm of a map of " + map.outputs() + " outputs and " + map.inputs()
                    + " inputs needs products with its transpose, which it does not have: give a map that is"
                    + " transposable, or take the largest growth that SpectralRadius has seen");
        }
        square = new GramMap(map);
        iteration = new PowerIteration(map.inputs(), options);
    }

    /**
     * The heap memory of an instance.
     *
     * @param outputs the map's outputs
     * @param inputs the map's inputs
     * @param options the limits
     * @return bytes, without the objects' headers
     */
    public static long bytes(int outputs, int inputs, IterationOptions options) {
        return 8L * outputs + PowerIteration.bytes(inputs, options);
    }

    /**
     * Computes the norm of the map as it is now. Allocates nothing and never throws.
     *
     * @return how it ended; what has not converged is a lower bound
     */
    public Convergence compute() {
        iteration.run(square);
        // Both are lower bounds: the larger one is the better.
        logNorm = Math.max(iteration.logModulus(), iteration.products().largestLogGrowth()) / 2;
        return iteration.convergence();
    }

    /**
     * How the last computation ended.
     *
     * @return null before the first
     */
    public Convergence convergence() {
        return iteration.convergence();
    }

    /**
     * The natural logarithm of the norm.
     *
     * @return negative infinity for the zero map, NaN where a product was not finite
     */
    public double logNorm() {
        return logNorm;
    }

    /**
     * The norm.
     *
     * @return infinity where it is beyond the range of a double, NaN where a product was not finite
     */
    public double norm() {
        return StrictMath.exp(logNorm);
    }
}
