package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Vectors;
import java.util.List;

/**
 * The product of several maps, as of the Jacobians along a trajectory. After each factor the vector is brought back to
 * the order of one by a power of two, which is exact, and the logarithms are added, so that the product may grow or
 * shrink without limit. All memory is taken at construction; not safe for use by several threads at once.
 */
public final class ProductMap implements LinearMap {
    private final LinearMap[] factors;
    private final double[] one;
    private final double[] other;
    private final boolean transposable;

    /**
     * Makes a product.
     *
     * @param factors in the order in which they are applied: the first one to the vector itself; at least one, each with
     *     as many inputs as the one before has outputs
     */
    public ProductMap(List<? extends LinearMap> factors) {
        if (factors.isEmpty()) {
            throw new IllegalArgumentException("a product of 0 maps has no size: give at least 1 map");
        }
        this.factors = factors.toArray(new LinearMap[0]);
        int longest = this.factors[0].inputs();
        boolean all = true;
        for (int i = 0; i < this.factors.length; i++) {
            LinearMap factor = this.factors[i];
            if (i > 0 && factor.inputs() != this.factors[i - 1].outputs()) {
                throw new IllegalArgumentException("map " + i + " takes " + factor.inputs() + " inputs, but map "
                        + (i - 1) + " gives " + this.factors[i - 1].outputs()
                        + " outputs: give the maps in the order in which they are applied");
            }
            longest = Math.max(longest, factor.outputs());
            all &= factor.transposable();
        }
        transposable = all;
        one = new double[longest];
        other = new double[longest];
    }

    @Override
    public int inputs() {
        return factors[0].inputs();
    }

    @Override
    public int outputs() {
        return factors[factors.length - 1].outputs();
    }

    @Override
    public double apply(double[] in, double[] out) {
        double[] from = one;
        double[] to = other;
        System.arraycopy(in, 0, from, 0, inputs());
        double logs = 0;
        long exponents = 0;
        for (LinearMap factor : factors) {
            logs += factor.apply(from, to);
            exponents += rescale(to, factor.outputs());
            double[] swap = from;
            from = to;
            to = swap;
        }
        System.arraycopy(from, 0, out, 0, outputs());
        return logs + exponents * Vectors.LN_2;
    }

    @Override
    public boolean transposable() {
        return transposable;
    }

    @Override
    public double applyTransposed(double[] in, double[] out) {
        double[] from = one;
        double[] to = other;
        System.arraycopy(in, 0, from, 0, outputs());
        double logs = 0;
        long exponents = 0;
        for (int i = factors.length - 1; i >= 0; i--) {
            logs += factors[i].applyTransposed(from, to);
            exponents += rescale(to, factors[i].inputs());
            double[] swap = from;
            from = to;
            to = swap;
        }
        System.arraycopy(from, 0, out, 0, inputs());
        return logs + exponents * Vectors.LN_2;
    }

    /** Brings the largest component between 1 and 2; returns the power of two that was taken out. */
    private static int rescale(double[] x, int length) {
        double largest = Vectors.largest(x, 0, length);
        if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
            return 0;
        }
        int exponent = Math.getExponent(largest);
        Vectors.scaleByPowerOfTwo(x, 0, length, -exponent);
        return exponent;
    }
}
