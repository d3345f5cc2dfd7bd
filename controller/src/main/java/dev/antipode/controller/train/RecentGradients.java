package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import java.lang.foreign.MemorySegment;

/** The mean direction of the recent truncated gradients, and what one of them varies by. */
final class RecentGradients {
    /** What is left of the mean direction after an update: single gradients are mostly noise near an optimum. */
    private static final double MEMORY = 0.5;

    /** Mean of the gradients, each of length 1. */
    final F64Array mean;
    /** The gradient of the update before. */
    private final F64Array previous;

    private boolean hasPrevious;

    private RecentGradients(F64Array mean, F64Array previous) {
        this.mean = mean;
        this.previous = previous;
    }

    static long plan(MemoryPlan.Builder plan, int parameters) {
        return plan.add(
                "guard: mean direction, gradient before",
                "2 x " + parameters + " x F64",
                2 * F64Array.bytes(parameters));
    }

    static RecentGradients on(MemorySegment block, long offset, int parameters) {
        return new RecentGradients(
                new F64Array(block, offset, parameters),
                new F64Array(block, offset + F64Array.bytes(parameters), parameters));
    }

    /** Whether there was none, or none since {@link #interrupt}. */
    boolean none() {
        return !hasPrevious;
    }

    /** What comes next is no neighbour of what was last. */
    void interrupt() {
        hasPrevious = false;
    }

    /** Takes in a gradient, and tells its variance if it has a neighbour. */
    void add(Vectors vectors, long gradient, RecentSamples variances) {
        double length = Math.sqrt(squaredLength(vectors, gradient));
        double factor = length > 0 ? (1 - MEMORY) / length : 0;
        double squares = 0;
        for (int i = 0; i < mean.length(); i++) {
            double g = vectors.get(gradient, i);
            squares += (g - previous.get(i)) * (g - previous.get(i));
            previous.set(i, g);
            mean.set(i, MEMORY * mean.get(i) + factor * g);
        }
        if (hasPrevious) {
            // Of neighbours, so that a slow drift does not count: J. von Neumann, Annals of Mathematical Statistics 12
            // (1941).
            variances.add(squares / 2);
        }
        hasPrevious = true;
    }

    static double squaredLength(Vectors vectors, long gradient) {
        double squares = 0;
        for (int i = 0; i < vectors.count(); i++) {
            double g = vectors.get(gradient, i);
            squares += g * g;
        }
        return squares;
    }

    static int stateLength(int parameters) {
        return 1 + 2 * parameters;
    }

    void save(F64Array state, int at) {
        int count = mean.length();
        state.set(at, hasPrevious ? 1 : 0);
        for (int i = 0; i < count; i++) {
            state.set(at + 1 + i, mean.get(i));
            state.set(at + 1 + count + i, previous.get(i));
        }
    }

    void restore(F64Array state, int at) {
        int count = mean.length();
        hasPrevious = state.get(at) != 0;
        for (int i = 0; i < count; i++) {
            mean.set(i, state.get(at + 1 + i));
            previous.set(i, state.get(at + 1 + count + i));
        }
    }
}
