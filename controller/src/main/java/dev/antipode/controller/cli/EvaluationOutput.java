package dev.antipode.controller.cli;

import dev.antipode.controller.train.Evaluation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the commands that judge a controller print what they found. */
final class EvaluationOutput {
    private EvaluationOutput() {}

    static Map<String, Object> object(Evaluation evaluation) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("episodes", evaluation.episodes());
        map.put("success", evaluation.success());
        map.put("successLow", evaluation.successInterval().low());
        map.put("successHigh", evaluation.successInterval().high());
        map.put("meanCost", evaluation.meanCost());
        map.put("p95Cost", evaluation.p95Cost());
        map.put("failed", evaluation.failed());
        map.put("nonFinite", evaluation.nonFinite());
        return map;
    }

    static String text(String task, long seed, Evaluation e) {
        return String.format(
                Locale.ROOT,
                "task       %s, seed %d%nepisodes   %d%nsuccess    %.2f %% (95 %% interval %.2f to %.2f %%)%n"
                        + "mean cost  %.6g (95 %% of the episodes at most %.6g)%nfailed     %d, of these non-finite %d%n",
                task,
                seed,
                e.episodes(),
                100 * e.success(),
                100 * e.successInterval().low(),
                100 * e.successInterval().high(),
                e.meanCost(),
                e.p95Cost(),
                e.failed(),
                e.nonFinite());
    }
}
