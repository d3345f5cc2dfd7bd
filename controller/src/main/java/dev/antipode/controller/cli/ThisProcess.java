package dev.antipode.controller.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What the operating system knows of this process: when it was launched, and the memory that it holds. */
final class ThisProcess {
    private static final Path FOLDER = Path.of("/proc/self");
    /** The unit of times in {@code /proc}, the same on every processor that Linux runs on with a JVM (proc(5), USER_HZ). */
    private static final double TICKS_PER_SECOND = 100;
    /** {@code starttime} is field 22 of proc(5); what follows the process's name begins with field 3. */
    private static final int START_TIME = 22 - 3;

    private static final double MOST_BEFORE_JVM_SECONDS = 30;

    private ThisProcess() {}

    /**
     * Seconds since the process was made, by its launcher where this replaced itself by the JVM. Where the system does not
     * tell, or tells a time that cannot be (containers may count from another origin), since the JVM's own start.
     */
    static double secondsSinceLaunch() {
        double jvm = (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
        try {
            String stat = Files.readString(FOLDER.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double up =
                    Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
            double process = up - Long.parseLong(fields[START_TIME]) / TICKS_PER_SECOND;
            return process >= jvm && process < jvm + MOST_BEFORE_JVM_SECONDS ? process : jvm;
        } catch (IOException | RuntimeException e) {
            // Not Linux.
            return jvm;
        }
    }

    /** The memory that it holds now, in bytes; 0 where the system does not tell. */
    static long residentBytes() {
        return status("VmRSS");
    }

    /**
     * The most memory that it has held, in bytes; 0 where the system does not tell. The system counts the two on its own time, so that
     * what is held now may be a little more than what it knows as the most.
     */
    static long largestResidentBytes() {
        return Math.max(status("VmHWM"), status("VmRSS"));
    }

    /** The CPUs that it may run on; empty where the system does not tell. */
    static Set<Integer> allowedCpus() {
        Set<Integer> cpus = new TreeSet<>();
        try {
            for (String line : Files.readAllLines(FOLDER.resolve("status"))) {
                if (line.startsWith("Cpus_allowed_list:")) {
                    for (String range :
                            line.substring(line.indexOf(':') + 1).trim().split(",")) {
                        String[] ends = range.split("-");
                        int last = Integer.parseInt(ends[ends.length - 1]);
                        for (int cpu = Integer.parseInt(ends[0]); cpu <= last; cpu++) {
                            cpus.add(cpu);
                        }
                    }
                }
            }
            return cpus;
        } catch (IOException | NumberFormatException e) {
            // Not Linux.
            return Set.of();
        }
    }

    /** A line of {@code status}, which is in kB there. */
    private static long status(String key) {
        try {
            for (String line : Files.readAllLines(FOLDER.resolve("status"))) {
                if (line.startsWith(key + ":")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (IOException e) {
            // Not Linux.
            return 0;
        }
        return 0;
    }
}
