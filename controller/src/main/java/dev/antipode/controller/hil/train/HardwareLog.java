package dev.antipode.controller.hil.train;

import dev.antipode.controller.hil.train.HardwareGeneration.Decision;
import dev.antipode.controller.store.GenerationTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code plant.csv}: what each generation of a run on a plant told of it. Not thread-safe. */
public final class HardwareLog implements AutoCloseable {
    private static final List<String> COLUMNS = List.of(
            "generation",
            "decision",
            "keptPairs",
            "checkedCost",
            "meanCost",
            "noise",
            "difference",
            "noiseLimit",
            "driftPerMinute",
            "episodes",
            "minutes");

    private final GenerationTable table;

    private HardwareLog(GenerationTable table) {
        this.table = table;
    }

    /**
     * Opens the file for the generations from {@code generation} on; what it has of earlier ones stays.
     *
     * @param file where
     * @param generation the next generation of the run
     * @return the file, to be closed
     * @throws IOException if it cannot be written
     */
    public static HardwareLog open(Path file, int generation) throws IOException {
        return new HardwareLog(GenerationTable.open(file, COLUMNS, generation));
    }

    /**
     * Adds a line.
     *
     * @param told what a generation told
     * @throws IOException if it cannot be written
     */
    public void add(HardwareGeneration told) throws IOException {
        table.row()
                .integer(told.generation())
                .text(told.decision().name())
                .integer(told.keptPairs())
                .number(told.checkedCost())
                .number(told.meanCost())
                .number(told.noise())
                .number(told.difference())
                .number(told.noiseLimit())
                .number(told.driftPerMinute())
                .integer(told.episodes())
                .number(told.minutes())
                .endRow();
    }

    /**
     * Reads a file back.
     *
     * @param file where
     * @return the generations of the lines that are whole, in order
     * @throws IOException if the file cannot be read
     */
    public static List<HardwareGeneration> read(Path file) throws IOException {
        return GenerationTable.read(file, COLUMNS).stream()
                .map(HardwareLog::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What a line says; empty where it has another form. */
    private static Optional<HardwareGeneration> parse(List<String> cells) {
        try {
            return Optional.of(new HardwareGeneration(
                    Integer.parseInt(cells.get(0)),
                    Decision.valueOf(cells.get(1)),
                    Integer.parseInt(cells.get(2)),
                    Double.parseDouble(cells.get(3)),
                    Double.parseDouble(cells.get(4)),
                    Double.parseDouble(cells.get(5)),
                    Double.parseDouble(cells.get(6)),
                    Double.parseDouble(cells.get(7)),
                    Double.parseDouble(cells.get(8)),
                    Long.parseLong(cells.get(9)),
                    Double.parseDouble(cells.get(10))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
