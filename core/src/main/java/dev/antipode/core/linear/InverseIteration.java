package dev.antipode.core.linear;

/**
 * Eigenvectors of small real matrices whose eigenvalues are known: two steps of inverse iteration in complex arithmetic.
 * All memory is taken at construction; not safe for use by several threads at once.
 *
 * <p>Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th edition, section 7.6.1. The matrix that is solved
 * with is singular to rounding, on purpose: the error lies along the eigenvector.
 */
public final class InverseIteration {
    private static final int STEPS = 2;

    /** Components beyond this are scaled down before they are multiplied again. */
    private static final double HUGE = 0x1p300;

    private final int size;
    private final double[] luReal;
    private final double[] luImaginary;
    private final int[] exchanges;
    private final double[] real;
    private final double[] imaginary;

    /**
     * Takes the memory.
     *
     * @param size the number of rows and columns of the largest matrix, from 1 to {@link Eigenvalues#LARGEST_SIZE}
     */
    public InverseIteration(int size) {
        if (size < 1 || size > Eigenvalues.LARGEST_SIZE) {
            throw new IllegalArgumentException(
                    "eigenvectors of a matrix of " + size + " rows: give from 1 to " + Eigenvalues.LARGEST_SIZE);
        }
        this.size = size;
        luReal = new double[size * size];
        luImaginary = new double[size * size];
        exchanges = new int[size];
        real = new double[size];
        imaginary = new double[size];
    }

    /**
     * The heap memory of an instance.
     *
     * @param size the number of rows and columns
     * @return bytes, without the objects' headers
     */
    public static long bytes(int size) {
        return 16L * size * size + 20L * size;
    }

    /**
     * Computes the eigenvector that belongs to an eigenvalue of the leading block of a matrix. Allocates nothing.
     *
     * @param matrix row-major, not modified
     * @param order the rows and columns of the block, from 1 to the size at construction
     * @param stride from row to row, at least {@code order}
     * @param re the eigenvalue's real part
     * @param im the eigenvalue's imaginary part
     * @param start where the iteration starts: several vectors of one multiple eigenvalue come from several starts
     * @return whether a vector was found; it then has the 2-norm 1, and is real where the eigenvalue is
     */
    public boolean compute(double[] matrix, int order, int stride, double re, double im, int start) {
        if (!(Math.abs(re) + Math.abs(im) < Double.POSITIVE_INFINITY)) {
            return false;
        }
        double largest = 0;
        for (int i = 0; i < order; i++) {
            largest = Math.max(largest, Vectors.largest(matrix, i * stride, order));
            for (int j = 0; j < order; j++) {
                luReal[i * size + j] = matrix[i * stride + j] - (i == j ? re : 0);
                luImaginary[i * size + j] = i == j ? -im : 0;
            }
        }
        for (int i = 0; i < order; i++) {
            real[i] = i == start % order ? order : 1;
            imaginary[i] = 0;
        }
        // Far below rounding: where the matrix is far from normal, a larger one would spoil the second step.
        double smallestPivot = Math.max(0x1p-200 * largest, Double.MIN_NORMAL / Vectors.EPSILON);
        factor(order, smallestPivot);
        // The first step starts half way, behind the lower triangle: the start is arbitrary.
        boolean finite = true;
        for (int step = 0; step < STEPS && finite; step++) {
            if (step > 0) {
                solveLower(order);
            }
            solveUpper(order);
            finite = normalise(order);
        }
        return finite;
    }

    /**
     * The real part of a component of the vector.
     *
     * @param i from 0 to the order - 1
     * @return at most 1 in magnitude
     */
    public double real(int i) {
        return real[i];
    }

    /**
     * The imaginary part of a component of the vector.
     *
     * @param i from 0 to the order - 1
     * @return at most 1 in magnitude
     */
    public double imaginary(int i) {
        return imaginary[i];
    }

