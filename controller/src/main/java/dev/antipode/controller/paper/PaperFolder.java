package dev.antipode.controller.paper;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.OutputFolder;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.memory.MemoryUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where figures of the same settings are kept, with the page about all of them. */
final class PaperFolder {
    private final Path path;
    private final List<Figure> all;
    private final long seed;
    private final ExecutionSettings execution;
    private final PaperReport report;

    /** A folder that may hold any of these figures; it need not be there. */
    PaperFolder(Path path, List<Figure> all, long seed, ExecutionSettings execution, PaperReport report) {
        this.path = path;
        this.all = List.copyOf(all);
        this.seed = seed;
        this.execution = execution;
        this.report = report;
    }

    Path page() {
        return path.resolve("report.html");
    }

    /** Makes it, or refuses what is there unless it holds figures, all with the settings asked for. */
    void open() throws IOException {
        if (!holdsFigures()) {
            OutputFolder.create(path, "");
        }
        requireSameSettings();
    }

    private boolean holdsFigures() throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> content = Files.list(path)) {
            return content.anyMatch(file -> file.getFileName().toString().startsWith(FigureFile.PREFIX));
        }
    }

    /** Of those that will not be measured, too: one page tells of all. */
    private void requireSameSettings() throws IOException {
        for (Figure figure : all) {
            FigureFile file = new FigureFile(path, figure.id());
            if (file.exists() && kept(figure).isEmpty()) {
                throw new RefusedFileException(
                        file.yaml(),
                        "was measured with another seed, size, arithmetic or input; give the options that it was measured "
                                + "with or another --out, or delete it");
            }
        }
    }

    private String settings(Figure figure) {
        return "seed " + seed + ", " + execution.arithmetic() + ", " + figure.settings();
    }

    Optional<FinishedFigure> kept(Figure figure) throws IOException {
        return new FigureFile(path, figure.id()).read(settings(figure));
    }

    /** Keeps a figure. */
    FinishedFigure write(Figure figure, double seconds, MemoryUse memory, FigureResult result) throws IOException {
        FinishedFigure done = new FinishedFigure(figure.id(), settings(figure), seconds, memory, result);
        new FigureFile(path, figure.id()).write(done);
        return done;
    }

    /** Writes the page about all figures that are kept; none, if there is none. */
    void writePage() throws IOException {
        List<FinishedFigure> kept = new ArrayList<>();
        for (Figure figure : all) {
            kept(figure).ifPresent(kept::add);
        }
        if (!kept.isEmpty()) {
            AtomicFile.write(page(), report.html(all, kept).getBytes(StandardCharsets.UTF_8));
        }
    }
}
