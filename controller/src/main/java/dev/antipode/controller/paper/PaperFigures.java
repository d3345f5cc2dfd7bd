package dev.antipode.controller.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The figures that there are. */
public final class PaperFigures {
    private PaperFigures() {}

    /**
     * All of them.
     *
     * @param quick whether at reduced size, within minutes
     * @return in the paper's order
     */
    public static List<Figure> all(boolean quick) {
        return quick
                ? List.of(
                        SinusoidFigure.quick(),
                        SliceFigure.quick(),
                        PackingFigure.quick(),
                        SpectrumFigure.quick(),
                        LinearFigure.quick(),
                        RemediesFigure.quick())
                : List.of(
                        SinusoidFigure.full(),
                        SliceFigure.full(),
                        PackingFigure.full(),
                        SpectrumFigure.full(),
                        LinearFigure.full(),
                        RemediesFigure.full());
    }

    /**
     * Some of them.
     *
     * @param all where to choose from
     * @param list ids separated by commas
     * @return in their own order
     * @throws IllegalArgumentException if there is no such figure
     */
    public static List<Figure> chosen(List<Figure> all, String list) {
        List<String> wanted = new ArrayList<>();
        for (String word : list.split(",", -1)) {
            String id = word.strip();
            if (all.stream().noneMatch(figure -> figure.id().equals(id))) {
                throw new IllegalArgumentException("there is no figure '" + id + "'; there are "
                        + all.stream().map(Figure::id).collect(Collectors.joining(", ")));
            }
            wanted.add(id);
        }
        return all.stream().filter(figure -> wanted.contains(figure.id())).toList();
    }
}
