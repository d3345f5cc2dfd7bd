package dev.antipode.controller.store;

import dev.antipode.controller.train.GuardDecision;
import dev.antipode.controller.train.GuardReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The cells of {@code metrics.csv} that say what a guard measured and decided; all empty where none is at work. */
final class GuardColumns {
    static final List<String> NAMES = List.of(
            "decision",
            "window",
            "amplification",
            "spectralRadius",
            "varianceRatio",
            "varianceRatioError",
            "projection",
            "projectionError",
            "fall",
            "fallError");

    private GuardColumns() {}

    static void write(CsvWriter writer, Optional<GuardReport> report) {
        if (report.isEmpty()) {
            NAMES.forEach(_ -> writer.empty());
            return;
        }
        GuardReport guard = report.get();
        writer.text(guard.decision().text())
                .integer(guard.window())
                .number(guard.amplification())
                .number(guard.spectralRadius())
                .optional(guard.varianceRatio())
                .optional(guard.varianceRatioError())
                .optional(guard.projection())
                .optional(guard.projectionError())
                .optional(guard.fall())
                .optional(guard.fallError());
    }

    /**
     * Reads the cells back.
     *
     * @param cells one text a name
     * @return what was written
     * @throws IllegalArgumentException if the cells hold anything else
     */
    static Optional<GuardReport> read(List<String> cells) {
        if (cells.getFirst().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GuardReport(
                decision(cells.get(0)),
                Integer.parseInt(cells.get(1)),
                Double.parseDouble(cells.get(2)),
                Double.parseDouble(cells.get(3)),
                optional(cells.get(4)),
                optional(cells.get(5)),
                optional(cells.get(6)),
                optional(cells.get(7)),
                optional(cells.get(8)),
                optional(cells.get(9))));
    }

    private static GuardDecision decision(String text) {
        for (GuardDecision decision : GuardDecision.values()) {
            if (decision.text().equals(text)) {
                return decision;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no decision of a guard");
    }

    private static OptionalDouble optional(String cell) {
        return cell.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell));
    }
}
