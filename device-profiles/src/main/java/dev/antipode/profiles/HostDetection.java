package dev.antipode.profiles;

import java.nio.file.Path;
import java.util.Set;

/**
 * Makes a profile of the machine that this program runs on, from {@code /proc}, {@code /sys} and the JVM. Where the
 * system does not tell (macOS and Windows have no such files), the generic profile of the architecture fills in.
 */
public final class HostDetection {
    private static final long MIB = 1L << 20;

    private HostDetection() {}

    /**
     * The profile of the host.
     *
     * @return a profile with id {@code host}; its vector width and fused multiply-add are those that this JVM uses
     */
    public static DeviceProfile detect() {
        return detect(new HostFiles(Path.of("/")), JvmFacts.ofThisJvm());
    }

    static DeviceProfile detect(HostFiles files, JvmFacts jvm) {
        DeviceProfile generic = Profiles.generic(jvm.architecture());
        int cores = Math.max(files.cores().orElse(jvm.processors()), jvm.processors());
        int vectorBits = vectorBits(files, jvm);
        long l1d = Math.clamp(files.cacheBytes(1).orElse(generic.l1dBytes()), 4 << 10, 16 * MIB);
        return new DeviceProfile(
                "host",
                files.name().orElse("This machine (" + jvm.architecture() + ")"),
                jvm.architecture(),
                vectorBits,
                vectorBits == 512 || fma(files, jvm),
                Math.clamp(cores, 1, 1024),
                l1d,
                Math.clamp(files.cacheBytes(2).orElse(generic.l2Bytes()), 0, 1024 * MIB),
                // A quarter of the memory leaves room for the JVM itself and for what else the device does.
                Math.clamp(jvm.memoryBytes() / 4, 16 * MIB, 1024 * MIB) / MIB * MIB,
                Math.clamp(jvm.processors(), 1, 1024),
                DeviceProfile.lanesFor(l1d),
                generic.controlRateHz(),
                generic.jvmOptions());
    }

    /** The JVM decides: it may use less than the CPU has, by its own choice or by an option. */
    private static int vectorBits(HostFiles files, JvmFacts jvm) {
        int bits = jvm.vectorBits().orElseGet(() -> cpuVectorBits(files, jvm.architecture()));
        return bits >= 512 ? 512 : bits >= 256 ? 256 : 128;
    }

    private static int cpuVectorBits(HostFiles files, Architecture architecture) {
        Set<String> features = files.features();
        if (architecture == Architecture.AARCH64) {
            return features.contains("sve") ? files.sveBytes().orElse(16) * Byte.SIZE : 128;
        }
        if (features.containsAll(Set.of("avx512f", "avx512bw", "avx512dq", "avx512vl"))) {
            return 512;
        }
        return features.contains("avx2") ? 256 : 128;
    }

    private static boolean fma(HostFiles files, JvmFacts jvm) {
        return jvm.architecture() == Architecture.AARCH64
                || jvm.fma().orElseGet(() -> files.features().contains("fma"));
    }
}
