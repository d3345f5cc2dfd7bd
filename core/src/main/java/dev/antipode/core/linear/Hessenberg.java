package dev.antipode.core.linear;

/**
 * Brings a matrix to upper Hessenberg form by Householder reflections, which keep the eigenvalues.
 *
 * <p>Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th edition, algorithm 7.4.2 (EISPACK {@code orthes}).
 */
final class Hessenberg {
    private Hessenberg() {}

    /**
     * Reduces rows and columns {@code low} to {@code high}. What lies outside that block is left alone: it does not
     * matter to the eigenvalues.
     *
     * @param a row-major, modified
     * @param stride from row to row
     * @param low the first row of the block
     * @param high the last row of the block
     * @param v scratch, at least {@code high + 1} long
     */
    static void reduce(double[] a, int stride, int low, int high, double[] v) {
        for (int k = low; k < high - 1; k++) {
            double scale = 0;
            for (int i = k + 1; i <= high; i++) {
                scale = Math.max(scale, Math.abs(a[i * stride + k]));
            }
            double below = 0;
            for (int i = k + 2; i <= high; i++) {
                below = Math.max(below, Math.abs(a[i * stride + k]));
            }
            if (below == 0) {
                continue;
            }
            double squares = 0;
            for (int i = k + 1; i <= high; i++) {
                v[i] = a[i * stride + k] / scale;
                squares += v[i] * v[i];
            }
            double length = v[k + 1] > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
            // H = I - v v^T / (squares - length * v1), with the first component of v moved by -length.
            double beta = squares - length * v[k + 1];
            v[k + 1] -= length;
            reflectRows(a, stride, k, high, v, beta);
            reflectColumns(a, stride, k, low, high, v, beta);
            a[(k + 1) * stride + k] = length * scale;
            for (int i = k + 2; i <= high; i++) {
                a[i * stride + k] = 0;
            }
        }
    }

    private static void reflectRows(double[] a, int stride, int k, int high, double[] v, double beta) {
        for (int j = k + 1; j <= high; j++) {
            double sum = 0;
            for (int i = k + 1; i <= high; i++) {
                sum += v[i] * a[i * stride + j];
            }
            sum /= beta;
            for (int i = k + 1; i <= high; i++) {
                a[i * stride + j] -= sum * v[i];
            }
        }
    }

    private static void reflectColumns(double[] a, int stride, int k, int low, int high, double[] v, double beta) {
        for (int i = low; i <= high; i++) {
            double sum = 0;
            for (int j = k + 1; j <= high; j++) {
                sum += v[j] * a[i * stride + j];
            }
            sum /= beta;
            for (int j = k + 1; j <= high; j++) {
                a[i * stride + j] -= sum * v[j];
            }
        }
    }
}
