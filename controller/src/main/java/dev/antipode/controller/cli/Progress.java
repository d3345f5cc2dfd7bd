package dev.antipode.controller.cli;

import dev.antipode.controller.train.GenerationReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how training goes: a bar on a terminal, lines elsewhere, and one JSON object a generation with {@code --json}. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 110;
    /** Without a terminal, lines at least this far apart. */
    private static final double SECONDS_BETWEEN_LINES = 2;

    private final Console console;
    private final CommonOptions common;
    private final int generations;
    private ProgressBar bar;
    private double lastLine = Double.NEGATIVE_INFINITY;
    private double validationCost = Double.NaN;
    private double validationSuccess = Double.NaN;

    Progress(Console console, CommonOptions common, int generations) {
        this.console = console;
        this.common = common;
        this.generations = generations;
    }

    void generation(GenerationReport report) {
        if (common.json) {
            console.json(object(report));
        }
        report.validationCost().ifPresent(cost -> validationCost = cost);
        report.validationSuccess().ifPresent(success -> validationSuccess = success);
        if (common.quiet) {
            return;
        }
        if (console.terminal() && !common.json) {
            bar(report);
        } else if (report.elapsedSeconds() - lastLine >= SECONDS_BETWEEN_LINES
                || report.generation() + 1 == generations
                || lastLine == Double.NEGATIVE_INFINITY) {
            lastLine = report.elapsedSeconds();
            console.err().print(line(report) + "\n");
        }
    }

    static Map<String, Object> object(GenerationReport report) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("generation", report.generation());
        map.put("centreCost", report.centreCost());
        map.put("populationMeanCost", report.populationMeanCost());
        map.put(
                "validationCost",
                report.validationCost().isPresent() ? report.validationCost().getAsDouble() : null);
        map.put("simulatorSteps", report.simulatorSteps());
        map.put("stepsPerSecond", report.stepsPerSecond());
        map.put("elapsedSeconds", report.elapsedSeconds());
        map.put("estimator", report.estimator());
        report.guard().ifPresent(guard -> {
            map.put("decision", guard.decision().text());
            map.put("window", guard.window());
            map.put("amplification", guard.amplification());
        });
        return map;
    }

    /** A bar on standard error as every command shows it. */
    static ProgressBarBuilder bar(Console console, String task) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setMaxRenderedLength(WIDTH)
                .setConsumer(new ConsoleProgressBarConsumer(console.err(), WIDTH));
    }

    private void bar(GenerationReport report) {
        if (bar == null) {
            bar = bar(console, "training")
                    .setInitialMax(generations)
                    .startsFrom(report.generation(), java.time.Duration.ZERO)
                    .build();
        }
        bar.setExtraMessage(message(report));
        bar.stepTo(report.generation() + 1L);
    }

    private String line(GenerationReport report) {
        return String.format(
                Locale.ROOT,
                "generation %d of %d, %s, %.3g steps/s, %.0f s left",
                report.generation() + 1,
                generations,
                message(report),
                report.stepsPerSecond(),
                report.remainingSeconds());
    }

    private String message(GenerationReport report) {
        String validation = Double.isNaN(validationCost)
                ? ""
                : String.format(
                        Locale.ROOT, ", validation %.4g (%.0f %% succeed)", validationCost, 100 * validationSuccess);
        return String.format(Locale.ROOT, "cost %.4g%s", report.centreCost(), validation);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
