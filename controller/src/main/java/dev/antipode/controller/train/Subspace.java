package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import java.lang.foreign.MemorySegment;

/**
 * The orthonormal basis of the last few gradients, the newest first. A gradient is offered before an estimate and accepted after
 * it, so that an estimate that is cancelled leaves no trace.
 */
final class Subspace {
    /** What is left of a gradient of length 1 below this is its rounding to F32. */
    private static final double DEPENDENT = 1e-6;

    private final int most;
    private final int length;
    /** A ring of one more than the most, each of length 1: the place of the oldest is free for the one that is offered. */
    private final F64Array gradients;

    private final F64Array basis;
    private int kept;
    private int next;
    private boolean offered;
    private int rank;

    private Subspace(int most, int length, F64Array gradients, F64Array basis) {
        this.most = most;
        this.length = length;
        this.gradients = gradients;
        this.basis = basis;
    }

    /** The memory for gradients and basis. */
    static final class Plan {
        private final int most;
        private final int length;
        private final int kept;
        private final int spanning;
        private long gradients;
        private long basis;

        Plan(int most, int length) {
            this.most = most;
            this.length = length;
            this.kept = Math.multiplyExact(most + 1, length);
            this.spanning = Math.multiplyExact(most, length);
        }

        void add(MemoryPlan.Builder plan) {
            String vectors = " vectors x " + length + " x F64";
            gradients = plan.add("last gradients", (most + 1) + vectors, F64Array.bytes(kept));
            basis = plan.add("basis of the last gradients", most + vectors, F64Array.bytes(spanning));
        }

        Subspace make(MemorySegment block) {
            return new Subspace(
                    most, length, new F64Array(block, gradients, kept), new F64Array(block, basis, spanning));
        }
    }

    /** The dimension of the basis. */
    int rank() {
        return rank;
    }

    /** A coordinate of a vector of the basis. */
    double get(int vector, int i) {
        return basis.get(vector * length + i);
    }

    /**
     * Computes the basis with one more gradient, which is left out if it is zero.
     *
     * @return false if it was left out because it is not finite
     */
    boolean offer(Vectors vectors, long gradient) {
        double largest = 0;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, Math.abs(vectors.get(gradient, i)));
        }
        boolean finite = Double.isFinite(largest);
        offered = finite && largest > 0;
        if (offered) {
            // Divided by the largest first, so that no square overflows or vanishes.
            double squares = 0;
            for (int i = 0; i < length; i++) {
                double g = vectors.get(gradient, i) / largest;
                squares += g * g;
            }
            double norm = Math.sqrt(squares);
            for (int i = 0; i < length; i++) {
                gradients.set(next * length + i, vectors.get(gradient, i) / largest / norm);
            }
        }
        span();
        return finite;
    }

    /** Keeps the gradient that was offered. */
    void accept() {
        if (offered) {
            next = (next + 1) % (most + 1);
            kept = Math.min(most, kept + 1);
            offered = false;
        }
    }

    private void span() {
        rank = 0;
        int count = Math.min(most, kept + (offered ? 1 : 0));
        int newest = offered ? next : next + most;
        for (int age = 0; age < count; age++) {
            int slot = (newest - age + most + 1) % (most + 1);
            for (int i = 0; i < length; i++) {
                basis.set(rank * length + i, gradients.get(slot * length + i));
            }
            orthogonalise();
        }
    }

    /** Modified Gram-Schmidt in two passes (see {@link dev.antipode.core.linear.GramSchmidt}), on the vector after the last. */
    private void orthogonalise() {
        int at = rank * length;
        for (int pass = 0; pass < 2; pass++) {
            for (int vector = 0; vector < rank; vector++) {
                double component = 0;
                for (int i = 0; i < length; i++) {
                    component += basis.get(vector * length + i) * basis.get(at + i);
                }
                for (int i = 0; i < length; i++) {
                    basis.set(at + i, basis.get(at + i) - component * basis.get(vector * length + i));
                }
            }
        }
        double squares = 0;
        for (int i = 0; i < length; i++) {
            squares += basis.get(at + i) * basis.get(at + i);
        }
        double norm = Math.sqrt(squares);
        if (norm > DEPENDENT) {
            for (int i = 0; i < length; i++) {
                basis.set(at + i, basis.get(at + i) / norm);
            }
            rank++;
        }
    }

    /** How many gradients are kept, and then these, the oldest first. */
    double[] state() {
        double[] state = new double[1 + most * length];
        state[0] = kept;
        for (int age = 0; age < kept; age++) {
            int slot = (next - kept + age + most + 1) % (most + 1);
            for (int i = 0; i < length; i++) {
                state[1 + age * length + i] = gradients.get(slot * length + i);
            }
        }
        return state;
    }

    void restore(double[] state) {
        kept = (int) state[0];
        next = kept % (most + 1);
        offered = false;
        for (int i = 0; i < kept * length; i++) {
            gradients.set(i, state[1 + i]);
        }
    }
}
