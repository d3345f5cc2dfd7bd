package dev.antipode.core.jacobian;

/**
 * A matrix that is known by its products with vectors, such as the Jacobian of a step or of a whole trajectory. A product
 * comes with a logarithmic scale, so that it neither overflows where a long product of Jacobians grows past 1e308 nor
 * vanishes where it shrinks below 1e-308.
 */
public interface LinearMap {
    /**
     * The length of the vectors that go in.
     *
     * @return at least 1
     */
    int inputs();

    /**
     * The length of the vectors that come out.
     *
     * @return at least 1
     */
    int outputs();

    /**
     * Computes {@code J in = out * exp(scale)}. Never throws: what cannot be computed is NaN.
     *
     * @param in at least {@link #inputs} long, not modified
     * @param out at least {@link #outputs} long, modified; another array than {@code in}
     * @return the scale, 0 for a plain product; where {@code out} is zero it does not matter and is finite
     */
    double apply(double[] in, double[] out);

    /**
     * Whether products with the transposed matrix can be computed.
     *
     * @return false unless an implementation says otherwise
     */
    default boolean transposable() {
        return false;
    }

    /**
     * Computes {@code J^T in = out * exp(scale)}. Never throws: without {@link #transposable} the product is NaN.
     *
     * @param in at least {@link #outputs} long, not modified
     * @param out at least {@link #inputs} long, modified; another array than {@code in}
     * @return the scale, as for {@link #apply}
     */
    default double applyTransposed(double[] in, double[] out) {
        for (int i = 0; i < inputs(); i++) {
            out[i] = Double.NaN;
        }
        return 0;
    }
}
