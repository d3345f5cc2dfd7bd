package dev.antipode.core.linear;

/**
 * The eigenvalues of an upper Hessenberg matrix by the implicit double-shift QR iteration.
 *
 * <p>Source: J. G. F. Francis, "The QR transformation", Computer Journal 4 (1961 and 1962); G. H. Golub, C. F. Van Loan,
 * "Matrix Computations", 4th edition, section 7.5 (EISPACK {@code hqr}). The test for a negligible subdiagonal entry,
 * which keeps the small eigenvalues of graded matrices, is that of M. Ahues, F. Tisseur, LAPACK Working Note 122 (1997),
 * and the shifts are applied as in LAPACK's {@code dlahqr}.
 */
final class FrancisQr {
    private static final double EPSILON = Vectors.EPSILON;
    private static final double TINY = Double.MIN_NORMAL / EPSILON;

    /** Shifts that break a cycle are tried after so many steps without a result, on either end in turn. */
    private static final int EXCEPTIONAL = 10;

    private static final int STEPS_PER_EIGENVALUE = 60;

    private final double[] h;
    private final int stride;
    private final double[] real;
    private final double[] imaginary;
    private final double[] v = new double[3];

    /** The two shifts: equal and real, or a conjugate pair. */
    private double shiftReal;

    private double shiftImaginary;

    FrancisQr(double[] h, int stride, double[] real, double[] imaginary) {
        this.h = h;
        this.stride = stride;
        this.real = real;
        this.imaginary = imaginary;
    }

    /**
     * Finds the eigenvalues of rows and columns {@code low} to {@code high}.
     *
     * @return whether all were found; those that were not are NaN
     */
    boolean run(int low, int high) {
        int last = high;
        int steps = 0;
        while (last >= low) {
            int first = startOfBlock(low, high, last);
            if (first > low) {
                h[first * stride + first - 1] = 0;
            }
            if (first >= last - 1) {
                if (first == last) {
                    real[last] = h[last * stride + last];
                    imaginary[last] = 0;
                } else {
                    ofTwo(last);
                }
                last = first - 1;
                steps = 0;
            } else if (steps == STEPS_PER_EIGENVALUE) {
                for (int i = low; i <= last; i++) {
                    real[i] = Double.NaN;
                    imaginary[i] = Double.NaN;
                }
                return false;
            } else {
                steps++;
                chooseShifts(first, last, steps);
                sweep(first, last);
            }
        }
        return true;
    }

    /** The first row of the block that ends at {@code last} and cannot be split. */
    private int startOfBlock(int low, int high, int last) {
        int k = last;
        while (k > low && !negligible(k, low, high)) {
            k--;
        }
        return k;
    }

    private boolean negligible(int k, int low, int high) {
        double below = Math.abs(h[k * stride + k - 1]);
        if (below <= TINY) {
            return true;
        }
        double upper = h[(k - 1) * stride + k - 1];
        double lower = h[k * stride + k];
        double size = Math.abs(upper) + Math.abs(lower);
        if (size == 0) {
            size += k - 2 >= low ? Math.abs(h[(k - 1) * stride + k - 2]) : 0;
            size += k + 1 <= high ? Math.abs(h[(k + 1) * stride + k]) : 0;
        }
        if (below > EPSILON * size) {
            return false;
        }
        double above = Math.abs(h[(k - 1) * stride + k]);
        double larger = Math.max(below, above);
        double smaller = Math.min(below, above);
        double distance = Math.abs(upper - lower);
        double diagonal = Math.max(Math.abs(lower), distance);
        double other = Math.min(Math.abs(lower), distance);
        double sum = diagonal + larger;
        return smaller * (larger / sum) <= Math.max(TINY, EPSILON * (other * (diagonal / sum)));
    }

    private void chooseShifts(int first, int last, int steps) {
        double h11;
        double h12;
        double h21;
        double h22;
        if (steps % (2 * EXCEPTIONAL) == 0) {
            h21 = Math.abs(h[last * stride + last - 1]) + Math.abs(h[(last - 1) * stride + last - 2]);
            h11 = 0.75 * h21 + h[last * stride + last];
            h12 = -0.4375 * h21;
            h22 = h11;
        } else if (steps % EXCEPTIONAL == 0) {
            h21 = Math.abs(h[(first + 1) * stride + first]) + Math.abs(h[(first + 2) * stride + first + 1]);
            h11 = 0.75 * h21 + h[first * stride + first];
            h12 = -0.4375 * h21;
            h22 = h11;
        } else {
            h11 = h[(last - 1) * stride + last - 1];
            h12 = h[(last - 1) * stride + last];
            h21 = h[last * stride + last - 1];
            h22 = h[last * stride + last];
        }
        double scale = Math.abs(h11) + Math.abs(h12) + Math.abs(h21) + Math.abs(h22);
        if (scale == 0) {
            shiftReal = 0;
            shiftImaginary = 0;
            return;
        }
        double mean = (h11 / scale + h22 / scale) / 2;
        double determinant = (h11 / scale - mean) * (h22 / scale - mean) - h12 / scale * (h21 / scale);
        double root = Math.sqrt(Math.abs(determinant));
        if (determinant >= 0) {
            shiftReal = mean * scale;
            shiftImaginary = root * scale;
        } else {
            // Of two real shifts, the one nearer to the last entry, twice.
            double one = (mean + root) * scale;
            double other = (mean - root) * scale;
            shiftReal = Math.abs(one - h22) <= Math.abs(other - h22) ? one : other;
            shiftImaginary = 0;
        }
    }

