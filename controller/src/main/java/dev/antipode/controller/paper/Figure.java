package dev.antipode.controller.paper;

/** A figure of the paper, or a table of its remedies, that can be measured again. */
public interface Figure {
    /**
     * What it is asked for by.
     *
     * @return its number, or a word
     */
    String id();

    /**
     * What it is about.
     *
     * @return a heading
     */
    String title();

    /**
     * What the paper shows.
     *
     * @return a clause that follows "The paper shows"
     */
    String shows();

    /**
     * Everything besides the seed that decides its numbers.
     *
     * @return one line; a folder holds figures of the same ones
     */
    String settings();

    /**
     * How long it is expected to take on one core of a small computer.
     *
     * @return seconds; only the order in which figures are begun and the progress use them
     */
    double expectedSeconds();

    /**
     * Measures.
     *
     * @param context seed, device and whom to tell about progress
     * @return what was measured
     * @throws java.util.concurrent.CancellationException if it was stopped
     * @throws dev.antipode.core.memory.BudgetExceededException if it takes more memory than permitted
     */
    FigureResult measure(FigureContext context);
}
