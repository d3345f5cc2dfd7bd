package dev.antipode.controller.hil.train;

import dev.antipode.controller.loop.CompiledController;

/** Runs candidates on the plant and counts: the one place where parameters meet an episode. */
final class CandidateRuns {
    /**
     * Where the numbers of episodes begin, for plants that begin any: no other command goes so far, so that a controller is judged
     * elsewhere by episodes that it was not trained on.
     */
    private static final long FIRST_EPISODE = 1L << 20;

    private final PlantEpisode episode;
    private final CompiledController.Instance instance;
    private final double[] centre;
    private final double[] scale;
    private final RunCounts counts;
    private final int starts;
    private final int visits;
    private long ticks;
    private long session;

    /**
     * @param starts of a check
     * @param visits of a pair
     */
    CandidateRuns(
            PlantEpisode episode,
            CompiledController.Instance instance,
            double[] centre,
            double[] scale,
            RunCounts counts,
            int starts,
            int visits) {
        this.episode = episode;
        this.instance = instance;
        this.centre = centre;
        this.scale = scale;
        this.counts = counts;
        this.starts = starts;
        this.visits = visits;
    }

    /** The mean costs of a pair's candidates go to the counts; the first episode that says nothing ends the pair. */
    EpisodeEnd pair(int generation, int pair, double[] plus, double[] minus) {
        double plusSum = 0;
        double minusSum = 0;
        long first = FIRST_EPISODE + starts + ((long) generation * counts.plus.length + pair) * visits;
        for (int visit = 0; visit < visits; visit++) {
            boolean plusFirst = PairOrder.plusFirst(pair, visit, visits);
            for (int half = 0; half < 2; half++) {
                boolean positive = plusFirst == (half == 0);
                EpisodeEnd end = run(positive ? plus : minus, first + visit);
                if (!end.counts()) {
                    return end;
                }
                plusSum += positive ? cost() : 0;
                minusSum += positive ? 0 : cost();
            }
        }
        counts.plus[pair] = plusSum / visits;
        counts.minus[pair] = minusSum / visits;
        return EpisodeEnd.COMPLETE;
    }

    /** Parameters on one of the starts of a check. */
    EpisodeEnd check(double[] parameters, int start) {
        return run(parameters, FIRST_EPISODE + start);
    }

    private EpisodeEnd run(double[] parameters, long number) {
        instance.load(parameters, centre, scale);
        EpisodeEnd end = episode.run(instance, number);
        session++;
        counts.episodes++;
        counts.envelopeEnds += end == EpisodeEnd.LEFT_ENVELOPE ? 1 : 0;
        counts.failedEpisodes += end.counts() && end != EpisodeEnd.COMPLETE ? 1 : 0;
        ticks += episode.ticks();
        return end;
    }

    /** Of the last episode. */
    double cost() {
        return episode.cost();
    }

    /** That the candidates commanded, in this session. */
    long ticks() {
        return ticks;
    }

    /** Episodes of this session. */
    long session() {
        return session;
    }

    /** The place of the measurement that was outside of the envelope in the last episode; -1 where none was. */
    int left() {
        return episode.left();
    }
}
