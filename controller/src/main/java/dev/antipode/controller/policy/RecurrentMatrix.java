package dev.antipode.controller.policy;

import java.util.Arrays;

/**
 * Square matrices of recurrent weights, row after row from an index of a parameter vector on. Before training, in F64, with
 * {@code + - * /}, roots and {@link StrictMath} alone: the same bits everywhere.
 */
final class RecurrentMatrix {
    /** Where {@code ||A^m||} is about {@code c radius^m}, the relative error is {@code log(c) / 2^40}: far below F32's rounding. */
    private static final int SQUARINGS = 40;

    private RecurrentMatrix() {}

    /** The identity times a factor. */
    static void identity(double[] a, int first, int n, double factor) {
        Arrays.fill(a, first, first + n * n, 0);
        for (int i = 0; i < n; i++) {
            a[first + i * n + i] = factor;
        }
    }

    /**
     * A factor times an orthogonal matrix, uniformly distributed: the orthogonal factor of a Gaussian matrix, with signs such that the
     * triangular factor's diagonal is positive (F. Mezzadri, "How to generate random matrices from the classical compact
     * groups", Notices of the AMS 54, 2007, "A correct and efficient algorithm"). Gram-Schmidt has these signs; done twice for
     * each row, it is orthogonal to rounding (L. Giraud, J. Langou, M. Rozloznik, "The loss of orthogonality in the
     * Gram-Schmidt orthogonalization process", Computers and Mathematics with Applications 50, 2005).
     */
    static void orthogonal(double[] a, int first, int n, double factor, InitialParameters random) {
        for (int i = 0; i < n; i++) {
            int row = first + i * n;
            for (int k = 0; k < n; k++) {
                a[row + k] = random.normal(row + k);
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int other = first; other < row; other += n) {
                    double component = dot(a, row, other, n);
                    for (int k = 0; k < n; k++) {
                        a[row + k] -= component * a[other + k];
                    }
                }
            }
            multiply(a, row, n, 1 / Math.sqrt(dot(a, row, row, n)));
        }
        multiply(a, first, n * n, factor);
    }

    private static double dot(double[] a, int x, int y, int n) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += a[x + k] * a[y + k];
        }
        return sum;
    }

    private static void multiply(double[] a, int first, int count, double factor) {
        for (int k = first; k < first + count; k++) {
            a[k] *= factor;
        }
    }

    /** Multiplies a matrix so that its spectral radius is the given one; a nilpotent matrix cannot be, and stays as it is. */
    static void scale(double[] a, int first, int n, double radius) {
        double now = spectralRadius(a, first, n);
        if (now > 0) {
            multiply(a, first, n * n, radius / now);
        }
    }

    /**
     * The greatest modulus of the eigenvalues, whatever their number, multiplicity or angles: the limit of
     * {@code ||A^m||^(1/m)} (R. A. Horn, C. R. Johnson, "Matrix Analysis", 2nd edition, 2013, corollary 5.6.14), here in the
     * Frobenius norm for {@code m = 2^k}. With each square divided by its norm nothing overflows, and the logarithms of
     * the norms add up to that of {@code ||A^m||^(1/m)}.
     */
    static double spectralRadius(double[] a, int first, int n) {
        double[] power = Arrays.copyOfRange(a, first, first + n * n);
        double[] square = new double[n * n];
        double logarithm = 0;
        double exponent = 1;
        for (int k = 0; ; k++) {
            double norm = Math.sqrt(dot(power, 0, 0, n * n));
            if (norm == 0) {
                return 0;
            }
            logarithm += exponent * StrictMath.log(norm);
            if (k == SQUARINGS) {
                return StrictMath.exp(logarithm);
            }
            multiply(power, 0, n * n, 1 / norm);
            square(power, square, n);
            double[] swap = power;
            power = square;
            square = swap;
            exponent /= 2;
        }
    }

    private static void square(double[] a, double[] result, int n) {
        Arrays.fill(result, 0);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double factor = a[i * n + k];
                for (int j = 0; j < n; j++) {
                    result[i * n + j] += factor * a[k * n + j];
                }
            }
        }
    }
}
