package dev.antipode.core.linear;

/**
 * What both kinds of Riccati equation start with: the matrices without the cross weight,
 * {@code A - B R^-1 S^T}, {@code Q - S R^-1 S^T} and {@code G = B R^-1 B^T}.
 *
 * <p>Source: B. D. O. Anderson, J. B. Moore, "Optimal Control: Linear Quadratic Methods" (1990), section 3.4.
 */
final class RiccatiProblem {
    final int states;
    final int inputs;
    final double[] a;
    final double[] b;
    final double[] q;
    final double[] r;
    final double[] s;
    final double[] plainA;
    final double[] plainQ;
    final double[] g;

    private final SmallLu lu;
    private final double[] solved;
    private final double[] work;
    private final double[] weight;

    RiccatiProblem(int states, int inputs) {
        if (states < 1 || inputs < 1 || states > 1024 || inputs > 1024) {
            throw new IllegalArgumentException("a Riccati equation of " + states + " states and " + inputs
                    + " inputs: give from 1 to 1024 of each");
        }
        this.states = states;
        this.inputs = inputs;
        a = new double[states * states];
        b = new double[states * inputs];
        q = new double[states * states];
        r = new double[inputs * inputs];
        s = new double[states * inputs];
        plainA = new double[states * states];
        plainQ = new double[states * states];
        g = new double[states * states];
        lu = new SmallLu(inputs);
        solved = new double[inputs * states];
        work = new double[states * states];
        weight = new double[inputs * inputs];
    }

    static long bytes(int states, int inputs) {
        return 8L * (6L * states * states + 3L * states * inputs + 2L * inputs * inputs) + SmallLu.bytes(inputs);
    }

    /** Copies the matrices, with Q and R made symmetric; {@link RiccatiResult#STABILISING} stands for "nothing wrong yet". */
    RiccatiResult set(double[] newA, double[] newB, double[] newQ, double[] newR, double[] newS) {
        System.arraycopy(newA, 0, a, 0, a.length);
        System.arraycopy(newB, 0, b, 0, b.length);
        System.arraycopy(newQ, 0, q, 0, q.length);
        System.arraycopy(newR, 0, r, 0, r.length);
        System.arraycopy(newS, 0, s, 0, s.length);
        SmallMatrices.symmetrise(q, states);
        SmallMatrices.symmetrise(r, inputs);
        if (!(finite(a) && finite(b) && finite(q) && finite(r) && finite(s))) {
            return RiccatiResult.NOT_FINITE;
        }
        if (!SmallMatrices.positiveDefinite(r, 0, weight, inputs) || !lu.factor(r)) {
            return RiccatiResult.INPUT_WEIGHT_NOT_POSITIVE;
        }
        SmallMatrices.transpose(s, solved, states, inputs);
        lu.solve(solved, states);
        SmallMatrices.multiply(b, solved, work, states, inputs, states);
        System.arraycopy(a, 0, plainA, 0, a.length);
        Vectors.addScaled(-1, work, 0, plainA, 0, a.length);
        SmallMatrices.multiply(s, solved, work, states, inputs, states);
        SmallMatrices.symmetrise(work, states);
        System.arraycopy(q, 0, plainQ, 0, q.length);
        Vectors.addScaled(-1, work, 0, plainQ, 0, q.length);
        SmallMatrices.transpose(b, solved, states, inputs);
        lu.solve(solved, states);
        SmallMatrices.multiply(b, solved, g, states, inputs, states);
        SmallMatrices.symmetrise(g, states);
        return RiccatiResult.STABILISING;
    }

    private static boolean finite(double[] matrix) {
        return Vectors.largest(matrix, 0, matrix.length) < Double.POSITIVE_INFINITY;
    }
}
