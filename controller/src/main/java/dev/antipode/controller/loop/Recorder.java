package dev.antipode.controller.loop;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Takes ticks out of a ring and gives them to files, on a thread of its own. A file that cannot be written ends the recording, not the loop. */
public final class Recorder implements AutoCloseable {
    private static final long NAP_NANOS = 2_000_000;

    private final TickRing ring;
    private final List<TickSink> sinks;
    private final Thread thread;
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private volatile boolean closing;
    private volatile long written;
    /** Ticks that came out of the ring after a file had failed. */
    private final AtomicLong lost = new AtomicLong();

    /**
     * Starts the thread.
     *
     * @param ring where ticks come from
     * @param sinks where they go; closed at the end
     */
    public Recorder(TickRing ring, List<? extends TickSink> sinks) {
        this.ring = ring;
        this.sinks = List.copyOf(sinks);
        this.thread = Thread.ofPlatform().daemon(true).name("antipode-recorder").start(this::run);
    }

    private void run() {
        TickRow row = ring.row();
        boolean last = false;
        while (true) {
            while (ring.poll(row)) {
                take(row);
            }
            if (last) {
                return;
            }
            // What was written before the end was announced is taken in one more round.
            last = closing;
            if (!last) {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    private void take(TickRow row) {
        if (failure.get() != null) {
            lost.incrementAndGet();
            return;
        }
        try {
            for (TickSink sink : sinks) {
                sink.write(row);
            }
            written = row.tick + 1;
        } catch (IOException e) {
            failure.set(e);
            lost.incrementAndGet();
        }
    }

    /**
     * Why the recording ended early.
     *
     * @return null where it did not
     */
    public IOException failure() {
        return failure.get();
    }

    /**
     * The ticks for which there was no place in the ring, or no file any more.
     *
     * @return at least 0
     */
    public long dropped() {
        return ring.dropped() + lost.get();
    }

    /**
     * How far the files are.
     *
     * @return the tick after the last one that was written; 0 at the start
     */
    public long written() {
        return written;
    }

    /** As {@link #end}. */
    @Override
    public void close() {
        end();
    }

    /** Writes what is still in the ring, and closes the files; the loop must have ended. A second time it does nothing. */
    public void end() {
        if (closing) {
            return;
        }
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        for (TickSink sink : sinks) {
            try {
                sink.close();
            } catch (IOException e) {
                failure.compareAndSet(null, e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
