package dev.antipode.controller.hil.train;

import java.util.Locale;
import java.util.function.LongSupplier;

/** Episodes and minutes: what was spent, in all parts of a run, and whether there is enough for more. */
final class HardwareBudget {
    private static final double MINUTE = 60e9;

    private final HardwareSettings settings;
    private final RunCounts counts;
    private final CandidateRuns runs;
    private final LongSupplier nanos;
    private double earlierMinutes;
    private long startNanos;

    HardwareBudget(HardwareSettings settings, RunCounts counts, CandidateRuns runs, LongSupplier nanos) {
        this.settings = settings;
        this.counts = counts;
        this.runs = runs;
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
    }

    /** Time begins to count, after so many seconds in earlier parts. */
    void start(double earlierSeconds) {
        earlierMinutes = earlierSeconds / 60;
        startNanos = nanos.getAsLong();
    }

    double minutes() {
        return earlierMinutes + session();
    }

    private double session() {
        return (nanos.getAsLong() - startNanos) / MINUTE;
    }

    /** What an episode of this session took, with all that comes between; 0 before the first. */
    double minutesPerEpisode() {
        return runs.session() == 0 ? 0 : session() / runs.session();
    }

    /** Whether so many episodes can still be run. */
    boolean affords(long more) {
        return (settings.maxEpisodes() == 0 || counts.episodes + more <= settings.maxEpisodes())
                && minutes() + more * minutesPerEpisode() < settings.maxMinutes();
    }

    /** The episodes at the end of a run that would have so many without a budget. */
    long planned(long wanted) {
        long episodes = settings.maxEpisodes() == 0 ? wanted : Math.min(wanted, settings.maxEpisodes());
        double each = minutesPerEpisode();
        double left = settings.maxMinutes() - minutes();
        return each > 0 && left < (episodes - counts.episodes) * each
                ? counts.episodes + Math.max(0, (long) (left / each))
                : Math.max(episodes, counts.episodes);
    }

    /** Why it does not afford so many. */
    String sentence(long more) {
        return settings.maxEpisodes() > 0 && counts.episodes + more > settings.maxEpisodes()
                ? String.format(
                        Locale.ROOT,
                        "the budget of %d episodes is spent: %d were run, and what comes next takes %d",
                        settings.maxEpisodes(),
                        counts.episodes,
                        more)
                : String.format(
                        Locale.ROOT,
                        "the budget of %.2f minutes is spent: %.2f have passed, and what comes next takes %.2f",
                        settings.maxMinutes(),
                        minutes(),
                        more * minutesPerEpisode());
    }
}
