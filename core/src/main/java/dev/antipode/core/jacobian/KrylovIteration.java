package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Eigenvalues;
import dev.antipode.core.linear.Vectors;

/**
 * Arnoldi's process for the eigenvalues of largest modulus, restarted with the best Ritz vectors when its space is full.
 * The steps are taken one by one from outside.
 *
 * <p>Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th edition, section 10.5; the restart with Ritz vectors
 * after K. Wu, H. Simon, "Thick-restart Lanczos method for large symmetric eigenvalue problems", SIAM Journal on Matrix
 * Analysis and Applications 22 (2000); going on along explicit residuals as in C. R. Lee, G. W. Stewart, "Analysis of the
 * residual Arnoldi method", University of Maryland TR-4890 (2007).
 */
final class KrylovIteration {
    private static final int GUARD_VECTORS = 8;
    private static final int ATTEMPTS = 8;

    private final int size;
    private final int wanted;
    private final int capacity;
    private final int block;
    private final InspectionStream stream;
    private final RitzSpace space;
    private final RitzPairs pairs;
    private final double[] directions;
    private final double[] residuals;
    private int draws;
    private int directionCount;

    /**
     * Takes the memory.
     *
     * @param size of the map
     * @param wanted how many eigenvalues
     * @param capacity the dimension of the full space: the size, or at least 2 * wanted + GUARD_VECTORS + 2
     * @param block how many directions are followed side by side
     * @param seed for random directions
     */
    KrylovIteration(int size, int wanted, int capacity, int block, long seed) {
        this.size = size;
        this.wanted = wanted;
        this.capacity = capacity;
        this.block = block;
        stream = new InspectionStream(seed, InspectionStream.Use.START);
        space = new RitzSpace(size, capacity);
        pairs = new RitzPairs(space, size, capacity);
        directions = new double[size * (block + 2)];
        residuals = new double[wanted];
    }

    static long bytes(int size, int wanted, int capacity, int block) {
        return RitzSpace.bytes(size, capacity) + RitzPairs.bytes(capacity) + 8L * size * (block + 2) + 8L * wanted;
    }

    /** Starts again from a vector in scaled coordinates. */
    void begin(double[] start) {
        clear();
        System.arraycopy(start, 0, directions, 0, size);
        space.add(directions, 0);
    }

    /** Starts again from a block of random vectors. */
    void begin() {
        clear();
        for (int i = 0; i < block; i++) {
            addRandom();
        }
    }

    boolean full() {
        return space.expanded() == capacity;
    }

    /** Ritz values as {@link #judge} found them, in units of {@code exp(logScale)}. */
    Eigenvalues values() {
        return pairs.values();
    }

    double logScale() {
        return space.logScale();
    }

    /** The residual of a wanted Ritz value relative to the largest modulus, at least the rounding of the products. */
    double residual(int i) {
        return residuals[i];
    }

    /** One more product; false where it is not finite. */
    boolean grow(Products products) {
        // An invariant space: its complement is entered at random.
        for (int attempt = 0; space.count() == space.expanded(); attempt++) {
            if (attempt == ATTEMPTS) {
                return false;
            }
            addRandom();
        }
        return space.expand(products);
    }

    /** Computes the Ritz values; false where something is not finite. */
    boolean project() {
        return pairs.compute();
    }

    /** Whether the residuals of all wanted pairs are within the tolerance; those that are not are the next directions. */
    boolean judge(Products products, double tolerance) {
        Eigenvalues values = pairs.values();
        double largest = values.modulus(0);
        double rounding = Vectors.EPSILON * StrictMath.exp(products.largestScaledLogGrowth() - space.logScale());
        boolean all = values.order() >= wanted;
        directionCount = 0;
        for (int i = 0; i < Math.min(wanted, values.order()); i++) {
            if (values.imaginary(i) < 0) {
                residuals[i] = residuals[i - 1];
                continue;
            }
            double norm = Math.max(rounding, pairs.residual(i, directions, Math.min(directionCount, block) * size));
            residuals[i] = norm == 0 ? 0 : norm / largest;
            if (!(residuals[i] <= tolerance)) {
                all = false;
                directionCount = Math.min(directionCount + (values.imaginary(i) == 0 ? 1 : 2), block + 1);
            }
        }
        return all;
    }

    /** Keeps the leading Ritz vectors and goes on along the residuals of those not settled. */
    void restart() {
        pairs.compress(wanted + GUARD_VECTORS);
        for (int c = 0; c < directionCount; c++) {
            space.add(directions, c * size);
        }
    }

    /** Keeps the leading Ritz vectors and goes on at random, to find what has been missed. */
    void restartAtRandom() {
        pairs.compress(wanted + GUARD_VECTORS);
        for (int i = 0; i < block; i++) {
            addRandom();
        }
    }

    private void clear() {
        space.clear();
        draws = 0;
    }

    private void addRandom() {
        stream.uniforms(draws++, directions, 0, size);
        space.add(directions, 0);
    }
}
