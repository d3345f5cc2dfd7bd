package dev.antipode.core.linear;

/**
 * Makes a Riccati equation in continuous time one in discrete time that has the same solution, ready for doubling: the
 * Hamiltonian H becomes {@code (H + s I)(H - s I)^-1} for a shift s, which maps the left half plane into the unit circle.
 *
 * <p>Source: E. K.-W. Chu, H.-Y. Fan, W.-W. Lin, "A structure-preserving doubling algorithm for continuous-time algebraic Riccati
 * equations", Linear Algebra and its Applications 396 (2005), section 2.
 */
final class CayleyTransform {
    /** Other shifts where A has the first as an eigenvalue. */
    private static final double[] SHIFTS = {1, 1.5, 0.7, 2.3};

    private final int n;
    private final Eigenvalues eigenvalues;
    private final SmallLu lu;
    private final SmallLu shiftedLu;
    private final double[] hamiltonian;
    private final double[] w;
    private final double[] work;
    private final double[] work2;
    private final double[] work3;
    private double shift;

    CayleyTransform(int states) {
        n = states;
        eigenvalues = new Eigenvalues(2 * n);
        lu = new SmallLu(n);
        shiftedLu = new SmallLu(n);
        hamiltonian = new double[4 * n * n];
        w = new double[n * n];
        work = new double[n * n];
        work2 = new double[n * n];
        work3 = new double[n * n];
    }

    static long bytes(int states) {
        return Eigenvalues.bytes(2 * states) + 2 * SmallLu.bytes(states) + 64L * states * states;
    }

    /** The shift of the last transform, above 0. */
    double shift() {
        return shift;
    }

    /** False where there is none: the equation has no stabilising solution then. */
    boolean transform(RiccatiProblem problem, RiccatiDoubling doubling) {
        double middle = middleFrequency(problem);
        if (!(middle > 0)) {
            return false;
        }
        for (double factor : SHIFTS) {
            shift = middle * factor;
            if (transformBy(problem, doubling)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The geometric mean of the least and the largest modulus of the Hamiltonian's eigenvalues, the closed loop's: the
     * transform maps both ends to the same distance from the unit circle. Not positive where it cannot be had.
     */
    private double middleFrequency(RiccatiProblem problem) {
        int two = 2 * n;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                hamiltonian[i * two + j] = problem.plainA[i * n + j];
                hamiltonian[i * two + n + j] = -problem.g[i * n + j];
                hamiltonian[(n + i) * two + j] = -problem.plainQ[i * n + j];
                hamiltonian[(n + i) * two + n + j] = -problem.plainA[j * n + i];
            }
        }
        if (eigenvalues.compute(hamiltonian) != Convergence.CONVERGED) {
            return 0;
        }
        return Math.sqrt(eigenvalues.modulus(0)) * Math.sqrt(eigenvalues.modulus(two - 1));
    }

    /** As in section 2 of the source, with A the matrix without the cross weight; false where the shift is an eigenvalue. */
    private boolean transformBy(RiccatiProblem problem, RiccatiDoubling doubling) {
        System.arraycopy(problem.plainA, 0, work, 0, n * n);
        for (int i = 0; i < n; i++) {
            work[i * n + i] -= shift;
        }
        if (!shiftedLu.factor(work)) {
            return false;
        }
        // W^T = A_s + G A_s^-T H, and with P = A_s^-1 G: W = A_s^T + H P.
        System.arraycopy(problem.g, 0, work2, 0, n * n);
        shiftedLu.solve(work2, n);
        SmallMatrices.multiply(problem.plainQ, work2, work3, n, n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                w[i * n + j] = work[j * n + i] + work3[i * n + j];
            }
        }
        SmallMatrices.transpose(w, work3, n, n);
        if (!lu.factor(work3)) {
            return false;
        }
        // A_0 = I + 2 s W^-T; G_0 = 2 s P W^-1 = 2 s (W^-T P^T)^T.
        SmallMatrices.identity(doubling.a, n);
        lu.solve(doubling.a, n);
        SmallMatrices.transpose(work2, doubling.g, n, n);
        lu.solve(doubling.g, n);
        // H_0 = 2 s W^-1 H A_s^-1 = 2 s (A_s^-T H W^-T)^T, and W^-T is what the first solve has given.
        SmallMatrices.multiply(problem.plainQ, doubling.a, work2, n, n, n);
        SmallMatrices.transpose(work, work3, n, n);
        if (!lu.factor(work3)) {
            return false;
        }
        lu.solve(work2, n);
        System.arraycopy(work2, 0, doubling.h, 0, n * n);
        SmallMatrices.symmetrise(doubling.g, n);
        SmallMatrices.symmetrise(doubling.h, n);
        double twice = 2 * shift;
        for (int i = 0; i < n * n; i++) {
            doubling.a[i] = twice * doubling.a[i] + (i % (n + 1) == 0 ? 1 : 0);
            doubling.g[i] *= twice;
            doubling.h[i] *= twice;
        }
        return true;
    }
}
