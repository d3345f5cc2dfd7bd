package dev.antipode.controller.hil.plan;

import java.util.List;

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
    static CaseNumbers of(List<EpisodeResult> episodes, double nominalCost, long misses) {
        double count = episodes.size();
        double cost = episodes.stream().mapToDouble(EpisodeResult::cost).sum() / count;
        double worst = Double.NaN;
        for (EpisodeResult episode : episodes) {
            double recovery = episode.recoverySeconds();
            worst = recovery > worst || worst != worst ? recovery : worst;
        }
        return new CaseNumbers(
                episodes.stream().filter(EpisodeResult::succeeded).count() / count,
                episodes.stream().filter(EpisodeResult::lost).count() / count,
                cost,
                // Relative to the size, so that costs below 0 compare as well.
                cost == nominalCost ? 1 : 1 + (cost - nominalCost) / Math.abs(nominalCost),
                worst,
                episodes.stream().filter(EpisodeResult::wentSafe).count() / count,
                misses);
    }
}
