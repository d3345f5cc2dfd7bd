package dev.antipode.controller.train;

/**
 * How much of a whole step is taken along a gradient that fades. The optimizer sees every gradient with the same length; where they become
 * shorter with every step, as where a motor comes to lean on its limit, steps of one length would soon end where neither a gradient nor a
 * candidate tells anything any more. What the last few have lost against those before, beyond what chance takes off a noisy one, the step
 * loses, too. Lengths differ by factors, so it is their logarithms that are averaged.
 */
final class GradientFade {
    /** What is left of the mean of the last few with every gradient, and of the mean that reaches further back. */
    private static final double SHORT_MEMORY = 0.5;

    private static final double LONG_MEMORY = 0.9;

    /** The factor up to which a gradient may be shorter by chance, and still makes a whole step. */
    private static final double CHANCE = 3;

    private boolean begun;
    private double last;
    private double before;

    /** Takes in a gradient by the square of its length; one of no length says nothing. */
    void add(double squaredLength) {
        if (squaredLength == 0) {
            return;
        }
        double length = StrictMath.log(squaredLength) / 2;
        last = begun ? SHORT_MEMORY * last + (1 - SHORT_MEMORY) * length : length;
        before = begun ? LONG_MEMORY * before + (1 - LONG_MEMORY) * length : length;
        begun = true;
    }

    /** The share of a whole step, at most 1. */
    double share() {
        return Math.min(1, CHANCE * StrictMath.exp(last - before));
    }

    static int stateLength() {
        return 3;
    }

    void save(F64Array state, int at) {
        state.set(at, begun ? 1 : 0);
        state.set(at + 1, last);
        state.set(at + 2, before);
    }

    void restore(F64Array state, int at) {
        begun = state.get(at) != 0;
        last = state.get(at + 1);
        before = state.get(at + 2);
    }
}
