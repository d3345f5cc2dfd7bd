package dev.antipode.controller.store;

import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.GuardReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code metrics.csv}: how each generation of a run went. Not thread-safe. */
public final class MetricsFile implements AutoCloseable {
    private static final List<String> PLAIN = List.of(
            "generation",
            "centreCost",
            "populationMeanCost",
            "validationCost",
            "validationSuccess",
            "sigma",
            "learningRate",
            "gradientScale",
            "failedEpisodes",
            "nonFiniteEpisodes",
            "simulatorSteps",
            "gradientSteps",
            "tangentSteps",
            "stepsPerSecond",
            "elapsedSeconds",
            "estimator",
            "mixing",
            "nonFiniteGradients");

    private static final List<String> COLUMNS =
            Stream.of(PLAIN, GuardColumns.NAMES).flatMap(List::stream).toList();

    private static final int GRADIENT_SCALE = PLAIN.indexOf("gradientScale");
    private static final int MIXING = PLAIN.indexOf("mixing");

    private final GenerationTable table;

    private MetricsFile(GenerationTable table) {
        this.table = table;
    }

    /**
     * One line as it was read back.
     *
     * @param generation from 0
     * @param centreCost cost of the unperturbed parameters
     * @param populationMeanCost mean cost of the candidates
     * @param validationCost cost on the validation episodes; NaN where there was no validation
     * @param gradientScale root mean square of the raw gradient estimate
     * @param mixing what share of the estimate was of first order; NaN where the estimator does not mix
     * @param guard what the guard measured and decided; empty where none was at work
     */
    public record Line(
            int generation,
            double centreCost,
            double populationMeanCost,
            double validationCost,
            double gradientScale,
            double mixing,
            Optional<GuardReport> guard) {}

    /**
     * Opens the file for the generations from {@code generation} on; what it has of earlier ones stays.
     *
     * @param file where
     * @param generation the next generation of the run
     * @return the file, to be closed
     * @throws IOException if it cannot be written
     */
    public static MetricsFile open(Path file, int generation) throws IOException {
        return new MetricsFile(GenerationTable.open(file, COLUMNS, generation));
    }

    /**
     * Adds a line.
     *
     * @param report how the generation went
     * @throws IOException if it cannot be written
     */
    public void add(GenerationReport report) throws IOException {
        CsvWriter writer = table.row();
        writer.integer(report.generation())
                .number(report.centreCost())
                .number(report.populationMeanCost())
                .optional(report.validationCost())
                .optional(report.validationSuccess())
                .number(report.sigma())
                .number(report.learningRate())
                .number(report.gradientScale())
                .integer(report.failedEpisodes())
                .integer(report.nonFiniteEpisodes())
                .integer(report.simulatorSteps())
                .integer(report.gradientSteps())
                .integer(report.tangentSteps())
                .number(report.stepsPerSecond())
                .number(report.elapsedSeconds())
                .text(report.estimator())
                .optional(report.mixing())
                .integer(report.nonFiniteGradients());
        GuardColumns.write(writer, report.guard());
        writer.endRow();
    }

    /**
     * Reads the learning curve back.
     *
     * @param file where
     * @return the lines that are whole, in order
     * @throws IOException if the file cannot be read
     */
    public static List<Line> read(Path file) throws IOException {
        return GenerationTable.read(file, COLUMNS).stream()
                .map(MetricsFile::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What a line says; empty where it has another form. */
    private static Optional<Line> parse(List<String> cells) {
        try {
            return Optional.of(new Line(
                    Integer.parseInt(cells.get(0)),
                    Double.parseDouble(cells.get(1)),
                    Double.parseDouble(cells.get(2)),
                    numberOrNaN(cells.get(3)),
                    Double.parseDouble(cells.get(GRADIENT_SCALE)),
                    numberOrNaN(cells.get(MIXING)),
                    GuardColumns.read(cells.subList(PLAIN.size(), cells.size()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static double numberOrNaN(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
