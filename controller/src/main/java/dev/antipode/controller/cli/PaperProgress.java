package dev.antipode.controller.cli;

import dev.antipode.controller.paper.Figure;
import dev.antipode.controller.paper.FinishedFigure;
import dev.antipode.controller.paper.PaperListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;

/** Shows how the figures of the paper go, with the time that is left, and says what each has shown. */
final class PaperProgress implements PaperListener, AutoCloseable {
    private static final int PARTS = 1000;
    private static final long NANOS_BETWEEN_LINES = 2_000_000_000L;
    /** Below this share of the whole, the pace is a guess. */
    private static final double TELLING = 0.02;

    private final Console console;
    private final CommonOptions common;
    private final double expected;
    private final long start = System.nanoTime();
    private double before;
    private long lastLine = start;
    private int failures;
    private ProgressBar bar;

    /** The figures that are still to be measured. */
    PaperProgress(Console console, CommonOptions common, List<Figure> missing) {
        this.console = console;
        this.common = common;
        this.expected = missing.stream().mapToDouble(Figure::expectedSeconds).sum();
    }

    /** So long in words. */
    static String time(double seconds) {
        return seconds < 100
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : seconds < 6000
                        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    @Override
    public void progress(Figure figure, double fraction) {
        if (common.quiet) {
            return;
        }
        double share = (before + fraction * figure.expectedSeconds()) / expected;
        double elapsed = (System.nanoTime() - start) * 1e-9;
        double left = share < TELLING ? expected * (1 - share) : elapsed * (1 - share) / share;
        String what = String.format(
                Locale.ROOT, "figure %s %.0f %%, %s left of all", figure.id(), 100 * fraction, time(left));
        if (console.terminal() && !common.json) {
            if (bar == null) {
                bar = Progress.bar(console, "paper").setInitialMax(PARTS).build();
            }
            bar.setExtraMessage(what);
            bar.stepTo((long) (PARTS * share));
            return;
        }
        long now = System.nanoTime();
        if (now - lastLine >= NANOS_BETWEEN_LINES) {
            lastLine = now;
            console.say(common, what);
        }
    }

    @Override
    public void finished(Figure figure, FinishedFigure finished, boolean kept) {
        String sentence = finished.result().sentence(figure.shows());
        if (!kept) {
            before += figure.expectedSeconds();
        }
        if (common.json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("figure", figure.id());
            map.put("kept", kept);
            map.put("seconds", finished.seconds());
            map.put("agrees", finished.result().agrees());
            map.put("sentence", sentence);
            console.json(map);
        } else {
            pause();
            console.out().print("Figure " + figure.id() + ": " + sentence + "\n");
            console.out().flush();
        }
    }

    @Override
    public void failed(Figure figure, RuntimeException failure) {
        failures++;
        before += figure.expectedSeconds();
        pause();
        console.err().println("Figure " + figure.id() + " was left out: " + Failures.oneLine(failure));
    }

    /** How many figures could not be measured. */
    int failures() {
        return failures;
    }

    /** Takes the bar away, so that a line can be printed. */
    void pause() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() {
        pause();
    }
}
