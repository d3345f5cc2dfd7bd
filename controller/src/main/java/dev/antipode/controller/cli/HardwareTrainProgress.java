package dev.antipode.controller.cli;

import dev.antipode.controller.hil.train.HardwareProgress;
import dev.antipode.controller.train.GenerationReport;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;

/** Shows how training on a plant goes, in episodes and minutes: a bar on a terminal, else lines; with {@code --json} an object a generation. */
final class HardwareTrainProgress implements AutoCloseable {
    private static final double MINUTES_BETWEEN_LINES = 1.0 / 12;

    private final Console console;
    private final CommonOptions common;
    private double lastLine = Double.NEGATIVE_INFINITY;
    private HardwareProgress last;
    private ProgressBar bar;

    HardwareTrainProgress(Console console, CommonOptions common) {
        this.console = console;
        this.common = common;
    }

    void progress(HardwareProgress progress) {
        last = progress;
        if (common.quiet) {
            return;
        }
        if (console.terminal() && !common.json) {
            bar(progress);
        } else if (progress.minutes() - lastLine >= MINUTES_BETWEEN_LINES) {
            lastLine = progress.minutes();
            console.say(common, line(progress));
        }
    }

    void generation(GenerationReport report) {
        if (common.json) {
            Map<String, Object> map = Progress.object(report);
            facts(map, last);
            console.json(map);
        }
    }

    /** What is told of a plant besides what is told of a simulator. */
    static void facts(Map<String, Object> map, HardwareProgress progress) {
        map.put("episodes", progress.episodes());
        map.put("plannedEpisodes", progress.plannedEpisodes());
        map.put("minutes", progress.minutes());
        map.put("remainingMinutes", progress.remainingMinutes());
        map.put("noise", progress.noise());
        map.put("driftPerMinute", Double.isNaN(progress.driftPerMinute()) ? null : progress.driftPerMinute());
        map.put("lostPairs", progress.lostPairs());
        map.put("skippedUpdates", progress.skippedUpdates());
        map.put("envelopeEnds", progress.envelopeEnds());
    }

    private void bar(HardwareProgress progress) {
        if (bar == null) {
            bar = Progress.bar(console, "episodes")
                    .setInitialMax(progress.plannedEpisodes())
                    .startsFrom(progress.episodes(), java.time.Duration.ZERO)
                    .build();
        }
        bar.maxHint(progress.plannedEpisodes());
        bar.setExtraMessage(message(progress));
        bar.stepTo(progress.episodes());
    }

    private static String line(HardwareProgress progress) {
        return String.format(
                Locale.ROOT,
                "generation %d of %d, episode %d of %d, %s, %.1f min left",
                progress.generation() + 1,
                progress.generations(),
                progress.episodes(),
                progress.plannedEpisodes(),
                message(progress),
                progress.remainingMinutes());
    }

    private static String message(HardwareProgress progress) {
        String drift = Double.isNaN(progress.driftPerMinute())
                ? ""
                : String.format(Locale.ROOT, ", drift %+.2g %%/min", 100 * progress.driftPerMinute());
        String lost = progress.lostPairs() == 0 ? "" : ", " + progress.lostPairs() + " pairs lost";
        return String.format(Locale.ROOT, "cost %.4g +- %.2g%s%s", progress.cost(), progress.noise(), drift, lost);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
