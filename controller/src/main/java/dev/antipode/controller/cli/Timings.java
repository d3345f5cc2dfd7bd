package dev.antipode.controller.cli;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.antipode.core.memory.MemoryPlan;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How long it took from launch to each stage of a start, and what it cost: processor time, garbage, resident memory.
 * Does nothing unless it was asked for.
 */
final class Timings {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(5);

    private record Mark(String stage, double wallSeconds, double cpuSeconds, long garbageBytes, long residentBytes) {}

    private final boolean wanted;
    private final List<Mark> marks = new ArrayList<>();
    private Thread waiting;

    Timings(boolean wanted) {
        this.wanted = wanted;
        mark("command known");
    }

    /** The stage that begins now. */
    void mark(String stage) {
        if (!wanted) {
            return;
        }
        double wall = ThisProcess.secondsSinceLaunch();
        double cpu = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : Double.NaN;
        long garbage = ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                ? threads.getTotalThreadAllocatedBytes()
                : -1;
        synchronized (marks) {
            marks.add(new Mark(stage, wall, cpu, garbage, ThisProcess.residentBytes()));
        }
    }

    /** The stage that begins when something holds; looks for that on a thread of its own. */
    void markWhen(String stage, BooleanSupplier condition) {
        if (wanted) {
            waiting = Thread.ofPlatform().daemon(true).name("antipode-timings").start(() -> {
                long start = System.nanoTime();
                while (!condition.getAsBoolean()) {
                    if (System.nanoTime() - start > PATIENCE.toNanos()) {
                        return;
                    }
                    LockSupport.parkNanos(LOOK.toNanos());
                }
                mark(stage);
            });
        }
    }

    /** Prints the table on standard error, also beside a result in JSON. */
    void print(Console console) {
        if (!wanted) {
            return;
        }
        if (waiting != null && !joined(waiting)) {
            console.err().println("Some kernels were not warm when the command was done.");
        }
        synchronized (marks) {
            console.err().printf("%-28s %9s %9s %12s %12s%n", "since launch", "wall s", "CPU s", "garbage", "resident");
            for (Mark mark : marks) {
                console.err()
                        .printf(
                                Locale.ROOT,
                                "%-28s %9.3f %9.3f %12s %12s%n",
                                mark.stage,
                                mark.wallSeconds,
                                mark.cpuSeconds,
                                MemoryPlan.readable(mark.garbageBytes),
                                MemoryPlan.readable(mark.residentBytes));
            }
            console.err()
                    .println("largest resident memory      " + MemoryPlan.readable(ThisProcess.largestResidentBytes())
                            + ", compiler arenas included");
        }
    }

    /** The marks as JSON, empty unless wanted. */
    List<Map<String, Object>> json() {
        List<Map<String, Object>> all = new ArrayList<>();
        synchronized (marks) {
            for (Mark mark : marks) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("stage", mark.stage);
                one.put("wallSeconds", mark.wallSeconds);
                one.put("cpuSeconds", mark.cpuSeconds);
                one.put("garbageBytes", mark.garbageBytes);
                one.put("residentBytes", mark.residentBytes);
                all.add(one);
            }
        }
        return all;
    }

    boolean wanted() {
        return wanted;
    }

    private static boolean joined(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
