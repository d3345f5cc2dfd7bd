package dev.antipode.core.linear;

/**
 * Structure-preserving doubling: from {@code X = A^T X (I + G X)^-1 A + H} each pass makes the equation of twice as many
 * steps, so that A vanishes and H becomes X quadratically.
 *
 * <p>Source: E. K.-W. Chu, H.-Y. Fan, W.-W. Lin, C.-S. Wang, "Structure-preserving algorithms for periodic discrete-time
 * algebraic Riccati equations", International Journal of Control 77 (2004), algorithm SDA, equations (12) to (14) for period 1.
 */
final class RiccatiDoubling {
    private static final int PASSES = 60;

    private final int size;
    /** Set by the caller, then overwritten. */
    final double[] a;
    /** Symmetric; set by the caller, then overwritten. */
    final double[] g;
    /** Symmetric; set by the caller, in the end the solution. */
    final double[] h;

    private final SmallLu lu;
    private final double[] w;
    private final double[] wa;
    private final double[] wg;
    private final double[] product;

    RiccatiDoubling(int size) {
        this.size = size;
        int square = size * size;
        a = new double[square];
        g = new double[square];
        h = new double[square];
        lu = new SmallLu(size);
        w = new double[square];
        wa = new double[square];
        wg = new double[square];
        product = new double[square];
    }

    static long bytes(int size) {
        return 7L * 8 * size * size + SmallLu.bytes(size);
    }

    /** Whether H settled; it may still not be the stabilising solution. */
    boolean run() {
        int square = size * size;
        for (int pass = 0; pass < PASSES; pass++) {
            SmallMatrices.multiply(g, h, w, size, size, size);
            for (int i = 0; i < size; i++) {
                w[i * size + i] += 1;
            }
            if (!lu.factor(w)) {
                return false;
            }
            System.arraycopy(a, 0, wa, 0, square);
            lu.solve(wa, size);
            System.arraycopy(g, 0, wg, 0, square);
            lu.solve(wg, size);
            // H + A^T H W^-1 A.
            SmallMatrices.multiply(h, wa, w, size, size, size);
            SmallMatrices.multiplyTransposed(a, w, product, size, size, size);
            SmallMatrices.symmetrise(product, size);
            double change = Vectors.norm(product, 0, square);
            Vectors.addScaled(1, product, 0, h, 0, square);
            double whole = Vectors.norm(h, 0, square);
            if (!(whole < Double.POSITIVE_INFINITY)) {
                return false;
            }
            if (change <= Vectors.EPSILON * whole) {
                return true;
            }
            // G + A W^-1 G A^T.
            SmallMatrices.transpose(a, w, size, size);
            SmallMatrices.multiply(wg, w, product, size, size, size);
            SmallMatrices.multiply(a, product, w, size, size, size);
            SmallMatrices.symmetrise(w, size);
            Vectors.addScaled(1, w, 0, g, 0, square);
            SmallMatrices.multiply(a, wa, product, size, size, size);
            System.arraycopy(product, 0, a, 0, square);
        }
        return false;
    }
}