    /** L U of the matrix with its rows exchanged; pivots below the smallest are replaced by it. */
    private void factor(int order, double smallestPivot) {
        for (int k = 0; k < order; k++) {
            int pivot = k;
            double best = 0;
            for (int i = k; i < order; i++) {
                double candidate = Math.abs(luReal[i * size + k]) + Math.abs(luImaginary[i * size + k]);
                if (candidate > best) {
                    best = candidate;
                    pivot = i;
                }
            }
            exchanges[k] = pivot;
            exchange(luReal, k, pivot, order);
            exchange(luImaginary, k, pivot, order);
            if (best < smallestPivot) {
                luReal[k * size + k] = smallestPivot;
                luImaginary[k * size + k] = 0;
            }
            for (int i = k + 1; i < order; i++) {
                divide(luReal, luImaginary, i * size + k, k * size + k);
                eliminate(i, k, order);
            }
        }
    }

    private void exchange(double[] a, int i, int j, int order) {
        for (int col = 0; col < order; col++) {
            double value = a[i * size + col];
            a[i * size + col] = a[j * size + col];
            a[j * size + col] = value;
        }
    }

    private void eliminate(int i, int k, int order) {
        double re = luReal[i * size + k];
        double im = luImaginary[i * size + k];
        for (int j = k + 1; j < order; j++) {
            double upperReal = luReal[k * size + j];
            double upperImaginary = luImaginary[k * size + j];
            luReal[i * size + j] -= re * upperReal - im * upperImaginary;
            luImaginary[i * size + j] -= re * upperImaginary + im * upperReal;
        }
    }

    /** Divides the complex number at {@code at} by the pivot at {@code by}, as R. L. Smith (1962) did. */
    private void divide(double[] re, double[] im, int at, int by) {
        double a = re[at];
        double b = im[at];
        double c = luReal[by];
        double d = luImaginary[by];
        if (Math.abs(c) >= Math.abs(d)) {
            double ratio = d / c;
            double denominator = c + d * ratio;
            re[at] = (a + b * ratio) / denominator;
            im[at] = (b - a * ratio) / denominator;
        } else {
            double ratio = c / d;
            double denominator = c * ratio + d;
            re[at] = (a * ratio + b) / denominator;
            im[at] = (b * ratio - a) / denominator;
        }
    }

    private void solveLower(int order) {
        for (int k = 0; k < order; k++) {
            int pivot = exchanges[k];
            double re = real[pivot];
            double im = imaginary[pivot];
            real[pivot] = real[k];
            imaginary[pivot] = imaginary[k];
            real[k] = re;
            imaginary[k] = im;
        }
        for (int i = 1; i < order; i++) {
            subtract(i, 0, i);
        }
    }

    private void solveUpper(int order) {
        for (int i = order - 1; i >= 0; i--) {
            subtract(i, i + 1, order);
            divide(real, imaginary, i, i * size + i);
            // Keeps an almost singular upper triangle from overflowing; only the direction matters.
            double largest = Math.max(Math.abs(real[i]), Math.abs(imaginary[i]));
            if (largest > HUGE) {
                int power = -Math.getExponent(largest);
                Vectors.scaleByPowerOfTwo(real, 0, order, power);
                Vectors.scaleByPowerOfTwo(imaginary, 0, order, power);
            }
        }
    }

    /** Takes row {@code i} of the factors, columns {@code from} to {@code to - 1}, times the vector from component i. */
    private void subtract(int i, int from, int to) {
        double re = real[i];
        double im = imaginary[i];
        for (int j = from; j < to; j++) {
            double factorReal = luReal[i * size + j];
            double factorImaginary = luImaginary[i * size + j];
            re -= factorReal * real[j] - factorImaginary * imaginary[j];
            im -= factorReal * imaginary[j] + factorImaginary * real[j];
        }
        real[i] = re;
        imaginary[i] = im;
    }

    private boolean normalise(int order) {
        double largest = Math.max(Vectors.largest(real, 0, order), Vectors.largest(imaginary, 0, order));
        if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
            return false;
        }
        int power = -Math.getExponent(largest);
        Vectors.scaleByPowerOfTwo(real, 0, order, power);
        Vectors.scaleByPowerOfTwo(imaginary, 0, order, power);
        double norm = Math.sqrt(Vectors.dot(real, 0, real, 0, order) + Vectors.dot(imaginary, 0, imaginary, 0, order));
        Vectors.scale(real, 0, order, 1 / norm);
        Vectors.scale(imaginary, 0, order, 1 / norm);
        return true;
    }
}
