package dev.antipode.controller.paper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What has become of the figures of a run: told in their order, whichever is done first. Not thread-safe. */
final class Outcomes {
    private final List<Figure> figures;
    private final Map<String, FinishedFigure> finished = new HashMap<>();
    private final Map<String, Consumer<PaperListener>> news = new HashMap<>();
    private int told;

    Outcomes(List<Figure> figures) {
        this.figures = figures;
    }

    void finished(Figure figure, FinishedFigure done, boolean kept) {
        finished.put(figure.id(), done);
        news.put(figure.id(), listener -> listener.finished(figure, done, kept));
    }

    void failed(Figure figure, RuntimeException failure) {
        news.put(figure.id(), listener -> listener.failed(figure, failure));
    }

    /** The figures that are done, in their order. */
    List<FinishedFigure> finished() {
        return figures.stream()
                .flatMap(figure -> Stream.ofNullable(finished.get(figure.id())))
                .toList();
    }

    /** What is new, up to the first figure that is still to come. */
    void tell(PaperListener listener) {
        while (told < figures.size() && news.containsKey(figures.get(told).id())) {
            news.remove(figures.get(told++).id()).accept(listener);
        }
    }

    /** What is new: no other figure will come. */
    void tellAll(PaperListener listener) {
        for (; told < figures.size(); told++) {
            Optional.ofNullable(news.remove(figures.get(told).id())).ifPresent(each -> each.accept(listener));
        }
    }
}
