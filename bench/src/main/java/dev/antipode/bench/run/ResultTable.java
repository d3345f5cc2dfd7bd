package dev.antipode.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as text: the facts, then a row a benchmark. */
final class ResultTable {
    static final List<String> HEADER =
            List.of("suite", "benchmark", "profile", "score", "+-", "unit", "B/op", "ratio to");

    static final String LEGEND =
            "score: the median of the JVMs; +-: half the way from the fastest to the slowest; B/op: of all"
                    + " threads, by the GC profiler, some 14 kB that JMH itself allocates an iteration included.";

    /** Columns from this one on hold numbers. */
    static final int FIRST_NUMBER = 3;

    private ResultTable() {}

    static String of(Results results) {
        StringBuilder text = new StringBuilder();
        results.header()
                .facts()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append('\n'));
        List<List<String>> rows = rows(results);
        int[] widths = new int[HEADER.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = HEADER.get(i).length();
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        text.append('\n').append(line(HEADER, widths));
        rows.forEach(row -> text.append(line(row, widths)));
        text.append('\n').append(LEGEND).append('\n');
        if (!results.remark().isEmpty()) {
            text.append(results.remark()).append('\n');
        }
        results.line().ifPresent(line -> text.append(line).append('\n'));
        return text.toString();
    }

    static List<List<String>> rows(Results results) {
        List<List<String>> rows = new ArrayList<>();
        for (Measurement measurement : results.measurements()) {
            List<String> ratios = new ArrayList<>();
            for (Map.Entry<String, Double> ratio : results.ratios(measurement).entrySet()) {
                ratios.add(String.format(Locale.ROOT, "%s %.3f", ratio.getKey(), ratio.getValue()));
            }
            Baseline.Pair pair = results.pairs().get(measurement);
            if (pair != null && pair.regression()) {
                ratios.add("SLOWER");
            }
            rows.add(List.of(
                    measurement.suite(),
                    measurement.benchmark(),
                    results.header().profileLabel(),
                    number(measurement.score()),
                    number(measurement.error()),
                    measurement.unit(),
                    Double.isNaN(measurement.allocatedBytesPerOp())
                            ? "-"
                            : String.format(Locale.ROOT, "%.3f", measurement.allocatedBytesPerOp()),
                    String.join(", ", ratios)));
        }
        return rows;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.3f" : "%.0f", value);
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String pad = " ".repeat(widths[i] - cell.length());
            boolean right = i >= FIRST_NUMBER && i < widths.length - 1 && i != FIRST_NUMBER + 2;
            line.append(right ? pad + cell : cell + pad).append("  ");
        }
        return line.toString().stripTrailing() + "\n";
    }
}
