package dev.antipode.core.jacobian;

import dev.antipode.core.linear.GramSchmidt;
import dev.antipode.core.linear.Vectors;

/**
 * An orthonormal basis V, the products A V, and the projection {@code H = V^T A V}. The products are kept at one
 * logarithmic scale, that of the first one: a random vector is stretched almost as much as any.
 */
final class RitzSpace {
    private static final double HIGHEST_LOG = 300;

    private final int size;
    private final int capacity;
    private final double[] basis;
    private final double[] images;
    private final double[] h;
    private final double[] product;
    private final double[] coefficients;
    private final double[] row;
    private int count;
    private int expanded;
    private double logScale;

    RitzSpace(int size, int capacity) {
        this.size = size;
        this.capacity = capacity;
        basis = new double[size * capacity];
        images = new double[size * capacity];
        h = new double[capacity * capacity];
        product = new double[size];
        coefficients = new double[capacity];
        row = new double[capacity];
    }

    static long bytes(int size, int capacity) {
        return 8L * size * (2L * capacity + 1) + 8L * capacity * (capacity + 2);
    }

    void clear() {
        count = 0;
        expanded = 0;
        logScale = Double.NaN;
    }

    /** The number of vectors whose product is known: the order of {@link #projection}. */
    int expanded() {
        return expanded;
    }

    int count() {
        return count;
    }

    /** Row-major, as wide as the capacity, in units of {@code exp(logScale)}. */
    double[] projection() {
        return h;
    }

    double logScale() {
        return Double.isNaN(logScale) ? 0 : logScale;
    }

    /** Adds the direction of a vector, unless there is no room or nothing new in it; the vector is modified. */
    boolean add(double[] vector, int from) {
        if (count == capacity) {
            return false;
        }
        double rest = GramSchmidt.orthogonalise(basis, count, size, vector, from, coefficients);
        if (!(rest > 0)) {
            return false;
        }
        System.arraycopy(vector, from, basis, count * size, size);
        Vectors.normalise(basis, count * size, size);
        count++;
        return true;
    }

    /** Takes the product of the next vector, and its direction into the basis; false where it is not finite. */
    boolean expand(Products products) {
        int j = expanded;
        double log = products.applyScaled(basis, j * size, product);
        if (Double.isNaN(log)) {
            return false;
        }
        if (log > Double.NEGATIVE_INFINITY && !(log - logScale <= HIGHEST_LOG)) {
            changeScale(log);
        }
        double norm = StrictMath.exp(log - logScale());
        for (int i = 0; i < size; i++) {
            images[j * size + i] = norm * product[i];
        }
        for (int i = 0; i <= j; i++) {
            h[i * capacity + j] = Vectors.dot(basis, i * size, images, j * size, size);
            h[j * capacity + i] = Vectors.dot(basis, j * size, images, i * size, size);
        }
        expanded++;
        add(product, 0);
        return true;
    }

    /** Sets the scale, or raises it where a product is out of the range of the first one's. */
    private void changeScale(double log) {
        double factor = Double.isNaN(logScale) ? 0 : StrictMath.exp(logScale - log);
        Vectors.scale(images, 0, size * expanded, factor);
        for (int i = 0; i < expanded; i++) {
            Vectors.scale(h, i * capacity, expanded, factor);
        }
        logScale = log;
    }

    /**
     * {@code A V x - V (x shift)}, one part of the residual of a complex Ritz vector a + i b: its real part with x = a and
     * the shift {@code re a - im b}, its imaginary part with x = b and {@code re b + im a}.
     */
    void residual(double[] x, double[] shifted, double[] out, int from) {
        for (int i = 0; i < size; i++) {
            out[from + i] = 0;
        }
        for (int j = 0; j < expanded; j++) {
            Vectors.addScaled(x[j], images, j * size, out, from, size);
            Vectors.addScaled(-shifted[j], basis, j * size, out, from, size);
        }
    }

    /**
     * Keeps only the span of some orthonormal combinations of the vectors.
     *
     * @param combinations combination c at {@code c * capacity} upwards
     * @param kept how many
     */
    void compress(double[] combinations, int kept) {
        combine(basis, combinations, kept);
        combine(images, combinations, kept);
        for (int i = 0; i < kept; i++) {
            for (int j = 0; j < kept; j++) {
                h[i * capacity + j] = Vectors.dot(basis, i * size, images, j * size, size);
            }
        }
        count = kept;
        expanded = kept;
    }

    private void combine(double[] vectors, double[] combinations, int kept) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < expanded; j++) {
                row[j] = vectors[j * size + i];
            }
            for (int c = 0; c < kept; c++) {
                vectors[c * size + i] = Vectors.dot(row, 0, combinations, c * capacity, expanded);
            }
        }
    }
}
