package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;

/**
 * The sum of the perturbations of each pair since its episode began, each divided by its deviation: the score of a window of persistent
 * evolution strategies (Vicol and others 2021, the vector xi of algorithm 2, which is the sum of sigma e).
 */
final class PairScores {
    private final Vectors vectors;
    private final long offset;
    private final int length;

    private PairScores(Vectors vectors, long offset, int length) {
        this.vectors = vectors;
        this.offset = offset;
        this.length = length;
    }

    /** The memory: a vector for each pair. */
    static final class Design {
        private final LearningSettings settings;
        private final int pairs;
        private final int parameters;
        private final int length;
        private long offset;

        Design(LearningSettings settings, int pairs, int parameters) {
            this.settings = settings;
            this.pairs = pairs;
            this.parameters = parameters;
            this.length = Math.multiplyExact(pairs, parameters);
        }

        void plan(MemoryPlan.Builder plan) {
            offset = plan.add(
                    "sums of perturbations",
                    pairs + " pairs x " + parameters + " x " + settings.precision(),
                    (long) length * settings.precision().bytes());
        }

        PairScores make(Vectors vectors) {
            return new PairScores(vectors, offset, length);
        }
    }

    int length() {
        return length;
    }

    void clear() {
        for (int i = 0; i < length; i++) {
            vectors.set(offset, i, 0);
        }
    }

    /** The score with this window's perturbation; at the end of an episode nothing of it is kept. */
    double add(int pair, int parameter, double perturbation, boolean last) {
        int place = pair * vectors.count() + parameter;
        double sum = vectors.get(offset, place) + perturbation;
        vectors.set(offset, place, last ? 0 : sum);
        return sum;
    }

    /** Writes all of them from the start on. */
    void save(double[] state) {
        for (int i = 0; i < length; i++) {
            state[i] = vectors.get(offset, i);
        }
    }

    void restore(double[] state) {
        for (int i = 0; i < length; i++) {
            vectors.set(offset, i, state[i]);
        }
    }
}
