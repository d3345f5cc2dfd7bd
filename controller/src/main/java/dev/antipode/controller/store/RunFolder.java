package dev.antipode.controller.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of one training run: what was asked for ({@code run.yaml}), how it goes ({@code metrics.csv}), where it can go on
 * ({@code checkpoint.safetensors}), and in the end {@code controller.safetensors} and {@code report.html}.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
    /** The name of the file of {@link #parameters}. */
    public static final String PARAMETERS = "parameters.yaml";

    /**
     * Makes the folder of a new run.
     *
     * @param path where; may exist if it is empty
     * @return the folder
     * @throws RefusedFileException if there is something in it already, so that no run overwrites another
     * @throws IOException if it cannot be made or written to
     */
    public static RunFolder create(Path path) throws IOException {
        OutputFolder.create(path, ", or --resume " + path + " to go on with the run in it");
        return new RunFolder(path);
    }

    /**
     * Opens the folder of an earlier run.
     *
     * @param path where
     * @return the folder
     * @throws RefusedFileException if there is no run in it
     */
    public static RunFolder open(Path path) throws RefusedFileException {
        RunFolder folder = new RunFolder(path);
        if (!Files.isRegularFile(folder.configuration())) {
            throw new RefusedFileException(path, "is not the folder of a run: it has no run.yaml");
        }
        if (!Files.isWritable(path)) {
            throw new RefusedFileException(path, "cannot be written to: permission denied");
        }
        return folder;
    }

    /**
     * What was asked for.
     *
     * @return the path of {@code run.yaml}
     */
    public Path configuration() {
        return path.resolve("run.yaml");
    }

    /**
     * How the run goes, one line a generation.
     *
     * @return the path of {@code metrics.csv}
     */
    public Path metrics() {
        return path.resolve("metrics.csv");
    }

    /**
     * What each generation told of the plant, where it was one that was trained on.
     *
     * @return the path of {@code plant.csv}
     */
    public Path plant() {
        return path.resolve("plant.csv");
    }

    /**
     * Where the run can go on.
     *
     * @return the path of {@code checkpoint.safetensors}
     */
    public Path checkpoint() {
        return path.resolve("checkpoint.safetensors");
    }

    /**
     * What the run started from, where that was learnt from a control law.
     *
     * @return the path of {@code imitated.safetensors}
     */
    public Path imitated() {
        return path.resolve("imitated.safetensors");
    }

    /**
     * What the plant's parameters are drawn from, where the task does not say it.
     *
     * @return the path of {@value #PARAMETERS}
     */
    public Path parameters() {
        return path.resolve(PARAMETERS);
    }

    /**
     * The trained controller.
     *
     * @return the path of {@code controller.safetensors}
     */
    public Path controller() {
        return path.resolve("controller.safetensors");
    }

    /**
     * The page about the run.
     *
     * @return the path of {@code report.html}
     */
    public Path report() {
        return path.resolve("report.html");
    }

    /**
     * Writes {@code run.yaml}.
     *
     * @param sections a map of names to values under each heading
     * @throws IOException if it cannot be written
     */
    public void writeConfiguration(Map<String, Map<String, String>> sections) throws IOException {
        SectionsFile.write(configuration(), sections);
    }

    /**
     * Reads {@code run.yaml}.
     *
     * @return a map of names to values under each heading
     * @throws RefusedFileException if it is no such file
     */
    public Map<String, Map<String, String>> readConfiguration() throws RefusedFileException {
        return SectionsFile.read(configuration(), "a run");
    }

    /**
     * Whether a checkpoint has been written.
     *
     * @return its path, or empty
     */
    public Optional<Path> existingCheckpoint() {
        return Files.exists(checkpoint()) ? Optional.of(checkpoint()) : Optional.empty();
    }

    /**
     * Whether a run has come to its end here.
     *
     * @return whether there are a controller and a report, which are written last
     */
    public boolean complete() {
        return Files.exists(controller()) && Files.exists(report());
    }
}
