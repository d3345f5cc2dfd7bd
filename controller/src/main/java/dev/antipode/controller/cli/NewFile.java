package dev.antipode.controller.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command will write: what would lose another one, or cannot be written, is refused before the work. */
final class NewFile {
    private NewFile() {}

    /** For what cannot be made again: nothing may be there. */
    static void require(String option, Path file) throws IOException {
        if (Files.isDirectory(file) || (Files.exists(file) && Files.size(file) > 0)) {
            throw new RequestException(file + " exists already; name another file for " + option);
        }
        requireFolder(option, file);
    }

    /**
     * For what comes out the same each time: an older one is replaced, but not a file that the command reads.
     *
     * @param reads files that are read; null for those that were not given
     */
    static void requireApart(String option, Path file, Path... reads) throws IOException {
        if (Files.isDirectory(file)) {
            throw new RequestException(file + " is a folder; name a file for " + option);
        }
        for (Path read : reads) {
            if (read != null && Files.exists(file) && Files.exists(read) && Files.isSameFile(file, read)) {
                throw new RequestException(file + " is read by the same command; name another file for " + option);
            }
        }
        requireFolder(option, file);
    }

    private static void requireFolder(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new RequestException(
                    "there is no folder " + folder + " for " + option + " " + file + "; make it first");
        }
    }
}
