package dev.antipode.controller.train;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

/** Puts an evaluation together from batches of episodes. For use after training: it allocates. */
final class Evaluations {
    private static final double CONFIDENCE = 0.95;

    private Evaluations() {}

    /** Runs some episodes and leaves their costs with the population. */
    @FunctionalInterface
    interface Batch {
        boolean run(int firstEpisode, int episodes);
    }

    static Evaluation run(int episodes, int capacity, Population population, Batch batch) {
        if (episodes < 1) {
            throw new IllegalArgumentException("episodes " + episodes + " must be at least 1");
        }
        int successes = 0;
        int failed = 0;
        int nonFinite = 0;
        long steps = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment block = arena.allocate(F64Array.bytes(episodes), Double.BYTES);
            F64Array costs = new F64Array(block, 0, episodes);
            for (int first = 0; first < episodes; first += capacity) {
                int count = Math.min(capacity, episodes - first);
                if (!batch.run(first, count)) {
                    throw new CancellationException("the evaluation was cancelled");
                }
                for (int e = 0; e < count; e++) {
                    costs.set(first + e, population.costs().get(e));
                }
                successes += population.successes();
                failed += population.failed();
                nonFinite += population.nonFinite();
                steps += population.liveSteps();
            }
            double mean = PairwiseSum.mean(costs, 0, episodes);
            return new Evaluation(
                    episodes,
                    successes,
                    BinomialInterval.of(successes, episodes, CONFIDENCE),
                    mean,
                    percentile(costs, 0.95),
                    failed,
                    nonFinite,
                    steps);
        }
    }

    /** The least cost that the given share of the episodes does not exceed. */
    private static double percentile(F64Array costs, double share) {
        double[] sorted = new double[costs.length()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = costs.get(i);
        }
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
