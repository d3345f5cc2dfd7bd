package dev.antipode.controller.loop;

/**
 * A controller for one sample at a time: the same bits as in a rollout of many. {@link #reset} and {@link #command} belong to the loop's
 * thread, allocate nothing once they are warm and never throw.
 */
public interface Inference {
    /** Forgets what was remembered from earlier samples: an episode starts. */
    void reset();

    /**
     * From what is observed to what is commanded.
     *
     * @param observation one number an observation, in its own unit; not modified
     * @param command one number an input in its own unit, written; not yet limited
     */
    void command(double[] observation, double[] command);
}
