package dev.antipode.controller.cli;

import dev.antipode.controller.paper.Figure;
import dev.antipode.controller.paper.FinishedFigure;
import dev.antipode.controller.paper.PaperListener;
import dev.antipode.controller.paper.PaperPace;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;

/** Shows how the figures of the paper go, with the time that is left, and says what each has shown. */
final class PaperProgress implements PaperListener, AutoCloseable {
    private static final int PARTS = 1000;
    private static final long NANOS_BETWEEN_LINES = 2_000_000_000L;

    private final Console console;
    private final CommonOptions common;
    private long lastLine = System.nanoTime();
    private int failures;
    private ProgressBar bar;

    PaperProgress(Console console, CommonOptions common) {
        this.console = console;
        this.common = common;
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
    public void progress(PaperPace pace) {
        long now = System.nanoTime();
        if (common.quiet) {
            return;
        }
        if (console.terminal() && !common.json) {
            if (bar == null) {
                bar = Progress.bar(console, "paper").setInitialMax(PARTS).build();
            }
            bar.setExtraMessage(text(pace, now));
            bar.stepTo((long) (PARTS * pace.share()));
        } else if (now - lastLine >= NANOS_BETWEEN_LINES) {
            lastLine = now;
            console.say(common, text(pace, now));
        }
    }

    private static String text(PaperPace pace, long now) {
        return "figures " + pace.text() + ", " + time(pace.secondsLeft(now)) + " left";
    }

    @Override
    public void finished(Figure figure, FinishedFigure finished, boolean kept) {
        String sentence = finished.result().sentence(figure.shows());
        if (common.json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("figure", figure.id());
            map.put("kept", kept);
            map.put("seconds", finished.seconds());
            map.put("agrees", finished.result().agrees());
            map.put("sentence", sentence);
            map.put("memory", MemoryOutput.json(finished.memory()));
            console.json(map);
        } else {
            pause();
            console.out().print("Figure " + figure.id() + ": " + sentence + "\n");
            console.out().flush();
            MemoryOutput.lines("figure " + figure.id(), finished.memory()).forEach(line -> console.say(common, line));
        }
    }

    @Override
    public void failed(Figure figure, RuntimeException failure) {
        failures++;
        pause();
        console.err().println("Figure " + figure.id() + " was left out: " + Failures.sentence(failure));
        if (common.debug) {
            failure.printStackTrace(console.err());
        }
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
