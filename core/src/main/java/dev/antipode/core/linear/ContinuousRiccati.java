package dev.antipode.core.linear;

/**
 * The linear-quadratic regulator in continuous time: for {@code dx/dt = A x + B u} and the cost rate
 * {@code x^T Q x + 2 x^T S u + u^T R u}, from
 *
 * <pre>
 *   A^T X + X A - (X B + S) R^-1 (B^T X + S^T) + Q = 0
 *   K = R^-1 (B^T X + S^T)
 * </pre>
 *
 * <p>A Cayley transform makes it a discrete equation of the same solution, which is doubled: E. K.-W. Chu, H.-Y. Fan, W.-W. Lin,
 * "A structure-preserving doubling algorithm for continuous-time algebraic Riccati equations", Linear Algebra and its
 * Applications 396 (2005), section 2. Newton's method: D. L. Kleinman, IEEE Transactions on Automatic Control 13, 1968.
 */
public final class ContinuousRiccati extends Riccati {
    private final CayleyTransform cayley;
    private final SmallLu lu;
    private final SmallLu weightLu;
    private final double[] work3;
    private double abscissa;

    /**
     * Takes the memory.
     *
     * @param states the size of x, from 1 to 1024
     * @param inputs the size of u, from 1 to 1024
     */
    public ContinuousRiccati(int states, int inputs) {
        super(states, inputs);
        cayley = new CayleyTransform(n);
        lu = new SmallLu(n);
        weightLu = new SmallLu(m);
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
        return commonBytes(states, inputs)
                + CayleyTransform.bytes(states)
                + SmallLu.bytes(states)
                + SmallLu.bytes(inputs)
                + 8L * states * Math.max(states, inputs);
    }

    @Override
    boolean prepare() {
        return weightLu.factor(problem.r) && cayley.transform(problem, doubling);
    }

    /** {@code A_c^T D + D A_c + residual = 0} becomes a Stein equation by a Cayley transform. */
    @Override
    boolean prepareCorrection() {
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
        return true;
    }

    @Override
    boolean stable() {
        if (eigenvalues.compute(closed) != Convergence.CONVERGED) {
            return false;
        }
        abscissa = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            abscissa = Math.max(abscissa, eigenvalues.real(i));
        }
        return abscissa < 0;
    }

    @Override
    boolean close() {
        SmallMatrices.multiplyTransposed(problem.b, x, gain, m, n, n);
        closeLoop(weightLu);
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
        return judge(
                2 * Vectors.norm(work, 0, n * n) + Vectors.norm(work3, 0, n * n) + Vectors.norm(problem.q, 0, n * n));
    }

    /**
     * The largest real part of the closed loop's eigenvalues.
     *
     * @return below 0 where the solution was found
     */
    public double spectralAbscissa() {
        return abscissa;
    }
}
