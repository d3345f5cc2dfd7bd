package dev.antipode.controller.hil.wire;

import com.fazecast.jSerialComm.SerialPort;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes to a serial line on a thread of its own: where a driver's buffer is full, the library tries until it takes something, however
 * long the other side does not read. Whoever sends never waits: what does not fit into a short queue is not sent. The queue is short
 * because a command that has waited is worth less than the next one.
 */
final class SerialWriter implements AutoCloseable {
    /** As much as waits in the driver's own buffer on Linux; a longer frame has the queue for itself. */
    private static final int QUEUE_BYTES = 4096;

    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Between two looks at a driver that still has something to send: a hundred bits at the usual rates or fewer. */
    private static final long BUSY_NANOS = 100_000;
    /** Longer than the queue takes at the usual rate. */
    private static final long CLOSING_NANOS = 500 * NANOS_PER_MILLI;

    private final SerialPort port;
    /** A ring: what is between the two counts is still to be written. */
    private final byte[] queue;

    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final Thread thread;
    private volatile boolean ended;

    /** @param longest the most bytes of one frame on the line */
    SerialWriter(SerialPort port, int longest) {
        this.port = port;
        this.queue = new byte[Math.max(longest, QUEUE_BYTES)];
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("antipode-serial-" + port.getSystemPortName())
                .start(this::run);
    }

    /** Takes a frame, or nothing of it: false where those before it have not left yet. */
    boolean offer(byte[] line, int bytes) {
        long end = queued.getPlain();
        long waiting = end - written.getAcquire();
        if (ended || (waiting > 0 && waiting + bytes > QUEUE_BYTES)) {
            return false;
        }
        int at = (int) (end % queue.length);
        int first = Math.min(bytes, queue.length - at);
        System.arraycopy(line, 0, queue, at, first);
        System.arraycopy(line, first, queue, 0, bytes - first);
        queued.setRelease(end + bytes);
        LockSupport.unpark(thread);
        return true;
    }

    private void run() {
        long done = 0;
        while (!ended) {
            int at = (int) (done % queue.length);
            int bytes = (int) Math.min(queued.getAcquire() - done, queue.length - at);
            if (bytes == 0) {
                LockSupport.park(this);
                continue;
            }
            if (busy()) {
                // The library would try again and again, without a pause.
                LockSupport.parkNanos(BUSY_NANOS);
                continue;
            }
            int taken = port.writeBytes(queue, bytes, at);
            // Below 0: unplugged, and nothing can be sent any more.
            ended |= taken < 0;
            done += Math.max(taken, 0);
            written.setRelease(done);
        }
    }

    /** Whether the driver still has something to send, as far as it tells. */
    private boolean busy() {
        return port.bytesAwaitingWrite() > 0;
    }

    private boolean sent() {
        return written.getAcquire() == queued.getPlain() && !busy();
    }

    /** What was taken, such as a farewell, still leaves if the other side reads; if it does not, that is given up soon. */
    @Override
    public void close() {
        long began = System.nanoTime();
        long waited = 0;
        while (!ended && !sent() && waited < CLOSING_NANOS) {
            Pause.after(waited, CLOSING_NANOS - waited);
            waited = System.nanoTime() - began;
        }
        ended = true;
        if (!sent()) {
            // A write that waits for the other side comes back when there is nothing left to be read.
            port.flushIOBuffers();
        }
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSING_NANOS / NANOS_PER_MILLI);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
