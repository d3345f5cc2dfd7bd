package dev.antipode.controller.loop;

import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;

/** The thread that looks at a running loop: for its watchdog, and once a second for Flight Recorder. */
final class LoopWatch {
    private static final long WINDOW_NANOS = 1_000_000_000L;

    private final Watchdog watchdog;
    private final LoopProgress progress;
    private final TickClock clock;
    private final Thread thread;
    private volatile boolean closed;
    private long ticks;
    private long misses;
    private long faultyTicks;

    LoopWatch(Watchdog watchdog, LoopProgress progress, TickClock clock) {
        this.watchdog = watchdog;
        this.progress = progress;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon(true).name("antipode-watch").start(this::run);
    }

    private void run() {
        long interval = watchdog.on() ? Math.min(watchdog.intervalNanos(), WINDOW_NANOS) : WINDOW_NANOS;
        long windowStart = System.nanoTime();
        while (!closed) {
            watchdog.look(clock.nanoTime());
            if (System.nanoTime() - windowStart >= WINDOW_NANOS) {
                windowStart = System.nanoTime();
                emit();
            }
            LockSupport.parkNanos(interval);
        }
    }

    /** The event's class is touched only where someone records: making it known to Flight Recorder takes longer than a start may. */
    private void emit() {
        LoopWindow window = FlightRecorder.isInitialized() ? new LoopWindow() : null;
        if (window != null && window.isEnabled()) {
            window.ticks = progress.ticks() - ticks;
            window.misses = progress.misses() - misses;
            window.faultyTicks = progress.faultyTicks() - faultyTicks;
            window.worstWakeUp = progress.takeWindowWorstNanos();
            window.mode = progress.mode().name();
            window.commit();
        }
        ticks = progress.ticks();
        misses = progress.misses();
        faultyTicks = progress.faultyTicks();
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        emit();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
