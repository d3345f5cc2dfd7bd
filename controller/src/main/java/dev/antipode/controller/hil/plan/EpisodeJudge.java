package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.fault.FaultWindow;
import dev.antipode.controller.loop.LoopMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the log of a case, episode by episode.
 *
 * @param log the case
 * @param window of its faults
 * @param settled what cost counts as recovered
 * @param episodeTicks the ticks of a whole episode
 * @param failureCost the charge for each tick that a lost episode did not have
 * @param periodSeconds of a tick
 */
record EpisodeJudge(
        CaseLog log,
        FaultWindow window,
        SettledCost settled,
        int episodeTicks,
        double failureCost,
        double periodSeconds) {
    List<EpisodeResult> episodes() {
        List<EpisodeResult> results = new ArrayList<>();
        for (int episode = 0; episode < log.episodes(); episode++) {
            results.add(result(episode));
        }
        return results;
    }

    private EpisodeResult result(int episode) {
        int from = log.from(episode);
        int until = log.until(episode);
        boolean wentSafe = false;
        for (int row = from + Math.min(window.from(), until - from); row < until; row++) {
            wentSafe |= log.mode(row) == LoopMode.SAFE;
        }
        return new EpisodeResult(
                until - from, cost(episode), log.lost(episode), log.succeeded(episode), wentSafe, recovery(episode));
    }

    private double cost(int episode) {
        double sum = 0;
        int told = 0;
        for (int row = log.from(episode); row < log.until(episode); row++) {
            double cost = log.cost(row);
            if (cost == cost) {
                sum += cost;
                told++;
            }
        }
        int missing = episodeTicks - (log.until(episode) - log.from(episode));
        return told == 0 ? Double.NaN : log.lost(episode) ? sum + missing * failureCost : sum;
    }

    private double recovery(int episode) {
        int end = log.from(episode) + window.until();
        int until = log.until(episode);
        if (log.lost(episode)) {
            return Double.POSITIVE_INFINITY;
        }
        if (end >= until) {
            return Double.NaN;
        }
        int recovered = until;
        while (recovered > end && good(recovered - 1)) {
            recovered--;
        }
        return recovered == until ? Double.POSITIVE_INFINITY : (recovered - end) * periodSeconds;
    }

    private boolean good(int row) {
        return log.mode(row) == LoopMode.CONTROL && settled.holds(log.cost(row));
    }
}
