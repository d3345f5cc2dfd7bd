package dev.antipode.controller.paper;

import java.io.IOException;
import java.nio.file.Path;
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
     * @param seed of the pictures that figure 3 makes where it is given none
     * @param idx the folder of a pair of IDX files to take them from, such as MNIST's; null for none
     * @return in the paper's order
     * @throws IOException if the files cannot be read or are refused
     */
    public static List<Figure> all(boolean quick, long seed, Path idx) throws IOException {
        int batch = quick ? OptimizerFigure.QUICK_BATCH : OptimizerFigure.FULL_BATCH;
        Digits digits = idx == null ? Digits.made(seed, batch) : IdxFiles.read(idx, batch);
        return quick
                ? List.of(
                        SinusoidFigure.quick(),
                        AutoencoderFigure.quick(),
                        SliceFigure.quick(),
                        OptimizerFigure.quick(digits),
                        PackingFigure.quick(),
                        SpectrumFigure.quick(),
                        TruncationFigure.quick(),
                        LinearFigure.quick(),
                        RecurrentFigure.quick(),
                        RemediesFigure.quick())
                : List.of(
                        SinusoidFigure.full(),
                        AutoencoderFigure.full(),
                        SliceFigure.full(),
                        OptimizerFigure.full(digits),
                        PackingFigure.full(),
                        SpectrumFigure.full(),
                        TruncationFigure.full(),
                        LinearFigure.full(),
                        RecurrentFigure.full(),
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
