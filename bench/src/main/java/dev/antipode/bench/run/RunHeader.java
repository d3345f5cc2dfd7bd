package dev.antipode.bench.run;

import dev.antipode.profiles.DeviceProfile;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where and how results came about: what stands above every table.
 *
 * @param machine the host's name, its architecture and its number of processors; results of two machines are not compared
 * @param processor its generation, vectors and caches, by {@link Processor}; empty where an older version stored the run
 * @param jdk the JVM
 * @param profile id of the device profile
 * @param emulated whether the profile is another device's than the host
 * @param flags JVM options of the measuring JVMs
 * @param command the command line
 * @param effort JVMs and iterations
 * @param load the load average at the start
 * @param notes what was reproduced of the device, and what was not
 */
record RunHeader(
        String machine,
        String processor,
        String jdk,
        String profile,
        boolean emulated,
        List<String> flags,
        String command,
        String effort,
        double load,
        List<String> notes) {
    private static final String BUSY = ": other work kept the processors busy, so times are upper bounds";

    static RunHeader of(DeviceProfile host, Emulation emulation, Effort effort, String command) {
        return new RunHeader(
                host.name() + ", " + host.architecture() + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors",
                Processor.of(host),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                emulation.profile().id(),
                emulation.emulated(),
                emulation.jvmOptions(),
                command,
                effort.toString(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                emulation.notes());
    }

    /** Whether other work took a part of the processors. */
    private boolean busy() {
        return load > Runtime.getRuntime().availableProcessors() / 2.0;
    }

    /** The profile as it stands beside every figure. */
    String profileLabel() {
        return emulated ? profile + " (emulated)" : profile;
    }

    /** The flags but for settings of single methods and of our own, for the one line that sums a run up. */
    List<String> shortFlags() {
        return flags.stream()
                .filter(flag -> !flag.startsWith("-XX:CompileCommand") && !flag.startsWith("-D"))
                .toList();
    }

    /** Name to value, for tables of facts. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("machine", machine);
        facts.put("processor", processor);
        facts.put("JDK", jdk);
        facts.put("profile", profileLabel());
        for (String note : notes) {
            facts.merge("emulation", note, (a, b) -> a + " " + b);
        }
        facts.put("flags", String.join(" ", flags));
        facts.put("command", command);
        facts.put("measured", effort + "; load average at the start " + load + (busy() ? BUSY : ""));
        return facts;
    }
}
