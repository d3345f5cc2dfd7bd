package dev.antipode.controller.hil.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Threads beside the loop that are busy while the window is open. They wait before, so that opening it costs the loop nothing. */
final class Background extends TickFault {
    private static final long NAP_NANOS = 1_000_000;

    private final Supplier<Runnable> work;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean busy;
    private volatile boolean closed;

    /**
     * Starts them.
     *
     * @param count how many
     * @param work makes for each what it does a little of at every call
     */
    Background(int count, Supplier<Runnable> work) {
        this.work = work;
        for (int i = 0; i < count; i++) {
            threads.add(
                    Thread.ofPlatform().daemon(true).name("antipode-load-" + i).start(this::run));
        }
    }

    private void run() {
        Runnable little = work.get();
        while (!closed) {
            if (busy) {
                little.run();
            } else {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    @Override
    public void episode() {
        busy = false;
    }

    @Override
    public void begin(FaultyPlant plant) {
        busy = true;
    }

    @Override
    public void end(FaultyPlant plant) {
        busy = false;
    }

    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
