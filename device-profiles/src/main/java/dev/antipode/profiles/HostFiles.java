package dev.antipode.profiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What a Linux kernel tells of its CPU in {@code /proc} and {@code /sys}; everything is empty on other systems. */
final class HostFiles {
    private final Path root;

    /** @param root the folder that holds {@code proc} and {@code sys}; "/" but in tests */
    HostFiles(Path root) {
        this.root = root;
    }

    /** What the board calls itself, else the CPU's model name. */
    Optional<String> name() {
        return text("proc/device-tree/model")
                .map(model -> model.replace("\0", "").trim())
                .or(() -> cpuInfo("model name"));
    }

    /** CPUs that are switched on, for example 4 from "0-3". */
    OptionalInt cores() {
        Optional<String> online = text("sys/devices/system/cpu/online");
        try {
            int cores = 0;
            for (String range : online.orElse("").trim().split(",")) {
                String[] ends = range.split("-");
                cores += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
            }
            return OptionalInt.of(cores);
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** The words of the CPU's feature line: "flags" on x86, "Features" on Arm. */
    Set<String> features() {
        return cpuInfo("flags")
                .or(() -> cpuInfo("Features"))
                .map(line -> Set.of(line.split("\\s+")))
                .orElse(Set.of());
    }

    /** Length of an SVE register in bytes, where the CPU has such registers. */
    OptionalInt sveBytes() {
        try {
            return text("proc/sys/abi/sve_default_vector_length")
                    .map(length -> OptionalInt.of(Integer.parseInt(length.trim())))
                    .orElse(OptionalInt.empty());
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** The smallest cache of this level that holds data, over all CPUs: a tile must fit whatever core it lands on. */
    OptionalLong cacheBytes(int level) {
        long smallest = Long.MAX_VALUE;
        try (DirectoryStream<Path> cpus =
                Files.newDirectoryStream(root.resolve("sys/devices/system/cpu"), "cpu[0-9]*")) {
            for (Path cpu : cpus) {
                smallest = Math.min(smallest, smallestOf(cpu.resolve("cache"), level));
            }
        } catch (IOException e) {
            return OptionalLong.empty();
        }
        return smallest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(smallest);
    }

    private long smallestOf(Path folder, int level) throws IOException {
        long smallest = Long.MAX_VALUE;
        if (!Files.isDirectory(folder)) {
            return smallest;
        }
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(folder, "index*")) {
            for (Path cache : caches) {
                if (String.valueOf(level).equals(trimmed(cache.resolve("level")))
                        && !"Instruction".equals(trimmed(cache.resolve("type")))) {
                    smallest = Math.min(smallest, sizeOf(trimmed(cache.resolve("size"))));
                }
            }
        }
        return smallest;
    }

    /** The kernel writes cache sizes as 32K. */
    private static long sizeOf(String text) {
        return text.matches("[0-9]{1,9}K")
                ? Long.parseLong(text.substring(0, text.length() - 1)) << 10
                : Long.MAX_VALUE;
    }

    private static String trimmed(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            return "";
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

    private Optional<String> text(String relative) {
        try {
            return Optional.of(new String(Files.readAllBytes(root.resolve(relative)), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
