package dev.antipode.controller.loop;

import java.util.concurrent.locks.LockSupport;

/** Looks at a watchdog until closed. */
final class WatchdogThread {
    private final Thread thread;
    private volatile boolean closed;

    WatchdogThread(Watchdog watchdog, TickClock clock) {
        this.thread = Thread.ofPlatform().daemon(true).name("antipode-watchdog").unstarted(() -> {
            while (!closed) {
                watchdog.look(clock.nanoTime());
                LockSupport.parkNanos(watchdog.intervalNanos());
            }
        });
        if (watchdog.on()) {
            thread.start();
        }
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
