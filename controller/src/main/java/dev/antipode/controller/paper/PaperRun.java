package dev.antipode.controller.paper;

import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.WarmKernels;
import dev.antipode.core.memory.BudgetExceededException;
import dev.antipode.core.memory.MemoryLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures figures into a folder, as many side by side as there are threads, which changes no number. A finished figure is written at
 * once with the report of all in the folder; one that is there already with the same settings is kept, and a folder with figures of other
 * settings, or with anything else, is refused.
 */
public final class PaperRun {
    private final List<Figure> figures;
    private final PaperFolder folder;
    private final long seed;
    private final ExecutionSettings execution;
    private final Outcomes outcomes;
    private final WarmKernels kernels = new WarmKernels();
    private volatile boolean cancelled;

    /**
     * A run.
     *
     * @param figures what to measure
     * @param all what the page may tell of: those figures and others that may be in the folder
     * @param folder where; made if it is not there
     * @param seed of every random number
     * @param execution kernels, and the threads and memory of all figures that are measured at a time
     * @param report what the page says besides
     */
    public PaperRun(
            List<Figure> figures,
            List<Figure> all,
            Path folder,
            long seed,
            ExecutionSettings execution,
            PaperReport report) {
        this.figures = List.copyOf(figures);
        this.folder = new PaperFolder(folder, all, seed, execution, report);
        this.seed = seed;
        this.execution = execution;
        this.outcomes = new Outcomes(this.figures);
    }

    /** Ends the run soon; finished figures stay. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * The figures that are done, after {@link #run}.
     *
     * @return in their order
     */
    public List<FinishedFigure> finished() {
        return outcomes.finished();
    }

    /**
     * The page about the figures.
     *
     * @return its path, or empty where no figure is done
     */
    public Optional<Path> page() {
        return Optional.of(folder.page()).filter(Files::isRegularFile);
    }

    /**
     * Which figures are still to be measured.
     *
     * @return those that are not in the folder with the same settings
     * @throws dev.antipode.controller.store.RefusedFileException if the folder holds figures of other settings, or something else
     * @throws IOException if the folder cannot be made, or what is there cannot be read
     */
    public List<Figure> missing() throws IOException {
        folder.open();
        List<Figure> missing = new ArrayList<>();
        for (Figure figure : figures) {
            if (folder.kept(figure).isEmpty()) {
                missing.add(figure);
            }
        }
        return missing;
    }

    /**
     * How long a run is expected to take.
     *
     * @param missing what is to be measured
     * @return seconds
     */
    public double expectedSeconds(List<Figure> missing) {
        return new PaperPace(missing, execution.threads()).secondsExpected();
    }

    /**
     * Measures what is missing. To be called once.
     *
     * @param listener is told how it goes, by one thread at a time
     * @return whether all figures were gone through, rather than the run cancelled
     * @throws dev.antipode.controller.store.RefusedFileException if the folder holds figures of other settings, or something else
     * @throws IOException if the folder cannot be written to
     */
    public boolean run(PaperListener listener) throws IOException {
        folder.open();
        List<Figure> missing = new ArrayList<>();
        for (Figure figure : figures) {
            folder.kept(figure)
                    .ifPresentOrElse(done -> outcomes.finished(figure, done, true), () -> missing.add(figure));
        }
        folder.writePage();
        outcomes.tell(listener);
        if (!missing.isEmpty()) {
            measure(missing, listener);
        }
        outcomes.tellAll(listener);
        return !cancelled;
    }

    /** Side by side, each with a share of threads and memory; then one by one, with all of both, those that need more memory. */
    private void measure(List<Figure> missing, PaperListener listener) throws IOException {
        int workers = Math.min(execution.threads(), missing.size());
        PaperPace pace = new PaperPace(missing, workers);
        PaperBoard board = new PaperBoard(pace, outcomes, listener, folder::writePage);
        ExecutionSettings share = execution
                .withThreads(execution.threads() / workers)
                .withBudgetBytes(Math.max(1, execution.budgetBytes() / workers));
        Map<Figure, Future<Boolean>> fits = new LinkedHashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().name("antipode-figures-", 0).factory())) {
            for (Figure figure : pace.order()) {
                fits.put(figure, pool.submit(() -> measureOrCancel(figure, share, board)));
            }
        }
        for (Map.Entry<Figure, Future<Boolean>> each : fits.entrySet()) {
            if (!result(each.getValue())) {
                measure(each.getKey(), execution, board);
            }
        }
    }

    private static boolean result(Future<Boolean> future) throws IOException {
        if (future.state() == Future.State.SUCCESS) {
            return future.resultNow();
        }
        switch (future.exceptionNow()) {
            case IOException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /** What is not a figure's own failure ends the others, too. */
    private boolean measureOrCancel(Figure figure, ExecutionSettings settings, PaperBoard board) throws IOException {
        try {
            return measure(figure, settings, board);
        } catch (IOException | RuntimeException | Error e) {
            cancel();
            throw e;
        }
    }

    /** False if a figure needs more memory than its share. */
    private boolean measure(Figure figure, ExecutionSettings settings, PaperBoard board) throws IOException {
        if (cancelled) {
            return true;
        }
        board.began(figure);
        long start = System.nanoTime();
        try {
            MemoryLedger ledger = new MemoryLedger();
            FigureContext context =
                    new FigureContext(seed, settings, fraction -> board.progress(figure, fraction), () -> cancelled);
            FigureResult result = ScopedValue.where(MemoryLedger.IN_USE, ledger)
                    .where(WarmKernels.IN_USE, kernels)
                    .call(() -> figure.measure(context));
            double seconds = (System.nanoTime() - start) * 1e-9;
            board.finished(figure, folder.write(figure, seconds, ledger.use(), result));
        } catch (CancellationException e) {
            return true;
        } catch (BudgetExceededException e) {
            if (settings.budgetBytes() < execution.budgetBytes()) {
                board.putOff(figure);
                return false;
            }
            board.failed(figure, e);
        } catch (RuntimeException e) {
            board.failed(figure, e);
        }
        return true;
    }
}
