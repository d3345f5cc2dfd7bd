package dev.antipode.profiles;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a machine tells of itself that decides nothing and so is in no profile, but that whoever compares two machines or looks
 * for the reason of a late tick wants to know.
 *
 * @param told name to value, in words, such as {@code cpu.governor} to {@code performance}
 * @param notTold names of those that the system does not tell
 */
public record HostFacts(Map<String, String> told, List<String> notTold) {
    private static final String CPU = "sys/devices/system/cpu/";
    /** What Linux calls a CAN interface (linux/if_arp.h, ARPHRD_CAN), and a wired one (ARPHRD_ETHER). */
    private static final String CAN = "280";

    private static final String ETHERNET = "1";

    /** Keeps the order. */
    public HostFacts {
        told = Collections.unmodifiableMap(new LinkedHashMap<>(told));
        notTold = List.copyOf(notTold);
    }

    /**
     * Of the machine that this program runs on.
     *
     * @return what {@code /proc}, {@code /sys} and the JVM tell; of another system than Linux the JVM's facts alone
     */
    public static HostFacts detect() {
        return of(new HostFiles(Path.of("/")));
    }

    static HostFacts of(HostFiles files) {
        Map<String, Optional<String>> facts = new LinkedHashMap<>();
        facts.put("cpu.lowestClock", hertz(files.line(CPU + "cpu0/cpufreq/cpuinfo_min_freq")));
        facts.put("cpu.highestClock", hertz(files.line(CPU + "cpu0/cpufreq/cpuinfo_max_freq")));
        facts.put("cpu.governor", files.line(CPU + "cpu0/cpufreq/scaling_governor"));
        Set<String> features = files.features();
        facts.put("cpu.halfPrecision", has(features, Set.of("fphp", "asimdhp", "avx512_fp16")));
        facts.put("cpu.dotProduct", has(features, Set.of("asimddp", "avx_vnni", "avx512_vnni")));
        facts.put("cpu.l2SharedBy", files.cacheSharedBy(0, 2));
        facts.put("cpu.l3SharedBy", files.cacheSharedBy(0, 3));
        facts.put("cpu.isolated", files.line(CPU + "isolated").map(cpus -> cpus.isEmpty() ? "none" : cpus));
        facts.put("process.cpus", files.labelled("proc/self/status", "Cpus_allowed_list:"));
        facts.put("process.timerSlack", files.line("proc/self/timerslack_ns").map(nanos -> nanos + " ns"));
        facts.put("process.realTimePriority", limit(files, "Max realtime priority", ""));
        facts.put("process.lockedMemory", limit(files, "Max locked memory", " bytes"));
        facts.put(
                "kernel.realTimeShare",
                files.line("proc/sys/kernel/sched_rt_runtime_us")
                        .map(micros -> micros.equals("-1") ? "all" : micros + " us of each period"));
        facts.put("jvm.name", Optional.of(System.getProperty("java.vm.name") + " " + Runtime.version()));
        facts.put("jvm.vendor", Optional.ofNullable(System.getProperty("java.vendor")));
        facts.put(
                "jvm.heap",
                Optional.of(
                        Quantity.BYTES.text(Runtime.getRuntime().maxMemory() / Check.MIB * Check.MIB) + " at most"));
        facts.put(
                "jvm.collectors",
                Optional.of(ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(MemoryManagerMXBean::getName)
                        .collect(Collectors.joining(", "))));
        facts.put("jvm.options", Optional.of(jvmOptions()));
        facts.put("io.serial", files.folders("sys/class/tty", tty -> files.exists(tty + "/device")));
        facts.put("io.can", files.folders("sys/class/net", net -> type(files, net, CAN)));
        facts.put("io.ethernet", files.folders("sys/class/net", net -> type(files, net, ETHERNET)));
        facts.put("io.i2c", files.folders("sys/class/i2c-adapter", _ -> true));
        facts.put("io.spi", files.folders("sys/class/spi_master", _ -> true));
        facts.put("io.gpio", files.folders("sys/bus/gpio/devices", _ -> true));
        Map<String, String> told = new LinkedHashMap<>();
        List<String> notTold = new ArrayList<>();
        facts.forEach((name, value) -> value.ifPresentOrElse(known -> told.put(name, known), () -> notTold.add(name)));
        return new HostFacts(told, notTold);
    }

    private static boolean type(HostFiles files, String net, String type) {
        return files.line(net + "/type").equals(Optional.of(type));
    }

    private static Optional<String> hertz(Optional<String> kilohertz) {
        return kilohertz
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(digits -> Quantity.HERTZ.text(Long.parseLong(digits) * 1000.0));
    }

    /** Features that are not told at all say nothing of one. */
    private static Optional<String> has(Set<String> features, Set<String> any) {
        return features.isEmpty()
                ? Optional.empty()
                : Optional.of(any.stream().anyMatch(features::contains) ? "yes" : "no");
    }

    /** The soft limit, which is the one that counts: the first value behind the label. */
    private static Optional<String> limit(HostFiles files, String label, String unit) {
        return files.labelled("proc/self/limits", label)
                .map(values -> values.split("\\s+")[0])
                .map(value -> value.matches("[0-9]+") ? value + unit : value);
    }

    /** But for settings of single methods, which are many, and for properties, which may be anybody's. */
    private static String jvmOptions() {
        String options = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X") && !option.startsWith("-XX:CompileCommand"))
                .collect(Collectors.joining(" "));
        return options.isEmpty() ? "none" : options;
    }
}
