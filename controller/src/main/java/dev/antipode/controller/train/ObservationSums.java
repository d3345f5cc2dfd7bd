package dev.antipode.controller.train;

/** Sums of the observations that one side of the episodes met in one generation, an entry an episode, reduced by the fixed tree. */
final class ObservationSums {
    private final int observations;
    private final F64Array sums;

    /** @param sums room for {@link #length} numbers */
    ObservationSums(int observations, F64Array sums) {
        this.observations = observations;
        this.sums = sums;
    }

    static int length(int observations, int episodes) {
        return (2 * observations + 1) * episodes;
    }

    /** How many entries there are. */
    int episodes() {
        return sums.length() / (2 * observations + 1);
    }

    void collect(EpisodeRunner runner, int lane, int episode, boolean finite) {
        int stride = 2 * observations + 1;
        int at = episode * stride;
        sums.set(at, finite ? runner.liveSteps(lane) : 0);
        for (int i = 0; i < observations; i++) {
            sums.set(at + 1 + 2 * i, finite ? runner.observationSum(i, lane) : 0);
            sums.set(at + 2 + 2 * i, finite ? runner.observationSquare(i, lane) : 0);
        }
    }

    /** Live steps of the generation. */
    double count(int episodes) {
        return PairwiseSum.sum(sums, 0, episodes, 2 * observations + 1);
    }

    double sum(int observation, int episodes) {
        return PairwiseSum.sum(sums, 1 + 2 * observation, episodes, 2 * observations + 1);
    }

    double square(int observation, int episodes) {
        return PairwiseSum.sum(sums, 2 + 2 * observation, episodes, 2 * observations + 1);
    }
}
