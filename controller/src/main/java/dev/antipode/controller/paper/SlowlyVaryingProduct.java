package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.core.linear.SmallLu;
import dev.antipode.core.linear.SmallMatrices;
import dev.antipode.core.random.Purpose;
import java.util.Arrays;

/**
 * Figure 7: how well the product of matrices whose eigenvectors change slowly is told by its eigenvalues alone. Appendix A.2 takes the
 * eigenvectors of one matrix in the basis of those of the one before as the identity, so that
 * {@code V_K L V_K^-1 ... V_1 L V_1^-1} becomes {@code V_K L^K V_1^-1}. Here {@code V_{k+1} = V_k (I + delta N_k)} with N_k of
 * independent standard normal entries, V_1 near the identity, and eigenvalues L evenly from 0.5 to 1.
 *
 * <p>The paper does not say how its matrices are drawn; this choice is ours.
 */
public final class SlowlyVaryingProduct {
    private final int size;
    private final int factors;
    private final double[] eigenvalues;
    private final SmallLu lu;

    /**
     * A product.
     *
     * @param size of the matrices, at least 2
     * @param factors how many, at least 2
     */
    public SlowlyVaryingProduct(int size, int factors) {
        if (size < 2 || factors < 2) {
            throw new IllegalArgumentException(factors + " matrices of size " + size + ": give at least 2 of size 2");
        }
        this.size = size;
        this.factors = factors;
        this.lu = new SmallLu(size);
        this.eigenvalues = new double[size];
        Arrays.setAll(eigenvalues, i -> 0.5 + 0.5 * i / (size - 1));
    }

    /**
     * The mean square error of the approximation, over its entries.
     *
     * @param change delta, how far the eigenvectors turn from one matrix to the next, at least 0
     * @param seed of the matrices
     * @return NaN where the eigenvectors happen to be singular
     */
    public double meanSquareError(double change, long seed) {
        NormalStream normal = new NormalStream(seed, Purpose.INSPECTION);
        double[] vectors = perturbed(0.1, normal, 0);
        double[] product = identity();
        double[] first = null;
        double[] last = vectors;
        for (int k = 1; k <= factors; k++) {
            if (k > 1) {
                vectors = times(vectors, perturbed(change, normal, k));
            }
            if (!lu.factor(vectors)) {
                return Double.NaN;
            }
            lu.solve(product, size);
            scaleRows(product, 1);
            product = times(vectors, product);
            if (k == 1) {
                first = identity();
                lu.solve(first, size);
            }
            last = vectors;
        }
        scaleRows(first, factors);
        double[] approximation = times(last, first);
        double sum = 0;
        for (int i = 0; i < product.length; i++) {
            double error = product[i] - approximation[i];
            sum += error * error;
        }
        return sum / product.length;
    }

    private double[] identity() {
        double[] matrix = new double[size * size];
        SmallMatrices.identity(matrix, size);
        return matrix;
    }

    /** The identity and a multiple of normal numbers. */
    private double[] perturbed(double scale, NormalStream normal, int sample) {
        double[] matrix = identity();
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] += scale * normal.get(sample, i);
        }
        return matrix;
    }

    private double[] times(double[] a, double[] b) {
        double[] c = new double[size * size];
        SmallMatrices.multiply(a, b, c, size, size, size);
        return c;
    }

    /** Multiplies by a power of the eigenvalues from the left. */
    private void scaleRows(double[] matrix, int power) {
        for (int i = 0; i < size; i++) {
            double factor = StrictMath.pow(eigenvalues[i], power);
            for (int j = 0; j < size; j++) {
                matrix[i * size + j] *= factor;
            }
        }
    }
}
