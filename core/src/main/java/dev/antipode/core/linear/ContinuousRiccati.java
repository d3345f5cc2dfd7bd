package dev.antipode.core.linear;

/**
 * The linear-quadratic regulator in continuous time: for {@code dx/dt = A x + B u} and the cost rate
 * {@code x^T Q x + 2 x^T S u + u^T R u} the cost to go {@code x^T X x} and the gain K of {@code u = -K x}, from
 *
 * <pre>
 *   A^T X + X A - (X B + S) R^-1 (B^T X + S^T) + Q = 0
 *   K = R^-1 (B^T X + S^T)
 * </pre>
 *
 * <p>A Cayley transform makes it a discrete equation of the same solution, which is doubled: E. K.-W. Chu, H.-Y. Fan, W.-W. Lin,
 * "A structure-preserving doubling algorithm for continuous-time algebraic Riccati equations", Linear Algebra and its
 * Applications 396 (2005), section 2. Two steps of Newton's method (D. L. Kleinman, IEEE Transactions on Automatic Control 13,
 * 1968) make it exact to rounding. R must be positive definite, Q with S positive semidefinite, (A, B) stabilisable and every mode that does
 * not decay seen by the cost. All memory is taken at construction; not safe for use by several threads at once.
 */
public final class ContinuousRiccati {
    private static final int NEWTON_STEPS = 2;
    private static final double TOLERANCE = 1e-9;

    private final int n;
    private final int m;
    private final RiccatiProblem problem;
    private final CayleyTransform cayley;
    private final RiccatiDoubling doubling;
    private final SteinSum correction;
    private final Eigenvalues eigenvalues;
    private final SmallLu lu;
    private final SmallLu weightLu;
    private final double[] x;
    private final double[] gain;
    private final double[] closed;
    private final double[] residual;
    private final double[] work;
    private final double[] work2;
    private final double[] work3;
    private double relativeResidual;
    private double abscissa;

    /**
     * Takes the memory.
     *
     * @param states the size of x, from 1 to 1024
     * @param inputs the size of u, from 1 to 1024
     */
    public ContinuousRiccati(int states, int inputs) {
        problem = new RiccatiProblem(states, inputs);
        n = states;
        m = inputs;
        cayley = new CayleyTransform(n);
        doubling = new RiccatiDoubling(n);
        correction = new SteinSum(n);
        eigenvalues = new Eigenvalues(n);
        lu = new SmallLu(n);
        weightLu = new SmallLu(m);
        x = new double[n * n];
        gain = new double[m * n];
        closed = new double[n * n];
        residual = new double[n * n];
        work = new double[n * Math.max(n, m)];
        work2 = new double[n * Math.max(n, m)];
        work3 = new double[n * Math.max(n, m)];
    }

    /**
     * The heap memory of an instance.
     *
     * @param states the size of x
     * @param inputs the size of u
     * @return bytes, without the objects' headers
     */
    public static long bytes(int states, int inputs) {
        long n = states;
        return RiccatiProblem.bytes(states, inputs)
                + RiccatiDoubling.bytes(states)
                + SteinSum.bytes(states)
                + CayleyTransform.bytes(states)
                + Eigenvalues.bytes(states)
                + SmallLu.bytes(states)
                + SmallLu.bytes(inputs)
                + 8 * (3 * n * n + n * inputs + 3 * n * Math.max(states, inputs));
    }

    /**
     * Solves without a cross weight. Allocates nothing.
     *
     * @param a states x states, row-major, not modified; so are the others
     * @param b states x inputs
     * @param q states x states
     * @param r inputs x inputs
     * @return as {@link #solve(double[], double[], double[], double[], double[])}
     */
    public RiccatiResult solve(double[] a, double[] b, double[] q, double[] r) {
        for (int i = 0; i < gain.length; i++) {
            gain[i] = 0;
        }
        return solve(a, b, q, r, gain);
    }

    /**
     * Solves. Allocates nothing.
     *
     * @param a states x states, row-major, not modified; so are the others
     * @param b states x inputs
     * @param q states x states, taken as symmetric
     * @param r inputs x inputs, taken as symmetric
     * @param s states x inputs
     * @return whether the solution was found; else the solution and the gain mean nothing
     */
    public RiccatiResult solve(double[] a, double[] b, double[] q, double[] r, double[] s) {
        RiccatiResult start = problem.set(a, b, q, r, s);
        if (start != RiccatiResult.STABILISING) {
            return start;
        }
        if (!weightLu.factor(problem.r) || !cayley.transform(problem, doubling)) {
            return RiccatiResult.NO_STABILISING_SOLUTION;
        }
        boolean settled = doubling.run();
        System.arraycopy(doubling.h, 0, x, 0, n * n);
        if (!settled || !close() || !stable()) {
            return RiccatiResult.NO_STABILISING_SOLUTION;
        }
        for (int step = 0; step < NEWTON_STEPS; step++) {
            if (!correct() || !close()) {
                return RiccatiResult.NO_STABILISING_SOLUTION;
            }
        }
        if (!stable()) {
            return RiccatiResult.NO_STABILISING_SOLUTION;
        }
        return relativeResidual <= TOLERANCE ? RiccatiResult.STABILISING : RiccatiResult.INACCURATE;
    }

