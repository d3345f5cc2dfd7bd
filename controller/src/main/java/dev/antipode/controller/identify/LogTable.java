package dev.antipode.controller.identify;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.sim.NearestName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A comma-separated table of which some columns are numbers, some of them missing, and others are words that nobody asks for. */
final class LogTable {
    private final Path file;
    private final List<String> header;
    private final List<String[]> cells = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final Set<String> unused;

    private LogTable(Path file, List<String> text) throws RefusedFileException {
        this.file = file;
        List<String> columns = null;
        for (int i = 0; i < text.size(); i++) {
            if (text.get(i).isBlank()) {
                continue;
            }
            String[] row = text.get(i).split(",", -1);
            if (columns == null) {
                row[0] = row[0].startsWith("\uFEFF") ? row[0].substring(1) : row[0];
                columns = Arrays.stream(row).map(LogTable::unquoted).toList();
                continue;
            }
            if (row.length != columns.size()) {
                throw refused(
                        "has " + row.length + " cells in line " + (i + 1) + " but " + columns.size() + " columns");
            }
            cells.add(row);
            lines.add(i + 1);
        }
        if (columns == null || cells.isEmpty()) {
            throw refused("has no rows; its first line names the columns, the others are samples");
        }
        header = columns;
        unused = new LinkedHashSet<>(header);
        if (unused.size() != header.size()) {
            throw refused("names a column twice in its header");
        }
    }

    static LogTable read(Path file) throws RefusedFileException {
        try {
            return new LogTable(file, Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new RefusedFileException(file, "is not text in UTF-8");
        } catch (RefusedFileException e) {
            throw e;
        } catch (IOException e) {
            throw new RefusedFileException(
                    file,
                    Files.isDirectory(file)
                            ? "is a folder, not a CSV file"
                            : "cannot be read: " + AtomicFile.reason(e));
        }
    }

    List<String> header() {
        return header;
    }

    int rows() {
        return cells.size();
    }

    /** The line of the file that a row stands on. */
    int line(int row) {
        return lines.get(row);
    }

    /** Columns that nobody has looked for. */
    Set<String> unused() {
        return unused;
    }

    RefusedFileException refused(String defect) {
        return new RefusedFileException(file, defect);
    }

    /** Where a column stands, or -1. */
    int find(String name) {
        unused.remove(name);
        return header.indexOf(name);
    }

    int require(String name, String what) throws RefusedFileException {
        int column = find(name);
        if (column < 0) {
            throw refused("lacks " + what + "; " + NearestName.listing(name, header));
        }
        return column;
    }

    /** NaN where there is no number and may be none. */
    double[] numbers(int column, boolean mayMiss) throws RefusedFileException {
        double[] numbers = new double[cells.size()];
        for (int i = 0; i < numbers.length; i++) {
            String cell = cells.get(i)[column].strip();
            try {
                numbers[i] = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
            } catch (NumberFormatException e) {
                throw refusedCell(i, column, "where a number must be");
            }
            if (Double.isInfinite(numbers[i]) || (!mayMiss && Double.isNaN(numbers[i]))) {
                throw refusedCell(i, column, "where a finite number must be");
            }
        }
        return numbers;
    }

    /** Row by row. */
    double[][] numbers(int[] columns, boolean mayMiss) throws RefusedFileException {
        double[][] rows = new double[cells.size()][columns.length];
        for (int j = 0; j < columns.length; j++) {
            double[] column = numbers(columns[j], mayMiss);
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] = column[i];
            }
        }
        return rows;
    }

    private RefusedFileException refusedCell(int row, int column, String why) {
        return refused("has '" + cells.get(row)[column].strip() + "' in line " + lines.get(row) + ", column '"
                + header.get(column) + "', " + why);
    }

    private static String unquoted(String cell) {
        String name = cell.strip();
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1)
                : name;
    }
}
