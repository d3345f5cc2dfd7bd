package dev.antipode.controller.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM and Ctrl-C into a request to stop, and holds the end of the process back until what must be saved is saved,
 * but not for longer than a bound.
 */
final class Interruption {
    private static final long LONGEST_SECONDS = 30;

    private final CountDownLatch saved = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean requested;

    private Interruption(Runnable stop) {
        hook = new Thread(
                () -> {
                    requested = true;
                    stop.run();
                    try {
                        if (!saved.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                            return;
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "antipode-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on, a signal runs {@code stop} and waits for {@link #close}. */
    static Interruption stopping(Runnable stop) {
        return new Interruption(stop);
    }

    /** Everything is saved: the process may end. */
    void close() {
        saved.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal came just now; the hook has nothing left to wait for.
                return;
            }
        }
    }
}
