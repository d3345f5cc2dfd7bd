package dev.antipode.controller.paper;

/** Is told how the figures go. */
public interface PaperListener {
    /**
     * Some of a figure is done.
     *
     * @param figure which
     * @param fraction of it, from 0 to 1
     */
    void progress(Figure figure, double fraction);

    /**
     * A figure is done and kept.
     *
     * @param figure which
     * @param finished what was measured
     * @param kept whether it was measured in an earlier run
     */
    void finished(Figure figure, FinishedFigure finished, boolean kept);

    /**
     * A figure could not be measured; the others go on.
     *
     * @param figure which
     * @param failure why
     */
    void failed(Figure figure, RuntimeException failure);
}
