package dev.antipode.bench.run;

import dev.antipode.profiles.Cluster;
import dev.antipode.profiles.DeviceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What tells processors apart that share a name, as those of virtual machines do: generation, vectors and caches. */
final class Processor {
    private static final Path FACTS = Path.of("/proc/cpuinfo");
    private static final long KIB = 1024;

    /** As Linux calls them: of x86, then of Arm. */
    private static final List<String> KEYS = List.of(
            "vendor_id",
            "cpu family",
            "model",
            "stepping",
            "CPU implementer",
            "CPU variant",
            "CPU part",
            "CPU revision");

    private Processor() {}

    static String of(DeviceProfile host) {
        try {
            return of(host, Files.readAllLines(FACTS));
        } catch (IOException e) {
            // Other systems have no such file.
            return of(host, List.of());
        }
    }

    /** @param lines of {@code /proc/cpuinfo}; values that differ from CPU to CPU stand side by side */
    static String of(DeviceProfile host, List<String> lines) {
        List<String> words = new ArrayList<>();
        for (String key : KEYS) {
            Set<String> values = new LinkedHashSet<>();
            for (String line : lines) {
                String[] pair = line.split(":", 2);
                if (pair.length == 2 && pair[0].strip().equals(key)) {
                    values.add(pair[1].strip());
                }
            }
            if (!values.isEmpty()) {
                words.add(key + " " + String.join("/", values));
            }
        }
        words.add("vectors of " + host.vectorBits() + " bits");
        for (Cluster cluster : host.cpu().clusters()) {
            words.add("L1d " + cluster.l1dBytes() / KIB + " KiB");
            words.add("L2 " + cluster.l2Bytes() / KIB + " KiB");
        }
        words.add("L3 " + host.cpu().l3Bytes() / KIB + " KiB");
        return String.join(", ", words);
    }
}
