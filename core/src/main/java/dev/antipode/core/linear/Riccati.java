package dev.antipode.core.linear;

/**
 * The linear-quadratic regulator: the cost to go {@code x^T X x} and the gain K of {@code u = -K x} from an algebraic Riccati equation in
 * continuous or discrete time. Doubling finds the solution, two steps of Newton's method make it exact to rounding. R must be positive
 * definite, Q with S positive semidefinite, (A, B) stabilisable and every mode that does not decay seen by the cost. All memory is taken at
 * construction; not safe for use by several threads at once.
 */
public abstract sealed class Riccati permits ContinuousRiccati, DiscreteRiccati {
    private static final int NEWTON_STEPS = 2;
    private static final double TOLERANCE = 1e-9;

    final int n;
    final int m;
    final RiccatiProblem problem;
    final RiccatiDoubling doubling;
    final SteinSum correction;
    final Eigenvalues eigenvalues;
    final double[] x;
    final double[] gain;
    final double[] closed;
    final double[] residual;
    final double[] work;
    final double[] work2;
    private double relativeResidual;

    Riccati(int states, int inputs) {
        problem = new RiccatiProblem(states, inputs);
        n = states;
        m = inputs;
        doubling = new RiccatiDoubling(n);
        correction = new SteinSum(n);
        eigenvalues = new Eigenvalues(n);
        x = new double[n * n];
        gain = new double[m * n];
        closed = new double[n * n];
        residual = new double[n * n];
        work = new double[n * Math.max(n, m)];
        work2 = new double[n * Math.max(n, m)];
    }

    /** What both kinds hold. */
    static long commonBytes(int states, int inputs) {
        long n = states;
        return RiccatiProblem.bytes(states, inputs)
                + RiccatiDoubling.bytes(states)
                + SteinSum.bytes(states)
                + Eigenvalues.bytes(states)
                + 8 * (3 * n * n + n * inputs + 2 * n * Math.max(states, inputs));
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
    public final RiccatiResult solve(double[] a, double[] b, double[] q, double[] r) {
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
    public final RiccatiResult solve(double[] a, double[] b, double[] q, double[] r, double[] s) {
        RiccatiResult start = problem.set(a, b, q, r, s);
        if (start != RiccatiResult.STABILISING) {
            return start;
        }
        if (!prepare()) {
            return RiccatiResult.NO_STABILISING_SOLUTION;
        }
        boolean settled = doubling.run();
        System.arraycopy(doubling.h, 0, x, 0, n * n);
        if (!settled || !close() || !stable()) {
            return RiccatiResult.NO_STABILISING_SOLUTION;
        }
        for (int step = 0; step < NEWTON_STEPS; step++) {
            if (!prepareCorrection()) {
                return RiccatiResult.NO_STABILISING_SOLUTION;
            }
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

    /** Sets {@link #doubling} up; false where the equation has no solution. */
    abstract boolean prepare();

    /** Computes the gain, the closed loop and the residual of {@link #x}; false where they cannot be had. */
    abstract boolean close();

    /** Sets {@link #correction} up, the Stein equation of a Newton step; false where it cannot be. */
    abstract boolean prepareCorrection();

    /** Whether the closed loop is stable. */
    abstract boolean stable();

    /** Solves {@code weight K = gain + S^T} for the gain, and closes the loop. */
    final void closeLoop(SmallLu weight) {
        SmallMatrices.transpose(problem.s, work, n, m);
        Vectors.addScaled(1, work, 0, gain, 0, m * n);
        weight.solve(gain, n);
        SmallMatrices.multiply(problem.b, gain, work, n, m, n);
        for (int i = 0; i < n * n; i++) {
            closed[i] = problem.a[i] - work[i];
        }
    }

    /** Makes the residual symmetric and compares it with the norm of the equation's terms; false where these are not finite. */
    final boolean judge(double whole) {
        SmallMatrices.symmetrise(residual, n);
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
    public final double solution(int row, int col) {
        return x[row * n + col];
    }

    /**
     * An entry of the gain K of {@code u = -K x}.
     *
     * @param row the input, from 0 to inputs - 1
     * @param col the state, from 0 to states - 1
     * @return the number
     */
    public final double gain(int row, int col) {
        return gain[row * n + col];
    }

    /**
     * How far the solution misses the equation.
     *
     * @return the Frobenius norm of the residual by that of the equation's terms
     */
    public final double relativeResidual() {
        return relativeResidual;
    }
}
