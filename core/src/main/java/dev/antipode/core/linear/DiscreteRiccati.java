package dev.antipode.core.linear;

/**
 * The linear-quadratic regulator in discrete time: for {@code x' = A x + B u} and the stage cost
 * {@code x^T Q x + 2 x^T S u + u^T R u} the cost to go {@code x^T X x} and the gain K of {@code u = -K x}, from
 *
 * <pre>
 *   X = A^T X A - (A^T X B + S)(R + B^T X B)^-1 (B^T X A + S^T) + Q
 *   K = (R + B^T X B)^-1 (B^T X A + S^T)
 * </pre>
 *
 * <p>Solved by doubling, then made exact to rounding by two steps of Newton's method (G. A. Hewer, IEEE Transactions on
 * Automatic Control 16, 1971). R must be positive definite, Q with S positive semidefinite, (A, B) stabilisable and every mode on or outside
 * the unit circle seen by the cost. All memory is taken at construction; not safe for use by several threads at once.
 */
public final class DiscreteRiccati {
    private static final int NEWTON_STEPS = 2;
    private static final double TOLERANCE = 1e-9;

    private final int n;
    private final int m;
    private final RiccatiProblem problem;
    private final RiccatiDoubling doubling;
    private final SteinSum correction;
    private final Eigenvalues eigenvalues;
    private final SmallLu lu;
    private final double[] x;
    private final double[] gain;
    private final double[] closed;
    private final double[] residual;
    private final double[] xb;
    private final double[] inputWeight;
    private final double[] work;
    private final double[] work2;
    private double relativeResidual;

    /**
     * Takes the memory.
     *
     * @param states the size of x, from 1 to 1024
     * @param inputs the size of u, from 1 to 1024
     */
    public DiscreteRiccati(int states, int inputs) {
        problem = new RiccatiProblem(states, inputs);
        n = states;
        m = inputs;
        doubling = new RiccatiDoubling(n);
        correction = new SteinSum(n);
        eigenvalues = new Eigenvalues(n);
        lu = new SmallLu(m);
        x = new double[n * n];
        gain = new double[m * n];
        closed = new double[n * n];
        residual = new double[n * n];
        xb = new double[n * m];
        inputWeight = new double[m * m];
        work = new double[n * Math.max(n, m)];
        work2 = new double[n * Math.max(n, m)];
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
        long m = inputs;
        return RiccatiProblem.bytes(states, inputs)
                + RiccatiDoubling.bytes(states)
                + SteinSum.bytes(states)
                + Eigenvalues.bytes(states)
                + SmallLu.bytes(inputs)
                + 8 * (3 * n * n + 2 * n * m + m * m + 2 * n * Math.max(n, m));
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
        for (int i = 0; i < xb.length; i++) {
            xb[i] = 0;
        }
        return solve(a, b, q, r, xb);
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
        System.arraycopy(problem.plainA, 0, doubling.a, 0, n * n);
        System.arraycopy(problem.g, 0, doubling.g, 0, n * n);
        System.arraycopy(problem.plainQ, 0, doubling.h, 0, n * n);
        boolean settled = doubling.run();
        System.arraycopy(doubling.h, 0, x, 0, n * n);
        if (!settled || !close() || !stable()) {
            return RiccatiResult.NO_STABILISING_SOLUTION;
        }
        for (int step = 0; step < NEWTON_STEPS; step++) {
            System.arraycopy(closed, 0, correction.a, 0, n * n);
            System.arraycopy(residual, 0, correction.x, 0, n * n);
            correction.run();
            Vectors.addScaled(1, correction.x, 0, x, 0, n * n);
            if (!close()) {
                return RiccatiResult.NO_STABILISING_SOLUTION;
            }
        }
        if (!stable()) {
            return RiccatiResult.NO_STABILISING_SOLUTION;
        }
        return relativeResidual <= TOLERANCE ? RiccatiResult.STABILISING : RiccatiResult.INACCURATE;
    }

    private boolean stable() {
        return eigenvalues.compute(closed) == Convergence.CONVERGED && eigenvalues.modulus(0) < 1;
    }

    /** The gain, the closed loop and the residual of {@link #x}; false where they cannot be had. */
    private boolean close() {
        SmallMatrices.multiply(x, problem.b, xb, n, n, m);
        SmallMatrices.multiplyTransposed(problem.b, xb, inputWeight, m, n, m);
        Vectors.addScaled(1, problem.r, 0, inputWeight, 0, m * m);
        if (!lu.factor(inputWeight)) {
            return false;
        }
        SmallMatrices.multiplyTransposed(xb, problem.a, gain, m, n, n);
        SmallMatrices.transpose(problem.s, work, n, m);
        Vectors.addScaled(1, work, 0, gain, 0, m * n);
        lu.solve(gain, n);
        SmallMatrices.multiply(problem.b, gain, work, n, m, n);
        for (int i = 0; i < n * n; i++) {
            closed[i] = problem.a[i] - work[i];
        }
        return residual();
    }

    /** Of the Lyapunov form with the gain: positive terms only, so that little cancels. */
    private boolean residual() {
        SmallMatrices.multiply(x, closed, work, n, n, n);
        SmallMatrices.multiplyTransposed(closed, work, residual, n, n, n);
        SmallMatrices.multiply(problem.r, gain, work, m, m, n);
        SmallMatrices.multiplyTransposed(gain, work, work2, n, m, n);
        Vectors.addScaled(1, work2, 0, residual, 0, n * n);
        SmallMatrices.multiply(problem.s, gain, work, n, m, n);
        SmallMatrices.symmetrise(work, n);
        for (int i = 0; i < n * n; i++) {
            residual[i] += problem.q[i] - 2 * work[i] - x[i];
        }
        SmallMatrices.symmetrise(residual, n);
        double whole = Vectors.norm(x, 0, n * n) + Vectors.norm(problem.q, 0, n * n);
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
     * The spectral radius of the closed loop {@code A - B K}.
     *
     * @return below 1 where the solution was found
     */
    public double spectralRadius() {
        return eigenvalues.modulus(0);
    }

    /**
     * How far the solution misses the equation.
     *
     * @return the Frobenius norm of the residual by that of X and Q
     */
    public double relativeResidual() {
        return relativeResidual;
    }
}