    /** Adds the solution of {@code A_c^T D + D A_c + residual = 0}, which a Cayley transform makes a Stein equation. */
    private boolean correct() {
        System.arraycopy(closed, 0, work, 0, n * n);
        for (int i = 0; i < n; i++) {
            work[i * n + i] -= cayley.shift();
        }
        if (!lu.factor(work)) {
            return false;
        }
        // U = (A_c + s I)(A_c - s I)^-1 = I + 2 s (A_c - s I)^-1; C = 2 s (A_c - s I)^-T residual (A_c - s I)^-1.
        SmallMatrices.identity(work2, n);
        lu.solve(work2, n);
        SmallMatrices.multiply(residual, work2, work3, n, n, n);
        SmallMatrices.multiplyTransposed(work2, work3, correction.x, n, n, n);
        SmallMatrices.symmetrise(correction.x, n);
        double twice = 2 * cayley.shift();
        for (int i = 0; i < n * n; i++) {
            correction.a[i] = twice * work2[i] + (i % (n + 1) == 0 ? 1 : 0);
            correction.x[i] *= twice;
        }
        correction.run();
        Vectors.addScaled(1, correction.x, 0, x, 0, n * n);
        return true;
    }

    private boolean stable() {
        if (eigenvalues.compute(closed) != Convergence.CONVERGED) {
            return false;
        }
        abscissa = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            abscissa = Math.max(abscissa, eigenvalues.real(i));
        }
        return abscissa < 0;
    }

    /** The gain, the closed loop and the residual of {@link #x}. */
    private boolean close() {
        SmallMatrices.multiplyTransposed(problem.b, x, gain, m, n, n);
        SmallMatrices.transpose(problem.s, work, n, m);
        Vectors.addScaled(1, work, 0, gain, 0, m * n);
        weightLu.solve(gain, n);
        SmallMatrices.multiply(problem.b, gain, work, n, m, n);
        for (int i = 0; i < n * n; i++) {
            closed[i] = problem.a[i] - work[i];
        }
        // (A - B K)^T X + X (A - B K) + K^T R K - S K - K^T S^T + Q.
        SmallMatrices.multiply(x, closed, work, n, n, n);
        SmallMatrices.symmetrise(work, n);
        SmallMatrices.multiply(problem.r, gain, work2, m, m, n);
        SmallMatrices.multiplyTransposed(gain, work2, work3, n, m, n);
        SmallMatrices.multiply(problem.s, gain, work2, n, m, n);
        SmallMatrices.symmetrise(work2, n);
        for (int i = 0; i < n * n; i++) {
            residual[i] = 2 * work[i] + work3[i] - 2 * work2[i] + problem.q[i];
        }
        SmallMatrices.symmetrise(residual, n);
        double whole =
                2 * Vectors.norm(work, 0, n * n) + Vectors.norm(work3, 0, n * n) + Vectors.norm(problem.q, 0, n * n);
        relativeResidual = whole == 0 ? 0 : Vectors.norm(residual, 0, n * n) / whole;
        return whole < Double.POSITIVE_INFINITY;
    }

    /**
     * An entry of the cost to go X.
     *
     * @param row from 0 to states - 1
     * @param col from 0 to states - 1
     * @return the number, in the units of the cost
     */
    public double solution(int row, int col) {
        return x[row * n + col];
    }

    /**
     * An entry of the gain K of {@code u = -K x}.
     *
     * @param row the input, from 0 to inputs - 1
     * @param col the state, from 0 to states - 1
     * @return the number
     */
    public double gain(int row, int col) {
        return gain[row * n + col];
    }

    /**
     * The largest real part of the closed loop's eigenvalues.
     *
     * @return below 0 where the solution was found
     */
    public double spectralAbscissa() {
        return abscissa;
    }

    /**
     * How far the solution misses the equation.
     *
     * @return the Frobenius norm of the residual by that of its terms
     */
    public double relativeResidual() {
        return relativeResidual;
    }
}
