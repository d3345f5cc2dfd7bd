package dev.antipode.core.linear;

/**
 * The solution of {@code X = A^T X A + C} for a stable A: the sum of {@code (A^T)^k C A^k}, twice as many terms each pass.
 *
 * <p>Source: R. A. Smith, "Matrix equation XA + BX = C", SIAM Journal on Applied Mathematics 16 (1968), section 4.
 */
final class SteinSum {
    private static final int PASSES = 60;

    private final int size;
    /** Set by the caller, then overwritten. */
    final double[] a;
    /** Symmetric; set by the caller, in the end the solution. */
    final double[] x;

    private final double[] product;
    private final double[] term;

    SteinSum(int size) {
        this.size = size;
        int square = size * size;
        a = new double[square];
        x = new double[square];
        product = new double[square];
        term = new double[square];
    }

    static long bytes(int size) {
        return 4L * 8 * size * size;
    }

    void run() {
        int square = size * size;
        for (int pass = 0; pass < PASSES; pass++) {
            SmallMatrices.multiply(x, a, product, size, size, size);
            SmallMatrices.multiplyTransposed(a, product, term, size, size, size);
            SmallMatrices.symmetrise(term, size);
            Vectors.addScaled(1, term, 0, x, 0, square);
            double change = Vectors.norm(term, 0, square);
            // Written so that a NaN ends it too.
            if (!(change > Vectors.EPSILON * Vectors.norm(x, 0, square))) {
                return;
            }
            SmallMatrices.multiply(a, a, product, size, size, size);
            System.arraycopy(product, 0, a, 0, square);
        }
    }
}
