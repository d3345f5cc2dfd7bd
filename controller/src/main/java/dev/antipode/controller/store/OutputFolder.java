package dev.antipode.controller.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Makes folders for what a command writes. */
public final class OutputFolder {
    private OutputFolder() {}

    /**
     * Makes a folder.
     *
     * @param path where; may exist if it is empty
     * @param otherRemedy what else than another {@code --out} helps where it is not empty, or nothing
     * @throws RefusedFileException if there is something in it already, so that nothing is overwritten, or if it cannot be made or
     *     written to
     * @throws IOException if it cannot be listed
     */
    public static void create(Path path, String otherRemedy) throws IOException {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw new RefusedFileException(path, "is a file, so it cannot be the folder of a run; give another --out");
        } catch (IOException e) {
            throw new RefusedFileException(path, "cannot be made: " + AtomicFile.reason(e) + "; give another --out");
        }
        try (Stream<Path> content = Files.list(path)) {
            if (content.findAny().isPresent()) {
                throw new RefusedFileException(path, "is not empty; give another --out" + otherRemedy);
            }
        }
        if (!Files.isWritable(path)) {
            throw new RefusedFileException(path, "cannot be written to: permission denied; give another --out");
        }
    }
}