    /** One double step on rows {@code first} to {@code last}, started as far down as two small entries in a row allow. */
    private void sweep(int first, int last) {
        int start = last - 2;
        firstColumn(start);
        while (start > first && !mayStart(start)) {
            start--;
            firstColumn(start);
        }
        for (int k = start; k < last; k++) {
            int rows = Math.min(3, last - k + 1);
            if (k > start) {
                for (int i = 0; i < 3; i++) {
                    v[i] = i < rows ? h[(k + i) * stride + k - 1] : 0;
                }
            }
            double tau = reflector(rows);
            if (k > start) {
                h[k * stride + k - 1] = v[0];
                h[(k + 1) * stride + k - 1] = 0;
                if (rows == 3) {
                    h[(k + 2) * stride + k - 1] = 0;
                }
            } else if (start > first) {
                h[k * stride + k - 1] *= 1 - tau;
            }
            reflect(k, rows, tau, first, last);
        }
    }

    /** The first column of (H - shift)(H - conjugate shift) of the block that starts at {@code m}, up to a factor. */
    private void firstColumn(int m) {
        double diagonal = h[m * stride + m];
        double below = h[(m + 1) * stride + m];
        double scale = Math.abs(diagonal - shiftReal) + Math.abs(shiftImaginary) + Math.abs(below);
        double ratio = below / scale;
        v[0] = ratio * h[m * stride + m + 1]
                + (diagonal - shiftReal) * ((diagonal - shiftReal) / scale)
                + shiftImaginary * (shiftImaginary / scale);
        v[1] = ratio * (diagonal + h[(m + 1) * stride + m + 1] - 2 * shiftReal);
        v[2] = ratio * h[(m + 2) * stride + m + 1];
        double sum = Math.abs(v[0]) + Math.abs(v[1]) + Math.abs(v[2]);
        for (int i = 0; i < 3 && sum > 0; i++) {
            v[i] /= sum;
        }
    }

    private boolean mayStart(int m) {
        double before = Math.abs(h[m * stride + m - 1]);
        double sizes = Math.abs(h[(m - 1) * stride + m - 1])
                + Math.abs(h[m * stride + m])
                + Math.abs(h[(m + 1) * stride + m + 1]);
        return before * (Math.abs(v[1]) + Math.abs(v[2])) <= EPSILON * Math.abs(v[0]) * sizes;
    }

    /**
     * The reflection I - tau (1, v1, v2)(1, v1, v2)^T that takes v to a multiple of the first unit vector. The multiple
     * replaces {@code v[0]}.
     */
    private double reflector(int rows) {
        double largest = Math.max(Math.abs(v[1]), rows == 3 ? Math.abs(v[2]) : 0);
        if (largest == 0) {
            return 0;
        }
        double scale = Math.max(largest, Math.abs(v[0]));
        double squares = 0;
        for (int i = 0; i < rows; i++) {
            squares += v[i] / scale * (v[i] / scale);
        }
        double length = v[0] > 0 ? -scale * Math.sqrt(squares) : scale * Math.sqrt(squares);
        double head = v[0];
        v[1] /= head - length;
        v[2] /= head - length;
        v[0] = length;
        return (length - head) / length;
    }

    private void reflect(int k, int rows, double tau, int first, int last) {
        double v1 = v[1];
        double v2 = rows == 3 ? v[2] : 0;
        int third = rows == 3 ? k + 2 : k;
        for (int j = k; j <= last; j++) {
            double sum = h[k * stride + j] + v1 * h[(k + 1) * stride + j];
            if (rows == 3) {
                sum += v2 * h[third * stride + j];
            }
            sum *= tau;
            h[k * stride + j] -= sum;
            h[(k + 1) * stride + j] -= sum * v1;
            if (rows == 3) {
                h[third * stride + j] -= sum * v2;
            }
        }
        for (int i = first; i <= Math.min(k + 3, last); i++) {
            double sum = h[i * stride + k] + v1 * h[i * stride + k + 1];
            if (rows == 3) {
                sum += v2 * h[i * stride + third];
            }
            sum *= tau;
            h[i * stride + k] -= sum;
            h[i * stride + k + 1] -= sum * v1;
            if (rows == 3) {
                h[i * stride + third] -= sum * v2;
            }
        }
    }

    /** The eigenvalues of the block of two rows that ends at {@code last}. */
    private void ofTwo(int last) {
        double a = h[(last - 1) * stride + last - 1];
        double b = h[(last - 1) * stride + last];
        double c = h[last * stride + last - 1];
        double d = h[last * stride + last];
        double half = (a - d) / 2;
        double larger = Math.max(Math.abs(b), Math.abs(c));
        double smaller = Math.min(Math.abs(b), Math.abs(c));
        double product = b > 0 == c > 0 ? smaller : -smaller;
        double scale = Math.max(Math.abs(half), larger);
        // The discriminant half^2 + b c over the square of the scale.
        double z = scale == 0 ? 0 : half / scale * (half / scale) + larger / scale * (product / scale);
        double root = scale * Math.sqrt(Math.abs(z));
        if (z >= 0) {
            // The root that does not cancel first, the other one from the product of the two.
            double far = half >= 0 ? half + root : half - root;
            real[last - 1] = d + far;
            real[last] = far == 0 ? d : d - larger / far * product;
            imaginary[last - 1] = 0;
            imaginary[last] = 0;
        } else {
            real[last - 1] = d + half;
            real[last] = d + half;
            imaginary[last - 1] = root;
            imaginary[last] = -root;
        }
    }
}
