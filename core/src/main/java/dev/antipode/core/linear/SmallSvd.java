package dev.antipode.core.linear;

/**
 * The singular values of a small square matrix, with the directions in which it acts: {@code A = U S V^T}. All memory is
 * taken at construction; not safe for use by several threads at once.
 *
 * <p>Source: M. R. Hestenes, "Inversion of matrices by biorthogonalization and related results", Journal of the Society for
 * Industrial and Applied Mathematics 6 (1958): columns are rotated in pairs until all are orthogonal. Small singular values
 * come out with a small relative error where the columns are well scaled (Demmel and Veselic, "Jacobi's method is more
 * accurate than QR", 1992).
 */
public final class SmallSvd {
    private static final int SWEEPS = 60;

    private final int size;
    private final double[] columns;
    private final double[] v;
    private final double[] values;

    /**
     * Takes the memory.
     *
     * @param size the number of rows and columns, from 1 to {@link Eigenvalues#LARGEST_SIZE}
     */
    public SmallSvd(int size) {
        if (size < 1 || size > Eigenvalues.LARGEST_SIZE) {
            throw new IllegalArgumentException(
                    "a matrix of " + size + " columns: give from 1 to " + Eigenvalues.LARGEST_SIZE);
        }
        this.size = size;
        columns = new double[size * size];
        v = new double[size * size];
        values = new double[size];
    }

    /**
     * Factors a matrix. Allocates nothing.
     *
     * @param matrix row-major, {@code size * size} long, not modified
     * @return false where it is not finite: the values are then NaN
     */
    public boolean factor(double[] matrix) {
        SmallMatrices.transpose(matrix, columns, size, size);
        SmallMatrices.identity(v, size);
        boolean finite = Vectors.largest(columns, 0, size * size) < Double.POSITIVE_INFINITY;
        boolean rotated = finite;
        for (int sweep = 0; sweep < SWEEPS && rotated; sweep++) {
            rotated = false;
            for (int i = 0; i < size - 1; i++) {
                for (int j = i + 1; j < size; j++) {
                    rotated |= rotate(i, j);
                }
            }
        }
        for (int i = 0; i < size; i++) {
            values[i] = finite ? Vectors.norm(columns, i * size, size) : Double.NaN;
        }
        sort();
        return finite;
    }

    /** Makes two columns orthogonal; both columns of V turn with them. */
    private boolean rotate(int i, int j) {
        double a = Vectors.dot(columns, i * size, columns, i * size, size);
        double b = Vectors.dot(columns, j * size, columns, j * size, size);
        double c = Vectors.dot(columns, i * size, columns, j * size, size);
        if (!(Math.abs(c) > size * Vectors.EPSILON * Math.sqrt(a) * Math.sqrt(b)) || c == 0) {
            return false;
        }
        double zeta = (b - a) / (2 * c);
        double tangent = Math.copySign(1 / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta)), zeta);
        double cos = 1 / Math.sqrt(1 + tangent * tangent);
        double sin = cos * tangent;
        turn(columns, i, j, cos, sin);
        turn(v, i, j, cos, sin);
        return true;
    }

    private void turn(double[] matrix, int i, int j, double cos, double sin) {
        for (int k = 0; k < size; k++) {
            double x = matrix[i * size + k];
            double y = matrix[j * size + k];
            matrix[i * size + k] = cos * x - sin * y;
            matrix[j * size + k] = sin * x + cos * y;
        }
    }

    private void sort() {
        for (int i = 0; i < size; i++) {
            int largest = i;
            for (int j = i + 1; j < size; j++) {
                largest = values[j] > values[largest] ? j : largest;
            }
            double value = values[i];
            values[i] = values[largest];
            values[largest] = value;
            for (int k = 0; k < size; k++) {
                double entry = v[i * size + k];
                v[i * size + k] = v[largest * size + k];
                v[largest * size + k] = entry;
            }
        }
    }

    /**
     * A singular value.
     *
     * @param i from 0, the largest first
     * @return at least 0
     */
    public double value(int i) {
        return values[i];
    }

    /**
     * A component of the direction that a singular value belongs to, of length 1.
     *
     * @param i which singular value
     * @param component from 0, which column of the matrix
     * @return {@code V[component][i]}
     */
    public double direction(int i, int component) {
        return v[i * size + component];
    }
}
