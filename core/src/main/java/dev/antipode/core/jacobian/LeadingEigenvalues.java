package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Convergence;
import dev.antipode.core.linear.Eigenvalues;
import dev.antipode.core.linear.Vectors;

/**
 * The eigenvalues of largest modulus of a square map, from products alone: Arnoldi's process from a block of random
 * vectors, so that eigenvalues that coincide are all found, with thick restarts. All memory is taken at construction; not
 * safe for use by several threads at once.
 *
 * <p>The eigenvalues are exact ones of a map that differs from the given one by their {@link #residual}, at least by the
 * rounding of the products. Where the map is far from normal, that may be far from its own eigenvalues; {@link
 * SpectralRadius} does better there.
 */
public final class LeadingEigenvalues {
    private static final int LARGEST_BLOCK = 8;

    /** The products from which the scaling of the coordinates is taken. */
    private static final int SCALING_STEPS = 6;

    private final IterationOptions options;
    private final LinearMap map;
    private final int size;
    private final int wanted;
    private final int capacity;
    private final Products products;
    private final KrylovIteration iteration;
    private final double[] confirmed;
    private final InspectionStream stream;
    private final double[] iterate;
    private Convergence convergence;

    /**
     * Takes the memory, about {@code 2 * size * max(subspace, 4 k + 8)} numbers.
     *
     * @param map a map with as many outputs as inputs; each computation uses it as it then is
     * @param k how many eigenvalues, from 1 to the map's size; meant for some tens, or for all of a small map
     * @param options the limits; the Krylov spaces have at least the dimension {@code 4 k + 8}, or the map's size where
     *     that is smaller
     */
    public LeadingEigenvalues(LinearMap map, int k, IterationOptions options) {
        size = map.inputs();
        if (size != map.outputs()) {
            throw new IllegalArgumentException("a map of " + map.outputs() + " outputs and " + size
                    + " inputs has no eigenvalues: give a square one");
        }
        if (k < 1 || k > size) {
            throw new IllegalArgumentException(
                    k + " leading eigenvalues of a map of size " + size + ": give from 1 to " + size);
        }
        capacity = capacity(size, k, options);
        int least = capacity + SCALING_STEPS;
        if (options.maxProducts() < least) {
            throw new IllegalArgumentException("at most " + options.maxProducts()
                    + " products cannot fill a Krylov space of dimension " + capacity + ": give at least " + least);
        }
        this.map = map;
        this.options = options;
        wanted = k;
        products = new Products(size);
        stream = new InspectionStream(options.seed(), InspectionStream.Use.START);
        iterate = new double[size];
        iteration = new KrylovIteration(size, k, capacity, Math.min(k, LARGEST_BLOCK), options.seed());
        confirmed = new double[k];
    }

    /**
     * The heap memory of an instance.
     *
     * @param size the map's inputs and outputs
     * @param k how many eigenvalues
     * @param options the limits
     * @return bytes, without the objects' headers
     */
    public static long bytes(int size, int k, IterationOptions options) {
        return KrylovIteration.bytes(size, k, capacity(size, k, options), Math.min(k, LARGEST_BLOCK))
                + Products.bytes(size)
                + 8L * size
                + 8L * k;
    }

    private static int capacity(int size, int k, IterationOptions options) {
        return (int) Math.min(size, Math.max(options.subspace(), 4L * k + 8));
    }

    /**
     * Computes the eigenvalues of the map as it is now. The result is a function of the map and the options alone.
     * Allocates nothing and never throws.
     *
     * @return converged where every residual is within the tolerance, relative to the largest modulus, and a search from
     *     new random directions has found no other leading eigenvalues
     */
    public Convergence compute() {
        products.start(map);
        confirmed[0] = Double.NaN;
        stream.uniforms(0, iterate, 0, size);
        Vectors.normalise(iterate, 0, size);
        for (int i = 0; i < SCALING_STEPS; i++) {
            if (Double.isNaN(products.advance(iterate))) {
                convergence = Convergence.NOT_FINITE;
                return convergence;
            }
        }
        products.rescale();
        iteration.begin();
        do {
            convergence = step();
        } while (convergence == null);
        return convergence;
    }

