package dev.antipode.controller.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a run will write: what would lose an older one, or cannot be written, is refused before the run. */
final class NewFile {
    private NewFile() {}

    static void require(String option, Path file) throws IOException {
        if (Files.isDirectory(file) || (Files.exists(file) && Files.size(file) > 0)) {
            throw new RequestException(file + " exists already; name another file for " + option);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new RequestException(
                    "there is no folder " + folder + " for " + option + " " + file + "; make it first");
        }
    }
}
