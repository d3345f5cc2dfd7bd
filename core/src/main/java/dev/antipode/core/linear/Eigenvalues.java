package dev.antipode.core.linear;

/**
 * The eigenvalues of real square matrices, which need not be symmetric: balancing, reduction to Hessenberg form, QR
 * iteration. They come in order of falling modulus, of a conjugate pair the one with the positive imaginary part first.
 * All memory is taken at construction; not safe for use by several threads at once.
 *
 * <p>Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th edition, chapter 7; the steps have their own.
 */
public final class Eigenvalues {
    /** The largest matrix, half a gigabyte of it. */
    public static final int LARGEST_SIZE = 8192;

    /** Squares of numbers between 2^-SAFE and 2^SAFE, and sums of them, stay normal. */
    private static final int SAFE = 400;

    private final int size;
    private final double[] work;
    private final double[] column;
    private final double[] real;
    private final double[] imaginary;
    private final Balance balance;
    private final FrancisQr iteration;
    private int order;

    /**
     * Takes the memory.
     *
     * @param size the number of rows and columns of the largest matrix, from 1 to {@link #LARGEST_SIZE}
     */
    public Eigenvalues(int size) {
        if (size < 1 || size > LARGEST_SIZE) {
            throw new IllegalArgumentException("eigenvalues of a matrix of " + size + " rows: give from 1 to "
                    + LARGEST_SIZE + "; the leading eigenvalues of a larger one come from products with vectors");
        }
        this.size = size;
        work = new double[size * size];
        column = new double[size];
        real = new double[size];
        imaginary = new double[size];
        balance = new Balance(work, size);
        iteration = new FrancisQr(work, size, real, imaginary);
    }

    /**
     * The heap memory of an instance.
     *
     * @param size the number of rows and columns
     * @return bytes, without the objects' headers
     */
    public static long bytes(int size) {
        return 8L * size * size + 24L * size;
    }

    /**
     * Computes the eigenvalues of a matrix of full size. Allocates nothing.
     *
     * @param matrix row-major, {@code size * size} long, not modified
     * @return {@link Convergence#NOT_FINITE} where an entry is, all eigenvalues are then NaN; {@link
     *     Convergence#NOT_CONVERGED} where some eigenvalues could not be found, they are NaN and the last ones
     */
    public Convergence compute(double[] matrix) {
        return compute(matrix, size, size);
    }

    /**
     * Computes the eigenvalues of the leading block of a matrix. Allocates nothing.
     *
     * @param matrix row-major, not modified
     * @param order the rows and columns of the block, from 1 to the size at construction
     * @param stride from row to row, at least {@code order}
     * @return as {@link #compute(double[])}
     */
    public Convergence compute(double[] matrix, int order, int stride) {
        this.order = order;
        for (int i = 0; i < order; i++) {
            if (!(Vectors.largest(matrix, i * stride, order) < Double.POSITIVE_INFINITY)) {
                forget();
                return Convergence.NOT_FINITE;
            }
            System.arraycopy(matrix, i * stride, work, i * size, order);
        }
        balance.run(order);
        int power = rescale();
        for (int i = 0; i < order; i++) {
            // What balancing set apart; the iteration overwrites the rest.
            real[i] = work[i * size + i];
            imaginary[i] = 0;
        }
        Hessenberg.reduce(work, size, balance.low(), balance.high(), column);
        boolean found = iteration.run(balance.low(), balance.high());
        Vectors.scaleByPowerOfTwo(real, 0, order, power);
        Vectors.scaleByPowerOfTwo(imaginary, 0, order, power);
        sort();
        return found ? Convergence.CONVERGED : Convergence.NOT_CONVERGED;
    }

    /**
     * The number of eigenvalues.
     *
     * @return the order of the last matrix, 0 before the first
     */
    public int order() {
        return order;
    }

    /**
     * The real part of an eigenvalue.
     *
     * @param i from 0, the largest modulus, to {@link #order} - 1
     * @return NaN where it was not found
     */
    public double real(int i) {
        return real[i];
    }

    /**
     * The imaginary part of an eigenvalue.
     *
     * @param i from 0, the largest modulus, to {@link #order} - 1
     * @return exactly 0 for a real one, NaN where it was not found
     */
    public double imaginary(int i) {
        return imaginary[i];
    }

    /**
     * The modulus of an eigenvalue.
     *
     * @param i from 0, the largest modulus, to {@link #order} - 1
     * @return NaN where it was not found
     */
    public double modulus(int i) {
        return modulus(real[i], imaginary[i]);
    }

    /**
     * The modulus of a complex number, without overflow on the way.
     *
     * @param re the real part
     * @param im the imaginary part
     * @return at least 0, or NaN where a part is
     */
    public static double modulus(double re, double im) {
        double larger = Math.max(Math.abs(re), Math.abs(im));
        double smaller = Math.min(Math.abs(re), Math.abs(im));
        if (larger == 0 || larger == Double.POSITIVE_INFINITY || Double.isNaN(larger)) {
            return larger;
        }
        double ratio = smaller / larger;
        return larger * Math.sqrt(1 + ratio * ratio);
    }

    private void forget() {
        for (int i = 0; i < order; i++) {
            real[i] = Double.NaN;
            imaginary[i] = Double.NaN;
        }
    }

    /** Brings a matrix that is near the ends of the range to the order of one; returns the power of two to undo it. */
    private int rescale() {
        double largest = 0;
        for (int i = 0; i < order; i++) {
            largest = Math.max(largest, Vectors.largest(work, i * size, order));
        }
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        if (Math.abs(exponent) <= SAFE) {
            return 0;
        }
        for (int i = 0; i < order; i++) {
            Vectors.scaleByPowerOfTwo(work, i * size, order, -exponent);
        }
        return exponent;
    }

    /** Insertion sort, which leaves equal moduli in their order and so the two of a pair side by side. */
    private void sort() {
        for (int i = 1; i < order; i++) {
            double re = real[i];
            double im = imaginary[i];
            double modulus = modulus(re, im);
            int j = i;
            // A NaN is never moved up; what follows it passes.
            while (j > 0 && (modulus(j - 1) < modulus || (Double.isNaN(modulus(j - 1)) && !Double.isNaN(modulus)))) {
                real[j] = real[j - 1];
                imaginary[j] = imaginary[j - 1];
                j--;
            }
            real[j] = re;
            imaginary[j] = im;
        }
    }
}
