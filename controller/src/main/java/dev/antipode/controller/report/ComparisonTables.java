package dev.antipode.controller.report;

import dev.antipode.controller.compare.BaselineRow;
import dev.antipode.controller.compare.BootstrapInterval;
import dev.antipode.controller.compare.ComparisonResult;
import dev.antipode.controller.compare.CostRow;
import dev.antipode.controller.compare.TimeRow;
import dev.antipode.core.memory.MemoryPlan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of a comparison as text, for pages and terminals alike. */
public final class ComparisonTables {
    private ComparisonTables() {}

    /**
     * A table.
     *
     * @param header one text a column; the first column names, the others are numbers
     * @param rows one text a column
     */
    public record Table(List<String> header, List<List<String>> rows) {}

    /**
     * Estimators at equal cost, then controllers that are not trained, on the same test episodes.
     *
     * @param result the comparison
     * @param baselines the others
     * @return the table
     */
    public static Table equalCost(ComparisonResult result, List<BaselineRow> baselines) {
        String target = target(result.options().target());
        List<String> header = List.of(
                "estimator",
                "test cost",
                "95 % interval",
                "success",
                "cost",
                "seconds",
                "cost to " + target,
                "seconds to " + target,
                "seeds at " + target,
                "memory",
                "updates");
        List<List<String>> rows = new ArrayList<>();
        for (CostRow row : result.equalCost()) {
            rows.add(List.of(
                    row.estimator() + (row.diverged() == 0 ? "" : " (" + row.diverged() + " diverged)"),
                    number(row.testCost()),
                    interval(row.interval()),
                    percent(row.success()),
                    steps(row.cost()),
                    seconds(row.seconds()),
                    steps(row.costToTarget()),
                    seconds(row.secondsToTarget()),
                    row.reached() + " of " + row.seeds(),
                    MemoryPlan.readable(row.memoryBytes()),
                    updates(row.updates())));
        }
        for (BaselineRow row : baselines) {
            boolean there = !Double.isNaN(row.testCost());
            List<String> cells = new ArrayList<>(List.of(
                    row.name(),
                    there ? number(row.testCost()) : "none",
                    there ? interval(row.interval()) : "",
                    there ? percent(row.success()) : ""));
            while (cells.size() < header.size()) {
                cells.add("");
            }
            rows.add(cells);
        }
        return new Table(header, rows);
    }

    /**
     * Estimators at equal time.
     *
     * @param result the comparison
     * @return the table
     */
    public static Table equalTime(ComparisonResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (TimeRow row : result.equalTime()) {
            rows.add(List.of(
                    row.estimator().toString(),
                    number(row.validationCost()),
                    row.validated() == 0 ? "" : interval(row.interval()),
                    row.validated() == 0 ? "" : percent(row.success()),
                    row.validated() == 0 ? "" : steps(row.cost()),
                    row.validated() + " of " + row.seeds()));
        }
        return new Table(
                List.of("estimator", "validation cost", "95 % interval", "success", "cost", "seeds validated"), rows);
    }

    private static String updates(Map<String, Long> updates) {
        return updates.size() == 1
                ? updates.values().iterator().next().toString()
                : updates.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    static String interval(BootstrapInterval interval) {
        return number(interval.low()) + " to " + number(interval.high());
    }

    static String number(double value) {
        return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, "%.4g", value);
    }

    /** A target, which often is a round number. */
    static String target(double share) {
        return new BigDecimal(100 * share, new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String seconds(double value) {
        return Double.isInfinite(value) ? "not reached" : String.format(Locale.ROOT, "%.1f s", value);
    }

    /**
     * A cost.
     *
     * @param value plain control steps, or infinity
     * @return for example {@code 82.1 M}
     */
    public static String steps(double value) {
        if (Double.isInfinite(value)) {
            return "not reached";
        }
        return value >= 1e6
                ? String.format(Locale.ROOT, "%.4g M", value / 1e6)
                : String.format(Locale.ROOT, "%.4g k", value / 1e3);
    }
}
