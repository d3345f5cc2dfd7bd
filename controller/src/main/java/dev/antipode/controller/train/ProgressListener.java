package dev.antipode.controller.train;

/**
 * Is told how training goes, on the thread that called {@link Trainer#run}, never on a worker. A slow listener delays checkpoints,
 * not generations, until some hundred of these are waiting for it.
 */
@FunctionalInterface
public interface ProgressListener {
    /**
     * A generation is done.
     *
     * @param report how it went
     */
    void generation(GenerationReport report);

    /**
     * A checkpoint is due.
     *
     * @param state complete, the listener's to keep
     */
    default void checkpoint(TrainingState state) {}

    /**
     * A listener that does nothing.
     *
     * @return the listener
     */
    static ProgressListener silent() {
        return report -> {};
    }
}
