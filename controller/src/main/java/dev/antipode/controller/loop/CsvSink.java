package dev.antipode.controller.loop;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.store.CsvWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ticks as a comma-separated table: times in seconds, every other number in the unit of its signal. */
public final class CsvSink implements TickSink {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final CsvWriter table;

    /**
     * Starts a file.
     *
     * @param file where; replaced where it exists
     * @param signature what a tick has
     * @throws IOException if it cannot be written
     */
    public CsvSink(Path file, LinkSignature signature) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
        table = new CsvWriter(out, TickColumns.names(signature));
    }

    @Override
    public void write(TickRow row) throws IOException {
        table.integer(row.tick)
                .number(TickColumns.seconds(row.deadlineNanos))
                .integer(row.episode)
                .text(TickColumns.mode(row))
                .text(TickColumns.faults(row))
                .number(TickColumns.seconds(row.latenessNanos))
                .number(TickColumns.seconds(row.computeNanos));
        if (row.roundTripNanos < 0) {
            table.empty();
        } else {
            table.number(TickColumns.seconds(row.roundTripNanos));
        }
        table.integer(row.measurementTick);
        if (Double.isNaN(row.stageCost)) {
            table.empty();
        } else {
            table.number(row.stageCost);
        }
        numbers(row.reference);
        numbers(row.measurement);
        numbers(row.command);
        numbers(row.applied);
        table.endRow();
    }

    private void numbers(double[] values) {
        for (double value : values) {
            table.number(value);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
