package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Convergence;
import dev.antipode.core.linear.Eigenvalues;
import dev.antipode.core.linear.GramSchmidt;
import dev.antipode.core.linear.InverseIteration;
import dev.antipode.core.linear.Vectors;

/** Eigenvalues and eigenvectors of the projection on a {@link RitzSpace}, and what they leave of the map's own equation. */
final class RitzPairs {
    private final RitzSpace space;
    private final int size;
    private final int capacity;
    private final Eigenvalues values;
    private final InverseIteration vectors;
    private final double[] a;
    private final double[] b;
    private final double[] shifted;
    private final double[] combinations;

    RitzPairs(RitzSpace space, int size, int capacity) {
        this.space = space;
        this.size = size;
        this.capacity = capacity;
        values = new Eigenvalues(capacity);
        vectors = new InverseIteration(capacity);
        a = new double[capacity];
        b = new double[capacity];
        shifted = new double[capacity];
        combinations = new double[capacity * capacity];
    }

    static long bytes(int capacity) {
        return Eigenvalues.bytes(capacity) + InverseIteration.bytes(capacity) + 8L * capacity * (capacity + 3);
    }

    /** Computes the values for the space as it is now; false where something is not finite. */
    boolean compute() {
        return values.compute(space.projection(), space.expanded(), capacity) != Convergence.NOT_FINITE;
    }

    /** Ritz values by falling modulus, in units of the space's scale. */
    Eigenvalues values() {
        return values;
    }

    /**
     * Computes {@code J x - theta x} for a unit Ritz vector x.
     *
     * @param i which, not the second of a pair
     * @param out receives the real part, and behind it the imaginary part of a complex pair
     * @param from where
     * @return its norm, in units of the space's scale; infinity where no vector was found
     */
    double residual(int i, double[] out, int from) {
        if (!eigenvector(i)) {
            return Double.POSITIVE_INFINITY;
        }
        double re = values.real(i);
        double im = values.imaginary(i);
        shift(re, a, -im, b);
        space.residual(a, shifted, out, from);
        double ofReal = Vectors.norm(out, from, size);
        if (im == 0) {
            return ofReal;
        }
        shift(re, b, im, a);
        space.residual(b, shifted, out, from + size);
        return Eigenvalues.modulus(ofReal, Vectors.norm(out, from + size, size));
    }

    /** Reduces the space to the span of the leading Ritz vectors, {@code most} of them or one more to keep a pair whole. */
    void compress(int most) {
        int kept = 0;
        for (int i = 0; i < space.expanded() && kept < most; i++) {
            double im = values.imaginary(i);
            if (im >= 0 && eigenvector(i)) {
                kept = keep(a, kept);
                if (im > 0) {
                    kept = keep(b, kept);
                }
            }
        }
        space.compress(combinations, kept);
    }

    private boolean eigenvector(int i) {
        int order = space.expanded();
        boolean found = vectors.compute(space.projection(), order, capacity, values.real(i), values.imaginary(i), i);
        for (int j = 0; j < capacity; j++) {
            a[j] = j < order ? vectors.real(j) : 0;
            b[j] = j < order ? vectors.imaginary(j) : 0;
        }
        return found;
    }

    private void shift(double factor, double[] x, double otherFactor, double[] y) {
        for (int j = 0; j < space.expanded(); j++) {
            shifted[j] = factor * x[j] + otherFactor * y[j];
        }
    }

    /** Adds a combination, made orthogonal to those before, unless it depends on them. */
    private int keep(double[] x, int kept) {
        double rest = GramSchmidt.orthogonalise(combinations, kept, capacity, x, 0, shifted);
        if (!(rest > 0)) {
            return kept;
        }
        System.arraycopy(x, 0, combinations, kept * capacity, capacity);
        Vectors.normalise(combinations, kept * capacity, capacity);
        return kept + 1;
    }
}
