package dev.antipode.core.linear;

/**
 * Solves small dense systems: {@code P A = L U} by Gaussian elimination with partial pivoting. All memory is taken at
 * construction; not safe for use by several threads at once.
 *
 * <p>Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th edition, algorithm 3.4.1.
 */
public final class SmallLu {
    private final int size;
    private final double[] lu;
    private final int[] exchanges;

    /**
     * Takes the memory.
     *
     * @param size the number of rows and columns, from 1 to {@link Eigenvalues#LARGEST_SIZE}
     */
    public SmallLu(int size) {
        if (size < 1 || size > Eigenvalues.LARGEST_SIZE) {
            throw new IllegalArgumentException(
                    "a system of " + size + " equations: give from 1 to " + Eigenvalues.LARGEST_SIZE);
        }
        this.size = size;
        lu = new double[size * size];
        exchanges = new int[size];
    }

    /**
     * The heap memory of an instance.
     *
     * @param size the number of rows and columns
     * @return bytes, without the objects' headers
     */
    public static long bytes(int size) {
        return 8L * size * size + 4L * size;
    }

    /**
     * Factors a matrix. Allocates nothing.
     *
     * @param matrix row-major, {@code size * size} long, not modified
     * @return false where it is singular or not finite: nothing can then be solved
     */
    public boolean factor(double[] matrix) {
        System.arraycopy(matrix, 0, lu, 0, size * size);
        for (int k = 0; k < size; k++) {
            int pivot = k;
            for (int i = k + 1; i < size; i++) {
                if (Math.abs(lu[i * size + k]) > Math.abs(lu[pivot * size + k])) {
                    pivot = i;
                }
            }
            exchanges[k] = pivot;
            exchange(lu, k, pivot, size);
            double divisor = lu[k * size + k];
            if (!(Math.abs(divisor) > 0 && Math.abs(divisor) < Double.POSITIVE_INFINITY)) {
                return false;
            }
            for (int i = k + 1; i < size; i++) {
                double factor = lu[i * size + k] / divisor;
                lu[i * size + k] = factor;
                Vectors.addScaled(-factor, lu, k * size + k + 1, lu, i * size + k + 1, size - k - 1);
            }
        }
        // An infinity or a NaN may stand beside good pivots.
        return Vectors.largest(lu, 0, size * size) < Double.POSITIVE_INFINITY;
    }

    /**
     * Replaces B by the solution X of {@code A X = B}, for the matrix that was factored last. Allocates nothing.
     *
     * @param rhs row-major, {@code size * columns} long; modified
     * @param columns of B, at least 1
     */
    public void solve(double[] rhs, int columns) {
        for (int k = 0; k < size; k++) {
            exchange(rhs, k, exchanges[k], columns);
        }
        for (int i = 1; i < size; i++) {
            for (int k = 0; k < i; k++) {
                Vectors.addScaled(-lu[i * size + k], rhs, k * columns, rhs, i * columns, columns);
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                Vectors.addScaled(-lu[i * size + k], rhs, k * columns, rhs, i * columns, columns);
            }
            for (int col = 0; col < columns; col++) {
                rhs[i * columns + col] /= lu[i * size + i];
            }
        }
    }

    private static void exchange(double[] a, int i, int j, int columns) {
        if (i == j) {
            return;
        }
        for (int col = 0; col < columns; col++) {
            double value = a[i * columns + col];
            a[i * columns + col] = a[j * columns + col];
            a[j * columns + col] = value;
        }
    }
}
