package dev.antipode.profiles;

import java.util.Optional;
import java.util.Set;

/** Which vector instructions a CPU has, by the feature words of Linux, and which of them this JVM uses. */
final class VectorDetection {
    private static final Set<String> AVX512 = Set.of("avx512f", "avx512bw", "avx512dq", "avx512vl");

    private VectorDetection() {}

    /** Without features, the least that is compatible with what the JVM uses. */
    static VectorSet of(
            Architecture architecture, Set<String> features, Optional<Integer> jvmBits, Optional<Boolean> jvmFma) {
        if (architecture == Architecture.X86_64 && !jvmFma.orElse(true)) {
            // A JVM without fused multiply-add uses a machine as if it were one that has none.
            boolean wide = jvmBits.orElse(128) > 128;
            return wide && may(features, "avx2")
                    ? VectorSet.AVX2
                    : features.contains("avx") ? VectorSet.AVX : VectorSet.SSE;
        }
        int bits = jvmBits.orElse(128);
        return switch (architecture) {
            case X86_64 -> {
                if (features.containsAll(AVX512) || (features.isEmpty() && bits > 256)) {
                    yield VectorSet.AVX512;
                }
                if (features.contains("avx2") || (features.isEmpty() && jvmBits.orElse(256) > 128)) {
                    yield VectorSet.AVX2;
                }
                yield features.contains("avx") || features.isEmpty() ? VectorSet.AVX : VectorSet.SSE;
            }
            case AARCH64 -> {
                if (features.contains("sve2")) {
                    yield VectorSet.SVE2;
                }
                yield features.contains("sve") || bits > 128 ? VectorSet.SVE : VectorSet.NEON;
            }
            case OTHER -> VectorSet.OTHER;
        };
    }

    /** Where the system names no features, nothing speaks against one. */
    private static boolean may(Set<String> features, String feature) {
        return features.isEmpty() || features.contains(feature);
    }

    /** The JVM decides: it may use less than the CPU has, by its own choice or by an option. */
    static int bits(HostFiles files, JvmFacts jvm, VectorSet vectors) {
        int bits = jvm.vectorBits().orElseGet(() -> switch (vectors) {
            case AVX512 -> 512;
            case AVX2 -> 256;
            case SVE, SVE2 -> files.sveBytes().orElse(16) * Byte.SIZE;
            default -> 128;
        });
        return bits >= 512 ? 512 : bits >= 256 ? 256 : 128;
    }
}
