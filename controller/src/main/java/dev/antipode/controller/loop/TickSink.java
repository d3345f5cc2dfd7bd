package dev.antipode.controller.loop;

import java.io.IOException;

/** Where recorded ticks go, off the loop's thread. */
public interface TickSink extends AutoCloseable {
    /**
     * Takes a tick.
     *
     * @param row to be copied where it is kept
     * @throws IOException if it cannot be written
     */
    void write(TickRow row) throws IOException;

    /**
     * Ends the recording.
     *
     * @throws IOException if the rest cannot be written
     */
    @Override
    void close() throws IOException;
}
