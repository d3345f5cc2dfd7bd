package dev.antipode.controller.hil.train;

import java.util.Arrays;

/** Where a run on a plant is, besides the parameters: what its checkpoints carry so that it goes on in the middle of a generation. */
final class RunCounts {
    private static final int NOISE = 8;
    private static final int DRIFT = 10;
    private static final int COSTS = 13;

    final NoiseEstimate noise = new NoiseEstimate();
    final DriftEstimate drift = new DriftEstimate();
    /** Costs of this generation's pairs; NaN where not run yet, or lost. */
    final double[] plus;

    final double[] minus;
    /** The pairs of the generation that are done. */
    int pair;

    long episodes;
    long lostPairs;
    long skippedUpdates;
    long envelopeEnds;
    long failedEpisodes;
    /** Generations in a row without a pair that came back whole. */
    int barren;
    /** Cost of the current parameters at the last check. */
    double cost = Double.NaN;

    RunCounts(int pairs) {
        this.plus = new double[pairs];
        this.minus = new double[pairs];
        clear();
    }

    /** A generation begins. */
    void clear() {
        pair = 0;
        failedEpisodes = 0;
        Arrays.fill(plus, Double.NaN);
        Arrays.fill(minus, Double.NaN);
    }

    /** How many pairs of this generation came back whole. */
    int kept() {
        int kept = 0;
        for (double value : plus) {
            kept += value == value ? 1 : 0;
        }
        return kept;
    }

    /** The mean square of the differences of the pairs that came back whole. */
    double meanSquare() {
        double sum = 0;
        for (int p = 0; p < plus.length; p++) {
            double difference = plus[p] - minus[p];
            sum += difference == difference ? difference * difference : 0;
        }
        return sum / Math.max(1, kept());
    }

    /** The mean cost of their candidates; NaN where there are none. */
    double mean() {
        double sum = 0;
        for (int p = 0; p < plus.length; p++) {
            sum += plus[p] == plus[p] ? plus[p] + minus[p] : 0;
        }
        return sum / (2.0 * kept());
    }

    double[] save() {
        double[] state = new double[COSTS + 2 * plus.length];
        state[0] = pair;
        state[1] = episodes;
        state[2] = lostPairs;
        state[3] = skippedUpdates;
        state[4] = envelopeEnds;
        state[5] = failedEpisodes;
        state[6] = barren;
        state[7] = cost;
        noise.save(state, NOISE);
        drift.save(state, DRIFT);
        System.arraycopy(plus, 0, state, COSTS, plus.length);
        System.arraycopy(minus, 0, state, COSTS + plus.length, minus.length);
        return state;
    }

    void restore(double[] state) {
        if (state.length != COSTS + 2 * plus.length) {
            throw new IllegalArgumentException("the saved run was not trained on a plant in pairs of this number;"
                    + " resume it without a link, or start a new run with --from its controller");
        }
        pair = (int) state[0];
        episodes = (long) state[1];
        lostPairs = (long) state[2];
        skippedUpdates = (long) state[3];
        envelopeEnds = (long) state[4];
        failedEpisodes = (long) state[5];
        barren = (int) state[6];
        cost = state[7];
        noise.restore(state, NOISE);
        drift.restore(state, DRIFT);
        System.arraycopy(state, COSTS, plus, 0, plus.length);
        System.arraycopy(state, COSTS + plus.length, minus, 0, minus.length);
    }
}
