package dev.antipode.controller.train;

/** Runs windows of training episodes that are kept elsewhere between them. Nothing here allocates. */
interface WindowRunner extends EpisodeRunner {
    /**
     * Runs the next steps of one tile of episodes; cost, live steps and observations are then those of the window alone. Episodes that
     * reach their last step are finished.
     *
     * @param from where the episodes were kept, in bytes; ignored at their first step
     * @param to where they are kept afterwards, in bytes; below 0 for nowhere
     * @param generation part of the key of their random numbers
     * @param firstEpisode lane {@code l} runs episode {@code firstEpisode + l}
     * @param step the step that the window begins with
     * @param parameters where the shared parameters lie, in bytes; ignored where each lane has its own
     */
    void window(long from, long to, int generation, int firstEpisode, int step, int steps, long parameters);
}