    /** Fills the space once; null where that was not the end. */
    private Convergence step() {
        while (!iteration.full()) {
            if (!iteration.grow(products)) {
                return Convergence.NOT_FINITE;
            }
        }
        if (!iteration.project()) {
            return Convergence.NOT_FINITE;
        }
        boolean settled = iteration.judge(products, options.tolerance());
        if (settled && (capacity == size || confirms())) {
            return Convergence.CONVERGED;
        }
        // Nothing is gained beyond the whole space, nor by a space that is not filled again.
        if (capacity == size || products.count() + capacity > options.maxProducts()) {
            return Convergence.NOT_CONVERGED;
        }
        if (settled) {
            remember();
            iteration.restartAtRandom();
        } else {
            confirmed[0] = Double.NaN;
            iteration.restart();
        }
        return null;
    }

    private boolean confirms() {
        Eigenvalues values = iteration.values();
        boolean same = true;
        for (int i = 0; i < wanted; i++) {
            same &= Math.abs(values.modulus(i) - confirmed[i]) <= options.tolerance() * values.modulus(0);
        }
        return same;
    }

    private void remember() {
        for (int i = 0; i < wanted; i++) {
            confirmed[i] = iteration.values().modulus(i);
        }
    }

    /**
     * How many eigenvalues are computed.
     *
     * @return from 1 to the map's size
     */
    public int count() {
        return wanted;
    }

    /**
     * How the last computation ended.
     *
     * @return null before the first
     */
    public Convergence convergence() {
        return convergence;
    }

    /**
     * The number of products that the last computation took.
     *
     * @return at most the limit of the options
     */
    public int products() {
        return products.count();
    }

    /**
     * The real part of an eigenvalue.
     *
     * @param i from 0, the largest modulus, to {@link #count} - 1; of a conjugate pair the one with the positive imaginary
     *     part comes first, and the last one's partner may be cut off
     * @return NaN where a product was not finite; infinite where it is beyond the range of a double
     */
    public double real(int i) {
        return available() ? atScale(iteration.values().real(i)) : Double.NaN;
    }

    /**
     * The imaginary part of an eigenvalue.
     *
     * @param i from 0 to {@link #count} - 1
     * @return as for {@link #real}
     */
    public double imaginary(int i) {
        return available() ? atScale(iteration.values().imaginary(i)) : Double.NaN;
    }

    /**
     * The natural logarithm of an eigenvalue's modulus.
     *
     * @param i from 0 to {@link #count} - 1
     * @return negative infinity for 0, NaN where a product was not finite
     */
    public double logModulus(int i) {
        if (!available()) {
            return Double.NaN;
        }
        double modulus = iteration.values().modulus(i);
        return modulus == 0 ? Double.NEGATIVE_INFINITY : StrictMath.log(modulus) + iteration.logScale();
    }

    /**
     * The angle of an eigenvalue in the complex plane.
     *
     * @param i from 0 to {@link #count} - 1
     * @return radians, from -pi to pi
     */
    public double phase(int i) {
        return available()
                ? StrictMath.atan2(
                        iteration.values().imaginary(i), iteration.values().real(i))
                : Double.NaN;
    }

    /**
     * The 2-norm of {@code J x - lambda x} for the unit vector x that goes with an eigenvalue, relative to the largest
     * modulus.
     *
     * @param i from 0 to {@link #count} - 1
     * @return at least 0, NaN where a product was not finite
     */
    public double residual(int i) {
        return available() ? iteration.residual(i) : Double.NaN;
    }

    private boolean available() {
        return convergence == Convergence.CONVERGED || convergence == Convergence.NOT_CONVERGED;
    }

    private double atScale(double part) {
        return part == 0 ? 0 : part * StrictMath.exp(iteration.logScale());
    }
}
