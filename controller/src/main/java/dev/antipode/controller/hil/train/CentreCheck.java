package dev.antipode.controller.hil.train;

/**
 * Measures the current parameters against the best so far: best, current, current, best on every start, so that a drift cancels. The
 * repetitions tell the noise; the best, measured again, tells the drift.
 */
final class CentreCheck {
    static final int EPISODES_PER_START = 4;

    private final CandidateRuns runs;
    private final int starts;
    private double best;
    private double current;

    CentreCheck(CandidateRuns runs, int starts) {
        this.runs = runs;
        this.starts = starts;
    }

    int episodes() {
        return EPISODES_PER_START * starts;
    }

    /**
     * Runs one. A start that is interrupted is left out; where all are, both costs are NaN.
     *
     * @param bestParameters the same as the current ones where there are none yet
     * @param noise takes what is seen, if the check gets to its end
     * @return {@link EpisodeEnd#COMPLETE}, or why the run cannot go on
     */
    EpisodeEnd run(double[] bestParameters, double[] currentParameters, NoiseEstimate noise) {
        double[] costs = new double[EPISODES_PER_START];
        double bestSum = 0;
        double currentSum = 0;
        int kept = 0;
        NoiseEstimate seen = new NoiseEstimate();
        for (int start = 0; start < starts; start++) {
            EpisodeEnd end = start(bestParameters, currentParameters, start, costs);
            if (end == EpisodeEnd.COMPLETE) {
                seen.add(costs[0], costs[3]);
                seen.add(costs[1], costs[2]);
                bestSum += (costs[0] + costs[3]) / 2;
                currentSum += (costs[1] + costs[2]) / 2;
                kept++;
            } else if (end != EpisodeEnd.INTERRUPTED) {
                return end;
            }
        }
        noise.take(seen);
        best = bestSum / kept;
        current = currentSum / kept;
        return EpisodeEnd.COMPLETE;
    }

    private EpisodeEnd start(double[] bestParameters, double[] currentParameters, int start, double[] costs) {
        for (int i = 0; i < costs.length; i++) {
            EpisodeEnd end = runs.check(i == 0 || i == 3 ? bestParameters : currentParameters, start);
            if (!end.counts()) {
                return end;
            }
            costs[i] = runs.cost();
        }
        return EpisodeEnd.COMPLETE;
    }

    /** Mean cost of the best parameters; NaN where every start was interrupted. */
    double best() {
        return best;
    }

    /** Mean cost of the current ones; NaN likewise. */
    double current() {
        return current;
    }
}
