package dev.antipode.controller.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Writes a comma-separated table, cell by cell. A double is written with the shortest decimals that read back as the same
 * double. Not thread-safe.
 */
public final class CsvWriter {
    private final OutputStream out;
    private final int columns;
    private final StringBuilder row = new StringBuilder();
    private int cells;

    /**
     * Starts a table.
     *
     * @param out where it goes; stays open
     * @param columns the header
     * @throws IOException if the header cannot be written
     */
    public CsvWriter(OutputStream out, List<String> columns) throws IOException {
        this.out = out;
        this.columns = columns.size();
        for (String column : columns) {
            text(column);
        }
        endRow();
    }

    private CsvWriter(OutputStream out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    /** Goes on with a table whose header has been written. */
    static CsvWriter continuing(OutputStream out, int columns) {
        return new CsvWriter(out, columns);
    }

    /**
     * A number.
     *
     * @param value any double
     * @return this
     */
    public CsvWriter number(double value) {
        return cell(Double.toString(value));
    }

    /**
     * An integer.
     *
     * @param value any integer
     * @return this
     */
    public CsvWriter integer(long value) {
        return cell(Long.toString(value));
    }

    /**
     * A cell without a value.
     *
     * @return this
     */
    public CsvWriter empty() {
        return cell("");
    }

    /**
     * A number that may be absent.
     *
     * @param value any double, or nothing for an empty cell
     * @return this
     */
    public CsvWriter optional(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : empty();
    }

    /**
     * A name.
     *
     * @param name without comma, quote and line end
     * @return this
     */
    public CsvWriter text(String name) {
        if (name.indexOf(',') >= 0 || name.indexOf('"') >= 0 || name.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("name '" + name + "' holds a comma, quote or line end");
        }
        return cell(name);
    }

    private CsvWriter cell(String cell) {
        if (cells++ > 0) {
            row.append(',');
        }
        row.append(cell);
        return this;
    }

    /**
     * Ends the row and hands it to the stream.
     *
     * @throws IOException if it cannot be written
     */
    public void endRow() throws IOException {
        if (cells != columns) {
            throw new IllegalStateException("a row of " + cells + " cells in a table of " + columns + " columns");
        }
        out.write(row.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        row.setLength(0);
        cells = 0;
    }
}
