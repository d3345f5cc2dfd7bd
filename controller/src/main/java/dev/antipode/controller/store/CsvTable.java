package dev.antipode.controller.store;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A table of numbers from a comma-separated file: one header row, {@code .} decimals, one number a cell. Blank lines are
 * skipped; an empty cell, a missing cell or anything but a number is refused with its line and column.
 *
 * @param file where it came from, for messages
 * @param columns the header, in order
 * @param rows one array a row, one number a column
 * @param lines the line of the file that each row stands on, from 1
 */
public record CsvTable(Path file, List<String> columns, List<double[]> rows, List<Integer> lines) {
    /** Digits are taken once and for all: a long row of them that is no number must not be tried at every length. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(NaN|Infinity|(\\d++\\.?+\\d*+|\\.\\d++)([eE][+-]?\\d++)?+)");

    /** Copies the lists. */
    public CsvTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        lines = List.copyOf(lines);
    }

    /**
     * Reads a file.
     *
     * @param file the file, in UTF-8
     * @return the table
     * @throws RefusedFileException in one sentence, if it cannot be read or is not such a table
     */
    public static CsvTable read(Path file) throws RefusedFileException {
        List<String> text = text(file);
        List<String> columns = null;
        List<double[]> rows = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i);
            if (line.isBlank()) {
                continue;
            }
            if (columns == null) {
                columns = header(file, line);
            } else {
                rows.add(row(file, columns, line, i + 1));
                lines.add(i + 1);
            }
        }
        if (columns == null) {
            throw new RefusedFileException(file, "is empty; its first line must name the columns");
        }
        return new CsvTable(file, columns, rows, lines);
    }

    /**
     * The lines of a file, for tables that hold more than numbers.
     *
     * @param file the file, in UTF-8
     * @return its lines, without the mark that some programs begin a file with
     * @throws RefusedFileException in one sentence, if it cannot be read
     */
    public static List<String> text(Path file) throws RefusedFileException {
        try {
            List<String> text = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
            if (!text.isEmpty() && text.getFirst().startsWith("\uFEFF")) {
                text.set(0, text.getFirst().substring(1));
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new RefusedFileException(file, "is not text in UTF-8");
        } catch (IOException e) {
            throw new RefusedFileException(
                    file,
                    Files.isDirectory(file)
                            ? "is a folder, not a CSV file"
                            : "cannot be read: " + AtomicFile.reason(e));
        }
    }

    /**
     * Where a column stands.
     *
     * @param name the column
     * @return its index from 0, or -1
     */
    public int column(String name) {
        return columns.indexOf(name);
    }

    /**
     * Refuses what is not finite.
     *
     * @return this table
     * @throws RefusedFileException if a number is NaN or infinite, naming its line and column
     */
    public CsvTable requireFinite() throws RefusedFileException {
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                if (!Double.isFinite(rows.get(i)[j])) {
                    throw new RefusedFileException(
                            file,
                            "has " + rows.get(i)[j] + " in line " + lines.get(i) + ", column '" + columns.get(j)
                                    + "', where a finite number must be");
                }
            }
        }
        return this;
    }

    /**
     * The names in a header row.
     *
     * @param file for messages
     * @param line the row
     * @return its cells, without quotes and blanks around them
     * @throws RefusedFileException if it names a column twice
     */
    public static List<String> header(Path file, String line) throws RefusedFileException {
        List<String> columns = new ArrayList<>();
        for (String cell : line.split(",", -1)) {
            String name = cell.strip();
            if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
                name = name.substring(1, name.length() - 1);
            }
            columns.add(name);
        }
        if (new HashSet<>(columns).size() != columns.size()) {
            throw new RefusedFileException(file, "names a column twice in its header '" + line + "'");
        }
        return columns;
    }

    /**
     * The cells of a row.
     *
     * @param file for messages
     * @param columns the header
     * @param line the row
     * @param number of the line, from 1
     * @return one a column, as they stand
     * @throws RefusedFileException if there are more or fewer
     */
    public static String[] cells(Path file, List<String> columns, String line, int number) throws RefusedFileException {
        String[] cells = line.split(",", -1);
        if (cells.length != columns.size()) {
            throw new RefusedFileException(
                    file, "has " + cells.length + " cells in line " + number + " but " + columns.size() + " columns");
        }
        return cells;
    }

    private static double[] row(Path file, List<String> columns, String line, int number) throws RefusedFileException {
        String[] cells = cells(file, columns, line, number);
        double[] row = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i].strip();
            if (!NUMBER.matcher(cell).matches()) {
                throw new RefusedFileException(
                        file,
                        "has '" + cell + "' in line " + number + ", column '" + columns.get(i)
                                + "', where a number must be");
            }
            row[i] = Double.parseDouble(cell);
        }
        return row;
    }
}
