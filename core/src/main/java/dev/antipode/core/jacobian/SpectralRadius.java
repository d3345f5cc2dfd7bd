package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Convergence;

/**
 * The spectral radius of a square map, the growth a step in the long run, from products alone; and beside it how much the
 * map can stretch a vector in one application. The two differ where the map is far from normal: perturbations may then
 * grow for a while although the radius is below one. All memory is taken at construction; not safe for use by several
 * threads at once.
 *
 * <p>What cannot be found: eigenvalues whose vectors have components that matter and are 1e300 times smaller than the
 * largest, since those vanish. Small maps whose entries are known are better served by {@link dev.antipode.core.linear.Eigenvalues}.
 */
public final class SpectralRadius {
    private final LinearMap map;
    private final PowerIteration iteration;
    private final SpectralNorm norm;

    /**
     * Takes the memory.
     *
     * @param map a map with as many outputs as inputs; each computation uses it as it then is
     * @param options the limits
     */
    public SpectralRadius(LinearMap map, IterationOptions options) {
        if (map.inputs() != map.outputs()) {
            throw new IllegalArgumentException("a map of " + map.outputs() + " outputs and " + map.inputs()
                    + " inputs has no eigenvalues: give a square one");
        }
        this.map = map;
        iteration = new PowerIteration(map.inputs(), options);
        norm = map.transposable() ? new SpectralNorm(map, options) : null;
    }

    /**
     * The heap memory of an instance.
     *
     * @param size the map's inputs and outputs
     * @param transposable whether the map is
     * @param options the limits
     * @return bytes, without the objects' headers
     */
    public static long bytes(int size, boolean transposable, IterationOptions options) {
        return PowerIteration.bytes(size, options) + (transposable ? SpectralNorm.bytes(size, size, options) : 0);
    }

    /**
     * Computes the radius of the map as it is now, and its norm where the map is transposable. The result is a function of
     * the map and the options alone. Allocates nothing and never throws.
     *
     * @return how the radius ended; what has not converged is the better of two estimates, within about {@link
     *     #uncertainty}
     */
    public Convergence compute() {
        iteration.run(map);
        if (norm != null) {
            norm.compute();
        }
        return iteration.convergence();
    }

    /**
     * How the radius of the last computation ended.
     *
     * @return null before the first
     */
    public Convergence convergence() {
        return iteration.convergence();
    }

    /**
     * The natural logarithm of the spectral radius.
     *
     * @return negative infinity for a map all of whose eigenvalues are zero, NaN where a product was not finite
     */
    public double logRadius() {
        return iteration.logModulus();
    }

    /**
     * The spectral radius.
     *
     * @return infinity where it is beyond the range of a double, NaN where a product was not finite
     */
    public double radius() {
        return StrictMath.exp(iteration.logModulus());
    }

    /**
     * How far the logarithm of the radius may be off, judged by how much it moved when the work was increased by half and
     * by its residual; for a converged one at most the tolerance. An estimate, not a bound.
     *
     * @return at least 0, infinity where there was only one estimate, NaN where a product was not finite
     */
    public double uncertainty() {
        return iteration.uncertainty();
    }

    /**
     * The number of products that the radius took.
     *
     * @return at most the limit of the options
     */
    public int products() {
        return iteration.products().count();
    }

    /**
     * The natural logarithm of the largest {@code |J v| / |v|} among the products that the radius took: a lower bound of
     * the norm.
     *
     * @return negative infinity where all products were zero, NaN where one was not finite
     */
    public double logLargestGrowth() {
        return iteration.products().largestLogGrowth();
    }

    /**
     * The natural logarithm of the 2-norm.
     *
     * @return NaN where the map is not transposable or a product was not finite
     */
    public double logNorm() {
        return norm == null ? Double.NaN : norm.logNorm();
    }

    /**
     * How the norm of the last computation ended.
     *
     * @return {@link Convergence#NOT_CONVERGED} where the map is not transposable, null before the first computation
     */
    public Convergence normConvergence() {
        return norm == null ? Convergence.NOT_CONVERGED : norm.convergence();
    }
}
