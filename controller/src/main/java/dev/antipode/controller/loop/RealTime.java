package dev.antipode.controller.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the operating system is asked for on behalf of the loop's thread. Each wish falls back to what there is, with one sentence.
 *
 * @param fifoPriority priority of {@code SCHED_FIFO} from 1 to 99; 0 for ordinary scheduling
 * @param lockMemory whether every page of the process stays in memory
 * @param timerSlackNanos how much later than asked for the kernel may wake the thread; 0 for the system's own 50 us
 * @param cpu the processor that the thread is bound to; -1 for any
 */
public record RealTime(int fifoPriority, boolean lockMemory, long timerSlackNanos, int cpu) {
    private static final int EPERM = 1;
    private static final int ENOMEM = 12;
    private static final int EINVAL = 22;
    private static final int MAX_PRIORITY = 99;

    /** Checks the values. */
    public RealTime {
        if (fifoPriority < 0 || fifoPriority > MAX_PRIORITY) {
            throw new IllegalArgumentException("real-time priority " + fifoPriority + " must be from 1 to "
                    + MAX_PRIORITY + ", or 0 for ordinary scheduling");
        }
        if (timerSlackNanos < 0) {
            throw new IllegalArgumentException(
                    "timer slack " + timerSlackNanos + " ns must be at least 1, or 0 for the" + " system's own");
        }
        if (cpu < -1 || cpu > LinuxCalls.maxCpu()) {
            throw new IllegalArgumentException(
                    "processor " + cpu + " must be from 0 to " + LinuxCalls.maxCpu() + ", or -1 for any");
        }
    }

    /**
     * Nothing out of the ordinary.
     *
     * @return no wish
     */
    public static RealTime none() {
        return new RealTime(0, false, 0, -1);
    }

    /**
     * Asks the system on behalf of the calling thread.
     *
     * @return one sentence for each wish that was not granted; empty if all were
     */
    public List<String> apply() {
        List<String> refused = new ArrayList<>();
        if (equals(none())) {
            return refused;
        }
        if (!LinuxCalls.available()) {
            refused.add("real-time scheduling is asked for on Linux alone; the loop runs with what "
                    + System.getProperty("os.name") + " gives every thread");
            return refused;
        }
        if (lockMemory) {
            note(refused, "memory was not locked", LinuxCalls.lockMemory(), "raise 'ulimit -l'");
        }
        if (timerSlackNanos > 0) {
            note(refused, "the timer slack stays 50 us", LinuxCalls.timerSlack(timerSlackNanos), "");
        }
        if (cpu >= 0) {
            note(
                    refused,
                    "the loop runs on any processor, not on " + cpu + " alone",
                    LinuxCalls.affinity(cpu),
                    "name a processor that this process may use");
        }
        if (fifoPriority > 0) {
            note(
                    refused,
                    "the loop runs with ordinary scheduling, not SCHED_FIFO",
                    LinuxCalls.fifo(fifoPriority),
                    "raise 'ulimit -r' or run it as root, outside of control groups without real-time budget");
        }
        return refused;
    }

    /**
     * Asks for scheduling and processor on behalf of a thread that ends at once: nothing changes.
     *
     * @return what {@link #apply} would not be granted of them, a sentence each
     */
    public List<String> probe() {
        RealTime ofThread = new RealTime(fifoPriority, false, 0, cpu);
        AtomicReference<List<String>> refused = new AtomicReference<>(List.of());
        Thread asking = Thread.ofPlatform().start(() -> refused.set(ofThread.apply()));
        boolean interrupted = false;
        while (asking.isAlive()) {
            try {
                asking.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return refused.get();
    }

    private static void note(List<String> refused, String consequence, int errno, String remedy) {
        if (errno != 0) {
            refused.add(consequence + ": " + reason(errno) + (remedy.isEmpty() ? "" : "; " + remedy));
        }
    }

    private static String reason(int errno) {
        return switch (errno) {
            case EPERM -> "not permitted";
            case ENOMEM -> "the limit of locked memory is too low";
            case EINVAL -> "there is no such processor or priority";
            default -> "error number " + errno;
        };
    }
}
