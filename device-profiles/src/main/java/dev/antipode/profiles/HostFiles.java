package dev.antipode.profiles;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a Linux kernel tells of its machine in {@code /proc} and {@code /sys}; everything is empty on other systems. */
final class HostFiles {
    private static final String CPUS = "sys/devices/system/cpu/";

    /** The key of the page size in a process's auxiliary vector (Linux, elf.h). */
    private static final long AT_PAGESZ = 6;

    private static final int PIECE = 1 << 14;

    private final Path root;

    /** @param root the folder that holds {@code proc} and {@code sys}; "/" but in tests */
    HostFiles(Path root) {
        this.root = root;
    }

    /** What the board calls itself, else the CPU's model name. */
    Optional<String> name() {
        return text("proc/device-tree/model").map(HostFiles::word).or(() -> cpuInfo("model name"));
    }

    /** Who made the machine: the board's first "compatible" entry, or the firmware's word. */
    Optional<String> vendor() {
        return text("proc/device-tree/compatible")
                .map(all -> all.replaceFirst("[,\0].*", ""))
                .or(() -> text("sys/devices/virtual/dmi/id/sys_vendor").map(HostFiles::word))
                .filter(vendor -> !vendor.isBlank());
    }

    /** The chip: the board's last "compatible" entry, or the CPU's model name. */
    Optional<String> soc() {
        return text("proc/device-tree/compatible")
                .map(all -> all.split("\0"))
                .filter(entries -> entries.length > 1)
                .map(entries -> word(entries[entries.length - 1]))
                .or(() -> cpuInfo("model name"));
    }

