package dev.antipode.controller.cli;

import dev.antipode.controller.inspect.InspectionListener;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/** Shows how an inspection goes, with the time that is left: a bar on a terminal, lines elsewhere. */
final class InspectionProgress implements InspectionListener, AutoCloseable {
    private static final int PARTS = 1000;
    private static final double TELLING = 0.05;
    private static final long NANOS_BETWEEN_LINES = 2_000_000_000L;

    private final Console console;
    private final CommonOptions common;
    private final long start = System.nanoTime();
    private long lastLine = start;
    private int lastPart = -1;
    private ProgressBar bar;

    InspectionProgress(Console console, CommonOptions common) {
        this.console = console;
        this.common = common;
    }

    @Override
    public void progress(String stage, double fraction) {
        if (common.quiet) {
            return;
        }
        if (console.terminal() && !common.json) {
            if (bar == null) {
                bar = Progress.bar(console, "inspecting").setInitialMax(PARTS).build();
            }
            int part = (int) (PARTS * fraction);
            if (part != lastPart) {
                lastPart = part;
                bar.setExtraMessage(stage);
                bar.stepTo(part);
            }
            return;
        }
        long now = System.nanoTime();
        if (now - lastLine >= NANOS_BETWEEN_LINES) {
            lastLine = now;
            // The first steps are slow, until the kernels are warm, and say little about the others.
            String left = fraction < TELLING
                    ? ""
                    : String.format(Locale.ROOT, ", %.0f s left", (now - start) * 1e-9 * (1 - fraction) / fraction);
            console.say(common, String.format(Locale.ROOT, "%s, %.0f %% done%s", stage, 100 * fraction, left));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
