package dev.antipode.core.linear;

/**
 * The linear-quadratic regulator in discrete time: for {@code x' = A x + B u} and the stage cost
 * {@code x^T Q x + 2 x^T S u + u^T R u}, from
 *
 * <pre>
 *   X = A^T X A - (A^T X B + S)(R + B^T X B)^-1 (B^T X A + S^T) + Q
 *   K = (R + B^T X B)^-1 (B^T X A + S^T)
 * </pre>
 *
 * <p>Newton's method: G. A. Hewer, IEEE Transactions on Automatic Control 16, 1971.
 */
public final class DiscreteRiccati extends Riccati {
    private final SmallLu lu;
    private final double[] xb;
    private final double[] inputWeight;

    /**
     * Takes the memory.
     *
     * @param states the size of x, from 1 to 1024
     * @param inputs the size of u, from 1 to 1024
     */
    public DiscreteRiccati(int states, int inputs) {
        super(states, inputs);
        lu = new SmallLu(m);
        xb = new double[n * m];
        inputWeight = new double[m * m];
    }

    /**
     * The heap memory of an instance.
     *
     * @param states the size of x
     * @param inputs the size of u
     * @return bytes, without the objects' headers
     */
    public static long bytes(int states, int inputs) {
        return commonBytes(states, inputs)
                + SmallLu.bytes(inputs)
                + 8L * ((long) states * inputs + (long) inputs * inputs);
    }

    @Override
    boolean prepare() {
        System.arraycopy(problem.plainA, 0, doubling.a, 0, n * n);
        System.arraycopy(problem.g, 0, doubling.g, 0, n * n);
        System.arraycopy(problem.plainQ, 0, doubling.h, 0, n * n);
        return true;
    }

    @Override
    boolean prepareCorrection() {
        System.arraycopy(closed, 0, correction.a, 0, n * n);
        System.arraycopy(residual, 0, correction.x, 0, n * n);
        return true;
    }

    @Override
    boolean stable() {
        return eigenvalues.compute(closed) == Convergence.CONVERGED && eigenvalues.modulus(0) < 1;
    }

    @Override
    boolean close() {
        SmallMatrices.multiply(x, problem.b, xb, n, n, m);
        SmallMatrices.multiplyTransposed(problem.b, xb, inputWeight, m, n, m);
        Vectors.addScaled(1, problem.r, 0, inputWeight, 0, m * m);
        if (!lu.factor(inputWeight)) {
            return false;
        }
        SmallMatrices.multiplyTransposed(xb, problem.a, gain, m, n, n);
        closeLoop(lu);
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
        return judge(Vectors.norm(x, 0, n * n) + Vectors.norm(problem.q, 0, n * n));
    }

    /**
     * The spectral radius of the closed loop {@code A - B K}.
     *
     * @return below 1 where the solution was found
     */
    public double spectralRadius() {
        return eigenvalues.modulus(0);
    }
}
