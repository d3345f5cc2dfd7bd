package dev.antipode.controller.loop;

import dev.antipode.controller.hil.LinkSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Keeps the last ticks and writes them to a file of their own when a fault occurs, with those that follow: what led there and what came of
 * it. Faults within a dump are part of it.
 */
public final class FaultDump implements TickSink {
    private final Path folder;
    private final LinkSignature signature;
    private final TickRow[] last;
    private final int after;
    private final int mostFiles;
    private int next;
    private int filled;
    private int files;
    private int left;
    private TickSink open;

    /**
     * Makes one.
     *
     * @param folder where the files go; made where it is missing
     * @param signature what a tick has
     * @param before how many ticks before the fault
     * @param after how many ticks after it
     * @param mostFiles how many dumps are written at most
     * @throws IOException if the folder cannot be made
     */
    public FaultDump(Path folder, LinkSignature signature, int before, int after, int mostFiles) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.signature = signature;
        this.last = new TickRow[before];
        for (int i = 0; i < before; i++) {
            last[i] = new TickRow(signature);
        }
        this.after = after;
        this.mostFiles = mostFiles;
    }

    @Override
    public void write(TickRow row) throws IOException {
        if (open == null && row.faults != 0 && files < mostFiles) {
            files++;
            open = new CsvSink(folder.resolve(String.format(Locale.ROOT, "fault-%09d.csv", row.tick)), signature);
            for (int i = 0; i < filled; i++) {
                open.write(last[(next + last.length - filled + i) % last.length]);
            }
            left = after + 1;
        }
        if (open != null) {
            open.write(row);
            left--;
            if (left == 0) {
                close();
            }
        }
        if (last.length > 0) {
            last[next].set(row);
            next = (next + 1) % last.length;
            filled = Math.min(filled + 1, last.length);
        }
    }

    /**
     * The dumps that were begun.
     *
     * @return at least 0
     */
    public int files() {
        return files;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            TickSink closing = open;
            open = null;
            closing.close();
        }
    }
}
