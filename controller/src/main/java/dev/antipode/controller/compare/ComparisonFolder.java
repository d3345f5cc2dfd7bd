package dev.antipode.controller.compare;

import dev.antipode.controller.store.OutputFolder;
import dev.antipode.controller.store.RefusedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a comparison: what was asked for and measured at the start ({@code comparison.yaml}), the finished runs
 * ({@code runs.csv}, {@code curves.csv}), and in the end {@code comparison.json} and {@code report.html}.
 *
 * @param path the folder
 */
public record ComparisonFolder(Path path) {
    /**
     * Makes the folder of a new comparison.
     *
     * @param path where; may exist if it is empty
     * @return the folder
     * @throws RefusedFileException if there is something in it already
     * @throws IOException if it cannot be made or written to
     */
    public static ComparisonFolder create(Path path) throws IOException {
        OutputFolder.create(path, ", or --resume " + path + " to go on with the comparison in it");
        return new ComparisonFolder(path);
    }

    /**
     * Opens the folder of an earlier comparison.
     *
     * @param path where
     * @return the folder
     * @throws RefusedFileException if there is no comparison in it
     */
    public static ComparisonFolder open(Path path) throws RefusedFileException {
        ComparisonFolder folder = new ComparisonFolder(path);
        if (!Files.isRegularFile(folder.configuration())) {
            throw new RefusedFileException(path, "is not the folder of a comparison: it has no comparison.yaml");
        }
        if (!Files.isWritable(path)) {
            throw new RefusedFileException(path, "cannot be written to: permission denied");
        }
        return folder;
    }

    /**
     * What was asked for.
     *
     * @return the path of {@code comparison.yaml}
     */
    public Path configuration() {
        return path.resolve("comparison.yaml");
    }

    /**
     * The finished runs, one a line.
     *
     * @return the path of {@code runs.csv}
     */
    public Path runs() {
        return path.resolve("runs.csv");
    }

    /**
     * The validations of the results, one a line.
     *
     * @return the path of {@code curves.csv}
     */
    public Path curves() {
        return path.resolve("curves.csv");
    }

    /**
     * The tables.
     *
     * @return the path of {@code comparison.json}
     */
    public Path json() {
        return path.resolve("comparison.json");
    }

    /**
     * The page about the comparison.
     *
     * @return the path of {@code report.html}
     */
    public Path report() {
        return path.resolve("report.html");
    }
}
