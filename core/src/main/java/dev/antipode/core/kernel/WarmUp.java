package dev.antipode.core.kernel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The low-priority threads that warm, check and publish SIMD kernels, each of them a burst of one kernel at a time. */
final class WarmUp implements Runnable {
    private final Deque<WarmUpTask> resting = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private final int mostThreads;
    private final BiConsumer<Warmable, String> decided;
    private final Runnable primer;
    private int undecided;
    private boolean wanted;
    private boolean closed;

    /**
     * @param mostThreads how many threads are of use, at least 1
     * @param decided told, on the thread that warmed it, of every kernel and why it stays scalar; empty where it does not
     * @param primer run by every thread before it warms a kernel
     */
    WarmUp(int mostThreads, BiConsumer<Warmable, String> decided, Runnable primer) {
        this.mostThreads = mostThreads;
        this.decided = decided;
        this.primer = primer;
    }

    synchronized void add(WarmUpTask task) {
        if (closed) {
            task.close();
            return;
        }
        resting.add(task);
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
        while (wanted && !closed && threads.size() < Math.min(mostThreads, undecided)) {
            Thread thread = new Thread(this, "antipode-kernel-warm-up");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            threads.add(thread);
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
        List<Thread> running;
        synchronized (this) {
            closed = true;
            resting.forEach(WarmUpTask::close);
            resting.clear();
            notifyAll();
            running = List.copyOf(threads);
        }
        try {
            for (Thread thread : running) {
                if (thread != Thread.currentThread()) {
                    thread.join();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            prime();
            for (WarmUpTask task = take(); task != null; task = take()) {
                String outcome = outcome(task);
                if (outcome == null) {
                    rest(task);
                } else {
                    task.close();
                    decided.accept(task.kernel(), outcome);
                    decided();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /** The kernel that has rested longest, once its pause is over; null when closed. */
    private synchronized WarmUpTask take() throws InterruptedException {
        while (!closed) {
            WarmUpTask next = resting.peek();
            long pause = next == null ? 0 : next.pause(System.nanoTime());
            if (next == null) {
                wait();
            } else if (pause <= 0) {
                return resting.remove();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, pause);
            }
        }
        return null;
    }

    private synchronized void rest(WarmUpTask task) {
        if (closed) {
            task.close();
        } else {
            resting.add(task);
            notifyAll();
        }
    }

    private synchronized void decided() {
        undecided--;
        notifyAll();
    }

    /** An error in the JVM's young Vector API must leave the run on its scalar kernels, not end it. */
    private static String outcome(WarmUpTask task) {
        try {
            return task.advance(System.nanoTime());
        } catch (LinkageError | RuntimeException e) {
            return "Its SIMD code failed: " + e + ".";
        }
    }
}
