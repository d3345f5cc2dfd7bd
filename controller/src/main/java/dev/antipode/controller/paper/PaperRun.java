package dev.antipode.controller.paper;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.memory.BudgetExceededException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Measures figures one after another into a folder. A finished figure is written at once with the report of all so far; one that
 * is there already with the same settings is kept.
 */
public final class PaperRun {
    private final List<Figure> figures;
    private final Path folder;
    private final long seed;
    private final ExecutionSettings execution;
    private final PaperReport report;
    private final List<FinishedFigure> finished = new ArrayList<>();
    private volatile boolean cancelled;

    /**
     * A run.
     *
     * @param figures what to measure
     * @param folder where; made if it is not there
     * @param seed of every random number
     * @param execution threads, kernels and memory
     * @param report what the page says besides
     */
    public PaperRun(List<Figure> figures, Path folder, long seed, ExecutionSettings execution, PaperReport report) {
        this.figures = List.copyOf(figures);
        this.folder = folder;
        this.seed = seed;
        this.execution = execution;
        this.report = report;
    }

    /** Ends the run soon; finished figures stay. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * The figures that are done.
     *
     * @return in the order of the run
     */
    public List<FinishedFigure> finished() {
        return List.copyOf(finished);
    }

    /**
     * The page about the figures.
     *
     * @return its path
     */
    public Path page() {
        return folder.resolve("report.html");
    }

    private String settings(Figure figure) {
        return "seed " + seed + ", " + execution.arithmetic() + ", " + figure.settings();
    }

    /**
     * Which figures are still to be measured.
     *
     * @return those that are not in the folder with the same settings
     * @throws IOException if what is there cannot be read
     */
    public List<Figure> missing() throws IOException {
        List<Figure> missing = new ArrayList<>();
        for (Figure figure : figures) {
            if (new FigureFile(folder, figure.id()).read(settings(figure)).isEmpty()) {
                missing.add(figure);
            }
        }
        return missing;
    }

    /**
     * Measures what is missing.
     *
     * @param listener is told how it goes
     * @return whether all figures were gone through, rather than the run cancelled
     * @throws IOException if the folder cannot be written to
     */
    public boolean run(PaperListener listener) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(
                    folder + " is a file, so figures cannot be written to it; give another --out", e);
        }
        for (Figure figure : figures) {
            FigureFile file = new FigureFile(folder, figure.id());
            String settings = settings(figure);
            Optional<FinishedFigure> kept = file.read(settings);
            if (kept.isPresent()) {
                keep(figure, kept.get(), true, listener);
                continue;
            }
            long start = System.nanoTime();
            try {
                FigureResult result = figure.measure(new FigureContext(
                        seed, execution, fraction -> listener.progress(figure, fraction), () -> cancelled));
                FinishedFigure done =
                        new FinishedFigure(figure.id(), settings, (System.nanoTime() - start) * 1e-9, result);
                file.write(done);
                keep(figure, done, false, listener);
            } catch (CancellationException e) {
                return false;
            } catch (BudgetExceededException e) {
                listener.failed(figure, e);
            }
        }
        return true;
    }

    private void keep(Figure figure, FinishedFigure done, boolean kept, PaperListener listener) throws IOException {
        finished.add(done);
        AtomicFile.write(page(), report.html(figures, finished).getBytes(StandardCharsets.UTF_8));
        listener.finished(figure, done, kept);
    }
}
