package dev.antipode.controller.cli;

import dev.antipode.controller.loop.LoopMode;
import dev.antipode.controller.loop.LoopOptions;
import dev.antipode.controller.loop.LoopProgress;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** Shows how a loop is doing: a bar on a terminal, else a line now and then. */
final class RunProgress implements AutoCloseable {
    private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;

    private final Console console;
    private final CommonOptions common;
    private final LoopOptions options;
    private final boolean barWanted;
    private long lastLine = System.nanoTime();
    private ProgressBar bar;

    RunProgress(Console console, CommonOptions common, LoopOptions options) {
        this.console = console;
        this.common = common;
        this.options = options;
        this.barWanted = console.terminal() && !common.json && options.ticks() > 0;
    }

    void show(LoopProgress progress, Optional<String> training) {
        if (common.quiet) {
            return;
        }
        if (barWanted) {
            if (bar == null) {
                bar = Progress.bar(console, "running")
                        .setInitialMax(options.ticks())
                        .build();
            }
            bar.setExtraMessage(message(progress, training));
            bar.stepTo(progress.ticks());
        } else if (System.nanoTime() - lastLine > NANOS_BETWEEN_LINES) {
            lastLine = System.nanoTime();
            console.say(
                    common, String.format(Locale.ROOT, "tick %d, %s", progress.ticks(), message(progress, training)));
        }
    }

    private static String message(LoopProgress progress, Optional<String> training) {
        return String.format(
                Locale.ROOT,
                "%d missed, %d with faults, worst wake-up %s%s%s",
                progress.misses(),
                progress.faultyTicks(),
                RunOutput.time(progress.worstWakeUpNanos()),
                progress.mode() == LoopMode.CONTROL
                        ? ""
                        : ", " + progress.mode().name().toLowerCase(Locale.ROOT),
                training.map(text -> ", " + text).orElse(""));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
