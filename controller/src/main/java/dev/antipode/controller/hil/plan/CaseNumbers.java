package dev.antipode.controller.hil.plan;

import java.util.List;
import java.util.function.Predicate;

/**
 * The numbers that a case is judged by.
 *
 * @param success share of episodes at their goal
 * @param lost share of episodes that the plant lost
 * @param meanCost of an episode; NaN where no cost is told
 * @param costRatio mean cost as a multiple of the nominal one; NaN where there is none of both
 * @param recoverySeconds of the worst episode; infinite for never, NaN where there is no time after the window
 * @param wentSafe share of episodes with a safe action from the window on
 * @param misses deadlines missed
 */
public record CaseNumbers(
        double success,
        double lost,
        double meanCost,
        double costRatio,
        double recoverySeconds,
        double wentSafe,
        long misses) {
    /** Compares with the nominal episodes of the same numbers: others may have cost more or less by themselves. */
    static CaseNumbers of(List<EpisodeResult> episodes, List<EpisodeResult> nominal, long misses) {
        double cost = meanCost(episodes);
        double usual = meanCost(nominal.subList(0, Math.min(nominal.size(), episodes.size())));
        double worst = Double.NaN;
        for (EpisodeResult episode : episodes) {
            double recovery = episode.recoverySeconds();
            worst = recovery > worst || Double.isNaN(worst) ? recovery : worst;
        }
        return new CaseNumbers(
                share(episodes, EpisodeResult::succeeded),
                share(episodes, EpisodeResult::lost),
                cost,
                // Relative to the size, so that costs below 0 compare as well.
                cost == usual ? 1 : 1 + (cost - usual) / Math.abs(usual),
                worst,
                share(episodes, EpisodeResult::wentSafe),
                misses);
    }

    static double meanCost(List<EpisodeResult> episodes) {
        return episodes.stream().mapToDouble(EpisodeResult::cost).average().orElse(Double.NaN);
    }

    private static double share(List<EpisodeResult> episodes, Predicate<EpisodeResult> property) {
        return episodes.stream().filter(property).count() / (double) episodes.size();
    }
}
