package dev.antipode.core.kernel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The one low-priority thread that warms, checks and publishes SIMD kernels, all of them in turn. */
final class WarmUp implements Runnable {
    private static final long PAUSE_MILLIS = 10;

    private final Deque<WarmUpTask> added = new ArrayDeque<>();
    private final BiConsumer<Warmable, String> decided;
    private final Runnable primer;
    private Thread thread;
    private int undecided;
    private boolean wanted;
    private boolean closed;

    /**
     * @param decided told, on the warm-up thread, of every kernel and why it stays scalar; empty where it does not
     * @param primer run on the warm-up thread before any kernel is
     */
    WarmUp(BiConsumer<Warmable, String> decided, Runnable primer) {
        this.primer = primer;
        this.decided = decided;
    }

    synchronized void add(WarmUpTask task) {
        added.add(task);
        undecided++;
        begin();
        notifyAll();
    }

    synchronized void start() {
        wanted = true;
        begin();
    }

    /** Where all kernels are warm already there is no thread. */
    private void begin() {
        if (wanted && undecided > 0 && thread == null && !closed) {
            thread = new Thread(this, "antipode-kernel-warm-up");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    synchronized boolean await(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (undecided > 0 && !closed) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return undecided == 0;
    }

    void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            notifyAll();
            running = thread;
        }
        if (running != null && running != Thread.currentThread()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void run() {
        List<WarmUpTask> tasks = new ArrayList<>();
        try {
            prime();
            while (takeAdded(tasks)) {
                advance(tasks);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tasks.forEach(WarmUpTask::close);
        }
    }

    /** What fails here fails in the kernels too, which then say so. */
    private void prime() {
        try {
            primer.run();
        } catch (LinkageError | RuntimeException e) {
            System.getLogger(WarmUp.class.getName()).log(System.Logger.Level.DEBUG, "Kernels are warmed unprimed", e);
        }
    }

    /** Waits until there is something to do; false when closed. */
    private synchronized boolean takeAdded(List<WarmUpTask> tasks) throws InterruptedException {
        while (added.isEmpty() && tasks.isEmpty() && !closed) {
            wait();
        }
        tasks.addAll(added);
        added.clear();
        return !closed;
    }

    private void advance(List<WarmUpTask> tasks) {
        Iterator<WarmUpTask> all = tasks.iterator();
        while (all.hasNext() && !isClosed()) {
            WarmUpTask task = all.next();
            String outcome = outcome(task);
            if (outcome != null) {
                all.remove();
                task.close();
                decided.accept(task.kernel(), outcome);
                synchronized (this) {
                    undecided--;
                    notifyAll();
                }
            }
        }
    }

    /** An error in the JVM's young Vector API must leave the run on its scalar kernels, not end it. */
    private static String outcome(WarmUpTask task) {
        try {
            return task.advance(System.nanoTime());
        } catch (LinkageError | RuntimeException e) {
            return "Its SIMD code failed: " + e + ".";
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }
}
