package dev.antipode.profiles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes a profile of the machine that this program runs on, from {@code /proc}, {@code /sys} and the JVM. Where the
 * system does not tell (macOS and Windows have no such files), it assumes what the generic profiles do, and says so.
 */
public final class HostDetection {
    private static final long MIB = Check.MIB;
    /** A heap, and the least that a run may take beside it: a profile of less would be refused. */
    private static final long LEAST_RAM = JvmOptions.heapBytes(0) + MIB;

    private final HostFiles files;
    private final JvmFacts jvm;
    private final List<String> measured = new ArrayList<>();
    private final List<String> assumed = new ArrayList<>();

    private HostDetection(HostFiles files, JvmFacts jvm) {
        this.files = files;
        this.jvm = jvm;
    }

    /**
     * The profile of the host.
     *
     * @return a profile with id {@code host}; its vector width and fused multiply-add are those that this JVM uses
     */
    public static DeviceProfile detect() {
        return detect(new HostFiles(Path.of("/")), JvmFacts.ofThisJvm());
    }

    static DeviceProfile detect(HostFiles files, JvmFacts jvm) {
        return new HostDetection(files, jvm).profile();
    }

    private DeviceProfile profile() {
        Cpu cpu = cpu();
        long found = jvm.memoryBytes() / MIB * MIB;
        long ram = Math.clamp(found, LEAST_RAM, 64 * Check.TIB);
        (ram == found ? measured : assumed).add("system.ram");
        SystemFacts system = new SystemFacts(
                fact("system.kernel", files.kernel(), () -> System.getProperty("os.name")),
                fact("system.preemption", files.preemption(), () -> Preemption.UNKNOWN),
                ram,
                fact("system.page", boxed(files.pageBytes()), () -> 4096L));
        assumed.add("training");
        assumed.add("control");
        return new DeviceProfile(
                DeviceProfile.SCHEMA,
                "host",
                files.name().orElse("This machine (" + jvm.architecture() + ")"),
                files.vendor().orElse("unknown"),
                DeviceKind.HOST,
                cpu,
                system,
                new TrainingFacts(budget(ram), Math.clamp(jvm.processors(), 1, cpu.cpus()), List.of()),
                new ControlFacts(1000, 1_000_000, 250_000, SchedulingPolicy.OTHER, 0, -1),
                List.of(),
                List.of(
                        new FactSource(Verified.MEASURED, "this machine's /proc and /sys, and its JVM", measured),
                        new FactSource(Verified.ASSUMED, "what is usual for such a machine", assumed)));
    }

    /** A quarter of the memory leaves room for the JVM itself and for what else the device does. */
    private static long budget(long ram) {
        return Math.min(Math.clamp(ram / 4, 16 * MIB, 1024 * MIB) / MIB * MIB, ram - JvmOptions.heapBytes(ram));
    }

    private Cpu cpu() {
        measured.add("cpu.architecture");
        measured.add("cpu.vectorBits");
        Set<String> features = files.features();
        VectorSet vectors = VectorDetection.of(jvm.architecture(), features, jvm.vectorBits(), jvm.fma());
        (features.isEmpty() ? assumed : measured).add("cpu.vectors");
        int bits = Math.min(VectorDetection.bits(files, jvm, vectors), vectors.widestBits());
        boolean fma = vectors.mustFuse() || (vectors.mayFuse() && jvm.fma().orElseGet(() -> features.contains("fma")));
        measured.add("cpu.fma");
        String soc = fact("cpu.soc", files.soc(), () -> "unknown");
        List<Cluster> clusters = clusters();
        long l2 = clusters.stream().mapToLong(Cluster::l2Bytes).max().orElseThrow();
        long l3 = Math.clamp(fact("cpu.l3", lastLevel(), () -> 0L), 0, 16 * Check.GIB);
        return new Cpu(
                soc,
                jvm.architecture(),
                vectors,
                bits,
                fma,
                clusters,
                l3 < l2 ? 0 : l3,
                fact("cpu.cacheLine", boxed(files.cacheLineBytes()).filter(b -> Long.bitCount(b) == 1), () -> 64L));
    }

    private Optional<Long> lastLevel() {
        return files.cacheBytes(0, 1, "Data").isEmpty()
                ? Optional.empty()
                : Optional.of(files.cacheBytes(0, 3, "Data").orElse(0));
    }

    /** Neighbours of one kind are one cluster. */
    private List<Cluster> clusters() {
        List<Integer> cpus = files.cpus();
        boolean told = !cpus.isEmpty() && cpus.stream().allMatch(this::tellsItsCaches);
        (told ? measured : assumed).add("cpu.clusters");
        List<Cluster> clusters = new ArrayList<>();
        int count = Math.clamp(Math.max(cpus.size(), jvm.processors()), 1, 1024);
        for (int i = 0; i < count; i++) {
            // A CPU that the kernel does not list is as the last one that it does.
            Cluster next = cluster(cpus.isEmpty() ? -1 : cpus.get(Math.min(i, cpus.size() - 1)));
            Cluster last = clusters.isEmpty() ? null : clusters.getLast();
            if (last != null && next.isLike(last)) {
                clusters.set(clusters.size() - 1, sized(last, last.cpus() + 1));
            } else {
                clusters.add(next);
            }
        }
        return clusters;
    }

    private boolean tellsItsCaches(int cpu) {
        return files.cacheBytes(cpu, 1, "Data").isPresent()
                && files.cacheBytes(cpu, 1, "Instruction").isPresent()
                && files.cacheBytes(cpu, 2, "Data").isPresent();
    }

    private Cluster cluster(int cpu) {
        OptionalLong clock = files.clockHz(cpu);
        long l1d = Math.clamp(files.cacheBytes(cpu, 1, "Data").orElse(32 << 10), 4 << 10, 16 * MIB);
        long l2 = Math.clamp(
                files.cacheBytes(cpu, 2, "Data")
                        .orElse(jvm.architecture() == Architecture.AARCH64 ? 512 << 10 : 256 << 10),
                0,
                Check.GIB);
        return new Cluster(
                files.core(cpu).orElse("unknown"),
                1,
                clock.isPresent() && clock.getAsLong() >= 1_000_000
                        ? OptionalDouble.of(clock.getAsLong())
                        : OptionalDouble.empty(),
                Math.clamp(files.cacheBytes(cpu, 1, "Instruction").orElse(32 << 10), 4 << 10, 16 * MIB),
                l1d,
                l2 < l1d ? 0 : l2);
    }

    private static Cluster sized(Cluster one, int cpus) {
        return new Cluster(one.core(), cpus, one.clockHz(), one.l1iBytes(), one.l1dBytes(), one.l2Bytes());
    }

    private <T> T fact(String name, Optional<T> found, Supplier<T> otherwise) {
        (found.isPresent() ? measured : assumed).add(name);
        return found.orElseGet(otherwise);
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }
}
