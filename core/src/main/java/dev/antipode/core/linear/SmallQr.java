package dev.antipode.core.linear;

/**
 * The QR factorisation of a few vectors: replaces them by orthonormal ones and tells by how much each had grown, which
 * is what Lyapunov exponents are averaged from. All memory is taken at construction; not safe for use by several threads
 * at once.
 */
public final class SmallQr {
    /** What {@link #factor} returns where a vector is not finite. */
    public static final int NOT_FINITE = -1;

    private final int length;
    private final int count;
    private final double[] r;
    private final double[] column;

    /**
     * Takes the memory.
     *
     * @param length the length of every vector, at least 1
     * @param count how many vectors, from 1 to {@code length}
     */
    public SmallQr(int length, int count) {
        if (length < 1) {
            throw new IllegalArgumentException("vectors of length " + length + ": give at least 1");
        }
        if (count < 1 || count > length) {
            throw new IllegalArgumentException(count + " vectors of length " + length
                    + " cannot be orthonormal: give from 1 to " + length + " vectors");
        }
        if ((long) length * count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(count + " vectors of length " + length
                    + " are more than an array can hold: give fewer or shorter ones");
        }
        this.length = length;
        this.count = count;
        r = new double[count * count];
        column = new double[count];
    }

    /**
     * The length of every vector.
     *
     * @return at least 1
     */
    public int length() {
        return length;
    }

    /**
     * The number of vectors.
     *
     * @return from 1 to {@link #length}
     */
    public int count() {
        return count;
    }

    /**
     * Factors {@code A = Q R}. A vector that depends on those before it to rounding gets 0 on the diagonal, and an
     * arbitrary orthogonal vector takes its place, so that Q is orthonormal whatever A is. Allocates nothing.
     *
     * @param vectors column {@code j} of A at {@code j * length} upwards; replaced by column {@code j} of Q
     * @return the number of independent vectors, or {@link #NOT_FINITE}: the vectors are then left half done, and R is
     *     NaN
     */
    public int factor(double[] vectors) {
        int rank = 0;
        for (int i = 0; i < r.length; i++) {
            r[i] = 0;
        }
        for (int j = 0; j < count; j++) {
            int from = j * length;
            double norm = GramSchmidt.orthogonalise(vectors, j, length, vectors, from, column);
            if (!(norm < Double.POSITIVE_INFINITY)) {
                for (int i = 0; i < r.length; i++) {
                    r[i] = Double.NaN;
                }
                return NOT_FINITE;
            }
            for (int i = 0; i < j; i++) {
                r[i * count + j] = column[i];
            }
            r[j * count + j] = norm;
            if (norm > 0) {
                Vectors.normalise(vectors, from, length);
                rank++;
            } else {
                fill(vectors, j);
            }
        }
        return rank;
    }

    /**
     * An entry of the upper triangle R.
     *
     * @param row from 0 to {@link #count} - 1
     * @param col from 0 to {@link #count} - 1
     * @return 0 below the diagonal, at least 0 on it
     */
    public double r(int row, int col) {
        return r[row * count + col];
    }

    /**
     * The logarithm of a diagonal entry of R.
     *
     * @param j from 0 to {@link #count} - 1
     * @return negative infinity where the vector was dependent
     */
    public double logDiagonal(int j) {
        double diagonal = r[j * count + j];
        return diagonal == 0 ? Double.NEGATIVE_INFINITY : StrictMath.log(diagonal);
    }

    /** The unit vector that is farthest from the basis so far, made orthogonal: at least 1/sqrt(length) of it is left. */
    private void fill(double[] vectors, int j) {
        int farthest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            double inside = 0;
            for (int k = 0; k < j; k++) {
                double component = vectors[k * length + i];
                inside += component * component;
            }
            if (inside < least) {
                least = inside;
                farthest = i;
            }
        }
        int from = j * length;
        for (int i = 0; i < length; i++) {
            vectors[from + i] = i == farthest ? 1 : 0;
        }
        GramSchmidt.orthogonalise(vectors, j, length, vectors, from, column);
        Vectors.normalise(vectors, from, length);
    }
}
