package dev.antipode.controller.paper;

import java.io.IOException;

/** Where figures that are measured side by side write how they go: what they share, used by one at a time. */
final class PaperBoard {
    private final PaperPace pace;
    private final Outcomes outcomes;
    private final PaperListener listener;
    private final Page page;

    /** Is written anew with every figure that is done. */
    @FunctionalInterface
    interface Page {
        void write() throws IOException;
    }

    PaperBoard(PaperPace pace, Outcomes outcomes, PaperListener listener, Page page) {
        this.pace = pace;
        this.outcomes = outcomes;
        this.listener = listener;
        this.page = page;
    }

    synchronized void began(Figure figure) {
        pace.began(figure, System.nanoTime());
    }

    synchronized void progress(Figure figure, double fraction) {
        pace.progress(figure, fraction);
        listener.progress(pace);
    }

    synchronized void finished(Figure figure, FinishedFigure done) throws IOException {
        pace.ended(figure, System.nanoTime());
        outcomes.finished(figure, done, false);
        page.write();
        outcomes.tell(listener);
    }

    synchronized void failed(Figure figure, RuntimeException failure) {
        pace.ended(figure, System.nanoTime());
        outcomes.failed(figure, failure);
        outcomes.tell(listener);
    }

    synchronized void putOff(Figure figure) {
        pace.putOff(figure, System.nanoTime());
    }
}
