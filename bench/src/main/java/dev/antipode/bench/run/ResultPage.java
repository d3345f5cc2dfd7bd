package dev.antipode.bench.run;

import dev.antipode.controller.report.Chart;
import dev.antipode.controller.report.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as one HTML page that needs no other file: charts by lanes and by JVM, then the table. */
final class ResultPage {
    private static final List<String> STYLES = List.of("main", "third", "fourth", "fifth", "sixth", "second");

    private ResultPage() {}

    static String of(Results results) {
        RunHeader header = results.header();
        String emulated = header.emulated()
                ? "Emulated: figures of " + header.machine() + " made to resemble " + header.profile()
                        + ", not measured on that device. "
                : "";
        Page page = new Page(
                "Benchmarks: " + header.profileLabel(),
                "Benchmarks of " + header.profileLabel(),
                emulated + header.machine() + "; " + header.jdk());
        results.line().ifPresent(line -> page.paragraph("advice", line));
        List<Measurement> slower = results.regressions();
        if (!results.pairs().isEmpty()) {
            page.figures(List.of(
                    new Page.Figure(Integer.toString(results.pairs().size()), "compared with the baseline"),
                    new Page.Figure(Integer.toString(slower.size()), "slower beyond the noise")));
            page.paragraph("note", results.remark());
        }
        results.failed().forEach(suite -> page.paragraph("note", suite.reason()));
        List<Chart> charts = new ArrayList<>();
        bySuite(results).forEach((suite, measurements) -> charts.add(chart(header, suite, measurements)));
        page.heading("By lanes, and by JVM").charts("", charts);
        page.heading("Results").table(ResultTable.HEADER, ResultTable.rows(results), ResultTable.FIRST_NUMBER);
        page.paragraph("note", ResultTable.LEGEND);
        return page.section("How it was measured", header.facts()).end();
    }

    private static Map<Suite, List<Measurement>> bySuite(Results results) {
        Map<Suite, List<Measurement>> suites = new LinkedHashMap<>();
        for (Measurement measurement : results.measurements()) {
            suites.computeIfAbsent(Suite.of(measurement.suite()), _ -> new ArrayList<>())
                    .add(measurement);
        }
        return suites;
    }

    /** Over the number of lanes where there is one, else what each JVM measured. */
    private static Chart chart(RunHeader header, Suite suite, List<Measurement> measurements) {
        String title = suite.label() + ": " + suite.meaning() + (header.emulated() ? " (emulated)" : "");
        String unit = measurements.getFirst().unit();
        boolean lanes = measurements.stream()
                        .map(measurement -> measurement.parameter("lanes"))
                        .filter(value -> !value.isEmpty())
                        .distinct()
                        .count()
                > 1;
        return lanes ? overLanes(title, unit, measurements) : overForks(title, unit, measurements);
    }

    private static Chart overLanes(String title, String unit, List<Measurement> measurements) {
        Chart chart = new Chart(title, "lanes", unit);
        Map<String, List<Measurement>> lines = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            lines.computeIfAbsent(measurement.parametersWithout("lanes"), _ -> new ArrayList<>())
                    .add(measurement);
        }
        int style = 0;
        for (Map.Entry<String, List<Measurement>> line : lines.entrySet()) {
            List<Measurement> points = line.getValue();
            double[] x = points.stream()
                    .mapToDouble(point -> Double.parseDouble(point.parameter("lanes")))
                    .toArray();
            String name = STYLES.get(style++ % STYLES.size());
            chart.band(
                    name,
                    x,
                    points.stream().mapToDouble(p -> p.score() - p.error()).toArray(),
                    points.stream().mapToDouble(p -> p.score() + p.error()).toArray());
            chart.line(
                    line.getKey(),
                    name,
                    x,
                    points.stream().mapToDouble(Measurement::score).toArray());
        }
        return chart.octaves().logarithmicWhereWide();
    }

    private static Chart overForks(String title, String unit, List<Measurement> measurements) {
        Chart chart = new Chart(title, "JVM (or iteration, where there was one JVM)", unit);
        int style = 0;
        for (Measurement measurement : measurements) {
            double[] y = measurement.forks();
            double[] x = new double[y.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = i + 1;
            }
            chart.points(measurement.benchmark(), STYLES.get(style++ % STYLES.size()), x, y);
        }
        return chart.logarithmicWhereWide();
    }
}
