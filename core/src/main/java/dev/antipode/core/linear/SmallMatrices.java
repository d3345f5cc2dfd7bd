package dev.antipode.core.linear;

/**
 * Products of small dense row-major matrices. Sums run upwards one term after the other, so that their bits are the same
 * everywhere. Nothing is allocated; a result must not be an operand.
 */
public final class SmallMatrices {
    private SmallMatrices() {}

    /**
     * {@code C = A B}.
     *
     * @param a {@code rows * inner} numbers
     * @param b {@code inner * columns} numbers
     * @param c receives {@code rows * columns} numbers
     * @param rows of A and C
     * @param inner columns of A, rows of B
     * @param columns of B and C
     */
    public static void multiply(double[] a, double[] b, double[] c, int rows, int inner, int columns) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum += a[i * inner + k] * b[k * columns + j];
                }
                c[i * columns + j] = sum;
            }
        }
    }

    /**
     * {@code C = A^T B}.
     *
     * @param a {@code inner * rows} numbers
     * @param b {@code inner * columns} numbers
     * @param c receives {@code rows * columns} numbers
     * @param rows columns of A, rows of C
     * @param inner rows of A and B
     * @param columns of B and C
     */
    public static void multiplyTransposed(double[] a, double[] b, double[] c, int rows, int inner, int columns) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum += a[k * rows + i] * b[k * columns + j];
                }
                c[i * columns + j] = sum;
            }
        }
    }

    /**
     * {@code B = A^T}.
     *
     * @param a {@code rows * columns} numbers
     * @param b receives {@code columns * rows} numbers
     * @param rows of A
     * @param columns of A
     */
    public static void transpose(double[] a, double[] b, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                b[j * rows + i] = a[i * columns + j];
            }
        }
    }

    /**
     * Replaces a square matrix by the mean of itself and its transpose.
     *
     * @param a {@code size * size} numbers; modified
     * @param size of the matrix
     */
    public static void symmetrise(double[] a, int size) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (a[i * size + j] + a[j * size + i]);
                a[i * size + j] = mean;
                a[j * size + i] = mean;
            }
        }
    }

    /**
     * Makes a matrix the unit matrix.
     *
     * @param a receives {@code size * size} numbers
     * @param size of the matrix
     */
    public static void identity(double[] a, int size) {
        for (int i = 0; i < size * size; i++) {
            a[i] = i % (size + 1) == 0 ? 1 : 0;
        }
    }

    /**
     * Whether {@code A + shift I} is positive definite: whether its Cholesky factor exists.
     *
     * @param a symmetric, {@code size * size} numbers; only its lower triangle is read
     * @param shift added to the diagonal; with a small one, a semidefinite matrix passes
     * @param work {@code size * size} numbers; overwritten
     * @param size of the matrix
     * @return false also where it is not finite
     */
    public static boolean positiveDefinite(double[] a, double shift, double[] work, int size) {
        for (int j = 0; j < size; j++) {
            for (int i = j; i < size; i++) {
                double rest = a[i * size + j] - Vectors.dot(work, i * size, work, j * size, j);
                if (i > j) {
                    work[i * size + j] = rest / work[j * size + j];
                    continue;
                }
                rest += shift;
                if (!(rest > 0 && rest < Double.POSITIVE_INFINITY)) {
                    return false;
                }
                work[j * size + j] = Math.sqrt(rest);
            }
        }
        return true;
    }

    /**
     * The root L of a positive semidefinite matrix, {@code A = L L^T}, lower triangular. Where A is singular, columns of L are zero.
     *
     * <p>Source: Golub and Van Loan, "Matrix Computations", 4th ed., sections 4.2.5 and 4.2.8.
     *
     * @param a symmetric, {@code size * size} numbers of about one; only its lower triangle is read
     * @param tolerance pivots that are this near to zero are taken as zero
     * @param root receives {@code size * size} numbers
     * @param size of the matrix
     * @return -1, or the first row with which the matrix is not positive semidefinite; the root is then not complete
     */
    public static int semidefiniteRoot(double[] a, double tolerance, double[] root, int size) {
        // A positive semidefinite matrix has no entry above the geometric mean of its two pivots.
        double negligible = Math.sqrt(tolerance);
        for (int j = 0; j < size; j++) {
            for (int i = 0; i < j; i++) {
                root[i * size + j] = 0;
            }
            for (int i = j; i < size; i++) {
                double rest = a[i * size + j] - Vectors.dot(root, i * size, root, j * size, j);
                if (!(i == j ? rest >= -tolerance : root[j * size + j] > 0 || Math.abs(rest) <= negligible)) {
                    return i;
                }
                if (i == j) {
                    root[i * size + j] = rest <= tolerance ? 0 : Math.sqrt(rest);
                } else {
                    root[i * size + j] = root[j * size + j] > 0 ? rest / root[j * size + j] : 0;
                }
            }
        }
        return -1;
    }
}