    /** The CPUs that are switched on, for example 0 to 3 from "0-3"; empty where the kernel does not tell. */
    List<Integer> cpus() {
        List<Integer> cpus = new ArrayList<>();
        try {
            for (String range : text(CPUS + "online").orElse("").trim().split(",")) {
                String[] ends = range.split("-");
                for (int cpu = Integer.parseInt(ends[0]); cpu <= Integer.parseInt(ends[ends.length - 1]); cpu++) {
                    cpus.add(cpu);
                }
            }
            return cpus;
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    /** What kind of core a CPU is: on Arm by its part number, elsewhere the model name. */
    Optional<String> core(int cpu) {
        return text(CPUS + "cpu" + cpu + "/regs/identification/midr_el1")
                .map(String::trim)
                .flatMap(ArmCores::ofMidr)
                .or(() -> cpuInfo("CPU part").flatMap(ArmCores::ofPart))
                .or(() -> cpuInfo("model name"));
    }

    /** Highest clock of a CPU in hertz. */
    OptionalLong clockHz(int cpu) {
        return number(text(CPUS + "cpu" + cpu + "/cpufreq/cpuinfo_max_freq"), 1000);
    }

    /** The words of the CPU's feature line: "flags" on x86, "Features" on Arm. */
    Set<String> features() {
        return cpuInfo("flags")
                .or(() -> cpuInfo("Features"))
                .map(line -> Set.copyOf(Arrays.asList(line.split("\\s+"))))
                .orElse(Set.of());
    }

    /** Length of an SVE register in bytes, where the CPU has such registers. */
    OptionalInt sveBytes() {
        OptionalLong bytes = number(text("proc/sys/abi/sve_default_vector_length"), 1);
        return bytes.isPresent() ? OptionalInt.of((int) bytes.getAsLong()) : OptionalInt.empty();
    }

    /** A cache of one CPU: of this level, and "Data" or "Instruction" (a unified one is both). The kernel writes 32K. */
    OptionalLong cacheBytes(int cpu, int level, String type) {
        for (int index = 0; index < 8; index++) {
            String folder = CPUS + "cpu" + cpu + "/cache/index" + index + "/";
            Optional<String> found = text(folder + "type").map(String::trim);
            if (found.isEmpty()) {
                break;
            }
            if ((found.get().equals(type) || found.get().equals("Unified"))
                    && text(folder + "level").map(String::trim).equals(Optional.of(String.valueOf(level)))) {
                return number(
                        text(folder + "size")
                                .map(String::trim)
                                .filter(size -> size.endsWith("K"))
                                .map(size -> size.substring(0, size.length() - 1)),
                        1 << 10);
            }
        }
        return OptionalLong.empty();
    }

    /** The cache line of the first CPU. */
    OptionalLong cacheLineBytes() {
        return number(text(CPUS + "cpu0/cache/index0/coherency_line_size"), 1);
    }

    Optional<String> kernel() {
        return text("proc/sys/kernel/osrelease").map(release -> "Linux " + release.trim());
    }

    Optional<Preemption> preemption() {
        return text("proc/version").map(version -> {
            if (version.contains("PREEMPT_RT")) {
                return Preemption.RT;
            }
            if (version.contains("PREEMPT_DYNAMIC")) {
                return Preemption.DYNAMIC;
            }
            return version.contains("PREEMPT") ? Preemption.FULL : Preemption.UNKNOWN;
        });
    }

    OptionalLong pageBytes() {
        try {
            ByteBuffer entries = ByteBuffer.wrap(Files.readAllBytes(root.resolve("proc/self/auxv")))
                    .order(ByteOrder.nativeOrder());
            while (entries.remaining() >= 2 * Long.BYTES) {
                long key = entries.getLong();
                long value = entries.getLong();
                if (key == AT_PAGESZ) {
                    return OptionalLong.of(value);
                }
            }
            return OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** The CPUs that share a CPU's cache of a level, such as 0-3. */
    Optional<String> cacheSharedBy(int cpu, int level) {
        for (int index = 0; index < 8; index++) {
            String folder = CPUS + "cpu" + cpu + "/cache/index" + index + "/";
            if (line(folder + "level").equals(Optional.of(String.valueOf(level)))) {
                return line(folder + "shared_cpu_list");
            }
        }
        return Optional.empty();
    }

    /** A file of one line. */
    Optional<String> line(String relative) {
        return text(relative).map(HostFiles::word);
    }

    /** What follows a label at the start of a line of a file. */
    Optional<String> labelled(String relative, String label) {
        return text(relative)
                .flatMap(all -> all.lines()
                        .filter(line -> line.startsWith(label))
                        .map(line -> line.substring(label.length()).trim())
                        .findFirst());
    }

    boolean exists(String relative) {
        return Files.exists(root.resolve(relative));
    }

    /** The names of those entries of a folder that are wanted, in order, or "none"; empty where there is no such folder. */
    Optional<String> folders(String relative, Predicate<String> wanted) {
        try (Stream<Path> entries = Files.list(root.resolve(relative))) {
            List<String> names = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> wanted.test(relative + "/" + name))
                    .sorted()
                    .toList();
            return Optional.of(names.isEmpty() ? "none" : String.join(", ", names));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The value of the first line of /proc/cpuinfo with this label. */
    private Optional<String> cpuInfo(String label) {
        return text("proc/cpuinfo")
                .flatMap(all -> all.lines()
                        .filter(line -> line.matches(label + "\\s*:.*"))
                        .map(line -> line.substring(line.indexOf(':') + 1).trim())
                        .filter(value -> !value.isEmpty())
                        .findFirst());
    }

    private static OptionalLong number(Optional<String> text, long unit) {
        return text.map(String::trim)
                .filter(digits -> digits.matches("[0-9]{1,12}"))
                .map(digits -> OptionalLong.of(Long.parseLong(digits) * unit))
                .orElse(OptionalLong.empty());
    }

    private static String word(String text) {
        return text.replace("\0", "").trim();
    }

    /** In large pieces: the numbers in {@code /proc/sys} are told to the first read alone, however little it asks for. */
    private Optional<String> text(String relative) {
        try (InputStream in = Files.newInputStream(root.resolve(relative))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece, 0, PIECE); read >= 0; read = in.read(piece, 0, PIECE)) {
                all.write(piece, 0, read);
            }
            return Optional.of(all.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
