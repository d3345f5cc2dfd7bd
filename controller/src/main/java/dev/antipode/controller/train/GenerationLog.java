package dev.antipode.controller.train;

import java.util.concurrent.locks.LockSupport;

/**
 * A ring of slots between the one thread that coordinates training and the one that reports. The first waits while the
 * ring is full, or a checkpoint is being copied; the second while there is nothing to report. Allocates nothing.
 */
final class GenerationLog {
    private static final int CAPACITY = 256;

    private final GenerationSlot[] slots = new GenerationSlot[CAPACITY];
    private final Thread reporter;
    private volatile Thread trainer;
    private volatile long written;
    private volatile long read;
    private volatile boolean checkpointDue;
    private volatile boolean ended;

    /** @param reporter the thread that will call {@link #await} */
    GenerationLog(Thread reporter) {
        this.reporter = reporter;
        for (int i = 0; i < CAPACITY; i++) {
            slots[i] = new GenerationSlot();
        }
    }

    /** The slot to be filled next; waits until it is free. */
    GenerationSlot claim() {
        trainer = Thread.currentThread();
        while (written - read >= CAPACITY) {
            LockSupport.park(this);
        }
        return slots[(int) (written % CAPACITY)];
    }

    /** Publishes the claimed slot. Waits until the state was copied where a checkpoint is due. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    void publish(boolean checkpoint) {
        checkpointDue = checkpoint;
        written = written + 1;
        LockSupport.unpark(reporter);
        while (checkpointDue) {
            LockSupport.park(this);
        }
    }

    void end() {
        ended = true;
        LockSupport.unpark(reporter);
    }

    /** The next slot to be reported, or null at the end; to be released. */
    GenerationSlot await() {
        boolean interrupted = false;
        while (read == written && !ended) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return read == written ? null : slots[(int) (read % CAPACITY)];
    }

    /** Whether the slot just awaited is the last one written and the trainer waits for its state to be copied. */
    boolean checkpointDue() {
        return checkpointDue && read + 1 == written;
    }

    void checkpointTaken() {
        checkpointDue = false;
        LockSupport.unpark(trainer);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    void release() {
        read = read + 1;
        LockSupport.unpark(trainer);
    }
}
