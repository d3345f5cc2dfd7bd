package dev.antipode.controller.paper;

import java.util.List;
import java.util.function.Function;

/** A figure that does as told. */
record MadeFigure(String id, double expectedSeconds, Function<FigureContext, FigureResult> measuring)
        implements Figure {
    /** Measures nothing. */
    static final FigureResult RESULT =
            new FigureResult("one", List.of(new Finding("one", "one", true)), List.of(), List.of());

    @Override
    public String title() {
        return "Figure " + id;
    }

    @Override
    public String shows() {
        return "one";
    }

    @Override
    public String settings() {
        return "made";
    }

    @Override
    public FigureResult measure(FigureContext context) {
        return measuring.apply(context);
    }
}
