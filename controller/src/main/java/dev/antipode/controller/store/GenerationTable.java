package dev.antipode.controller.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file with one line a generation, its number in the first column, written as a run goes. A killed process may leave half a line,
 * and lines of generations after the last checkpoint; going on drops both. Not thread-safe.
 */
public final class GenerationTable implements AutoCloseable {
    private final OutputStream out;
    private final CsvWriter writer;

    private GenerationTable(OutputStream out, CsvWriter writer) {
        this.out = out;
        this.writer = writer;
    }

    /**
     * Opens the file for the generations from {@code generation} on; what it has of earlier ones stays.
     *
     * @param file where
     * @param columns the header
     * @param generation the next generation of the run
     * @return the file, to be closed
     * @throws IOException if it cannot be written
     */
    public static GenerationTable open(Path file, List<String> columns, int generation) throws IOException {
        try (AtomicFile kept = AtomicFile.open(file)) {
            kept.write((String.join(",", columns) + "\n").getBytes(StandardCharsets.UTF_8));
            if (generation > 0 && Files.exists(file)) {
                for (List<String> row : read(file, columns)) {
                    if (Integer.parseInt(row.getFirst()) < generation) {
                        kept.write((String.join(",", row) + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
            kept.commit();
        }
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND);
        return new GenerationTable(out, CsvWriter.continuing(out, columns.size()));
    }

    /**
     * Where the next line goes.
     *
     * @return the same object at every call; {@link CsvWriter#endRow} ends a line
     */
    public CsvWriter row() {
        return writer;
    }

    /**
     * Reads a file back.
     *
     * @param file where
     * @param columns its header
     * @return the cells of the lines that are whole, in order
     * @throws IOException if the file cannot be read
     */
    public static List<List<String>> read(Path file, List<String> columns) throws IOException {
        // A line that is no text is none of ours: it is dropped like one that is cut, not refused with all others.
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<List<String>> rows = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            List<String> cells = List.of(line.split(",", -1));
            if (cells.size() == columns.size() && isNumber(cells.getFirst())) {
                rows.add(cells);
            }
        }
        return rows;
    }

    /** False for the header, and for what is no such line. */
    private static boolean isNumber(String cell) {
        return cell.matches("[0-9]{1,9}");
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
