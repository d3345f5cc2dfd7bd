package dev.antipode.controller.cli;

import dev.antipode.controller.store.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes a table row by row. */
interface RowSink {
    RowSink integer(long value);

    RowSink number(double value);

    RowSink empty();

    void endRow() throws IOException;

    /** As CSV. */
    final class CsvRows implements RowSink {
        private final CsvWriter writer;

        CsvRows(OutputStream out, List<String> columns) throws IOException {
            writer = new CsvWriter(out, columns);
        }

        @Override
        public RowSink integer(long value) {
            writer.integer(value);
            return this;
        }

        @Override
        public RowSink number(double value) {
            writer.number(value);
            return this;
        }

        @Override
        public RowSink empty() {
            writer.empty();
            return this;
        }

        @Override
        public void endRow() throws IOException {
            writer.endRow();
        }
    }

    /** As one JSON object a row. */
    final class JsonRows implements RowSink {
        private final Console console;
        private final List<String> columns;
        private final Map<String, Object> row = new LinkedHashMap<>();

        JsonRows(Console console, List<String> columns) {
            this.console = console;
            this.columns = columns;
        }

        @Override
        public RowSink integer(long value) {
            row.put(columns.get(row.size()), value);
            return this;
        }

        @Override
        public RowSink number(double value) {
            row.put(columns.get(row.size()), value);
            return this;
        }

        @Override
        public RowSink empty() {
            row.put(columns.get(row.size()), null);
            return this;
        }

        @Override
        public void endRow() {
            console.json(row);
            row.clear();
        }
    }
}
