package dev.antipode.controller.train;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * The worker threads of a run. All work on one {@link Phase} at a time, the calling thread as worker 0; a phase ends when
 * every worker has returned. Handing over allocates nothing. What a phase computes must not depend on which worker
 * does which part of it.
 */
final class WorkerPool implements AutoCloseable {
    /** A part of a generation that all workers do together. */
    @FunctionalInterface
    interface Phase {
        /**
         * Does this worker's share.
         *
         * @param worker from 0
         */
        void work(int worker);
    }

    private static final int SPINS = 200;
    private static final VarHandle PENDING;

    static {
        try {
            PENDING = MethodHandles.lookup().findVarHandle(WorkerPool.class, "pending", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread[] threads;
    private Phase phase;
    private Thread coordinator;
    private int runs;
    private volatile int epoch;
    private volatile int pending;
    private volatile boolean closed;
    private volatile Throwable failure;

    WorkerPool(int workers, String name) {
        if (workers < 1) {
            throw new IllegalArgumentException("threads " + workers + " must be at least 1");
        }
        threads = new Thread[workers - 1];
        for (int i = 0; i < threads.length; i++) {
            int worker = i + 1;
            threads[i] =
                    Thread.ofPlatform().daemon(true).name(name + "-" + worker).unstarted(() -> loop(worker));
        }
        for (Thread thread : threads) {
            thread.start();
        }
    }

    int workers() {
        return threads.length + 1;
    }

    /** Runs a phase on all workers and returns when all have done their share. One caller at a time. */
    void run(Phase work) {
        coordinator = Thread.currentThread();
        phase = work;
        pending = threads.length;
        epoch = ++runs;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        Throwable own = null;
        try {
            work.work(0);
        } catch (RuntimeException | Error e) {
            own = e;
        }
        int spins = 0;
        while (pending != 0) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
        if (own != null || failure != null) {
            throw new IllegalStateException("a worker failed", own != null ? own : failure);
        }
    }

    private void loop(int worker) {
        int seen = 0;
        while (true) {
            int spins = 0;
            while (epoch == seen && !closed) {
                if (++spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (closed) {
                return;
            }
            seen = epoch;
            try {
                phase.work(worker);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            if ((int) PENDING.getAndAdd(this, -1) == 1) {
                LockSupport.unpark(coordinator);
            }
        }
    }

    /** Ends the threads and waits for them. */
    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
