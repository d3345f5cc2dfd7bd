package dev.antipode.controller.store;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is not taken: cut short, altered, of a newer version, or made for something else. Its message is one sentence. */
public final class RefusedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses a file.
     *
     * @param file the file, named at the start of the message
     * @param defect the rest of the sentence, such as {@code "is cut short: ..."}
     */
    public RefusedFileException(Path file, String defect) {
        super(file + " " + defect);
    }
}
