package dev.antipode.controller.paper;

/** Is told how the figures go. */
public interface PaperListener {
    /**
     * Some of a figure is done.
     *
     * @param pace how far all are; only until this returns
     */
    void progress(PaperPace pace);

    /**
     * A figure is done and kept. Told in the figures' order, whichever is done first.
     *
     * @param figure which
     * @param finished what was measured
     * @param kept whether it was measured in an earlier run
     */
    void finished(Figure figure, FinishedFigure finished, boolean kept);

    /**
     * A figure could not be measured; the others go on. Told when it is its turn.
     *
     * @param figure which
     * @param failure why
     */
    void failed(Figure figure, RuntimeException failure);
}
