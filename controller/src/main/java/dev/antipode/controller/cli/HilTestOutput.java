package dev.antipode.controller.cli;

import dev.antipode.controller.hil.plan.CaseResult;
import dev.antipode.controller.hil.plan.PlanResult;
import dev.antipode.controller.hil.plan.ResultRow;
import dev.antipode.controller.hil.plan.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The result of a test as a table for people. */
final class HilTestOutput {
    private HilTestOutput() {}

    static String text(PlanResult result, Path folder) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(ResultRow.header());
        result.cases().forEach(part -> rows.add(ResultRow.of(part)));
        StringBuilder text = new StringBuilder(table(rows));
        for (CaseResult part : result.cases()) {
            if (part.verdict() != Verdict.PASSED) {
                text.append(part.verdict().text())
                        .append("  ")
                        .append(part.plan().name())
                        .append(": ")
                        .append(part.explanation())
                        .append('\n');
            }
        }
        result.difference()
                .ifPresent(difference -> TextLines.line(
                        text,
                        "simulator",
                        "largest difference %.3g, root mean square %.3g half ranges, over %d ticks",
                        difference.max(),
                        difference.rms(),
                        difference.ticks()));
        TextLines.line(
                text,
                "cases",
                "%d passed, %d failed, %d broke off, %d not run or not judged, in %.1f s, seed %d",
                result.count(Verdict.PASSED),
                result.count(Verdict.FAILED),
                result.count(Verdict.ERROR),
                result.count(Verdict.SKIPPED),
                result.elapsedSeconds(),
                result.seed());
        if (result.unknown() > 0) {
            TextLines.line(text, "criteria", "%d could not be judged: the link does not tell", result.unknown());
        }
        TextLines.line(text, "report", "%s", folder.resolve("report.html"));
        return text.toString();
    }

    private static String table(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                // Names to the left, numbers to the right.
                table.append(i == 0 ? "" : "  ").append(i < 2 ? row.get(i) + pad : pad + row.get(i));
            }
            table.append('\n');
        }
        return table.toString();
    }
}
